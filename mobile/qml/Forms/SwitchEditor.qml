import QtQuick
import QtQuick.Layouts
import QtQuick.Controls
import QtQuick.Controls.Material
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
        Material.accent: Theme.colors.primary
        background: null
        contentItem: PlainLabel {
            text: line.text
            rightPadding: line.indicator.width + 8
            verticalAlignment: Text.AlignVCenter
        }
        onToggled: editor.edited(checked)
    }
}
