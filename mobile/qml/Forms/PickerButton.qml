import QtQuick
import QtQuick.Layouts
import QtQuick.Controls
import Fieldfare

// Looks like an input, opens something to choose from.
AbstractButton {
    id: picker

    property string glyph: "chevron-down"
    property string placeholder: qsTr("Choose")
    property bool invalid: false
    property bool clearable: true
    signal cleared

    implicitHeight: Math.max(Theme.touch, implicitContentHeight + 16)
    implicitWidth: 160
    leftPadding: 14
    rightPadding: 4
    topPadding: 0
    bottomPadding: 0
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.ComboBox

    background: Rectangle {
        radius: 10
        color: Theme.colors.surface
        border.width: picker.visualFocus ? 2 : 1
        border.color: picker.invalid ? Theme.colors.danger : picker.visualFocus ? Theme.colors.primary : Theme.colors.line
    }
    contentItem: RowLayout {
        spacing: 4

        PlainLabel {
            text: picker.text === "" ? picker.placeholder : picker.text
            color: picker.text === "" ? Theme.colors.textSecondary : Theme.colors.text
            Layout.fillWidth: true
        }
        IconAction {
            visible: picker.clearable && picker.text !== ""
            glyph: "close"
            tint: Theme.colors.textSecondary
            text: qsTr("Clear")
            implicitWidth: 40
            // As high as the button, and no reason for it to be higher.
            Layout.fillHeight: true
            Layout.preferredHeight: 1
            onClicked: picker.cleared()
        }
        Icon {
            glyph: picker.glyph
            size: 20
            Layout.rightMargin: 10
        }
    }
}
