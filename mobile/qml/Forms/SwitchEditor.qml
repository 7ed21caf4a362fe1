import QtQuick
import QtQuick.Layouts
import QtQuick.Controls
import Fieldfare

FieldEditor {
    id: editor

    showsLabel: false

    // Name and switch on one line; the whole line is touched.
    SwitchDelegate {
        id: line

        objectName: "field_" + editor.name
        text: editor.label
        checked: editor.value === true
        leftPadding: 0
        rightPadding: 0
        implicitHeight: Math.max(Theme.touch, implicitContentHeight + 16)
        Layout.fillWidth: true
        background: null
        // Drawn plainly: the style's own knob is a shadow, which not every device draws.
        indicator: Rectangle {
            implicitWidth: 48
            implicitHeight: 28
            x: line.width - width
            y: (line.height - height) / 2
            radius: height / 2
            color: line.checked ? Theme.colors.primary : Theme.colors.surface
            border.width: line.visualFocus ? 2 : 1
            border.color: line.checked ? Theme.colors.primary : Theme.colors.textSecondary

            Rectangle {
                width: 20
                height: 20
                x: line.checked ? parent.width - width - 4 : 4
                y: 4
                radius: 10
                color: line.checked ? Theme.colors.primaryInk : Theme.colors.textSecondary
            }
        }
        contentItem: PlainLabel {
            text: line.text
            rightPadding: line.indicator.width + 8
            verticalAlignment: Text.AlignVCenter
        }
        onToggled: editor.edited(checked)
    }
}
