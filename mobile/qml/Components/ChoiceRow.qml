import QtQuick
import QtQuick.Layouts
import QtQuick.Controls
import Fieldfare

// One line of a list of choices.
AbstractButton {
    id: row

    property bool chosen: false
    property string detail

    implicitHeight: Math.max(Theme.touch, implicitContentHeight + 16)
    implicitWidth: 200
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.RadioButton
    Accessible.name: text
    Accessible.checked: chosen

    background: Rectangle {
        radius: 8
        color: row.down ? Theme.colors.primarySoft : "transparent"
        border.width: row.visualFocus ? 2 : 0
        border.color: Theme.colors.primary
    }
    contentItem: RowLayout {
        spacing: 8

        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true

            PlainLabel {
                text: row.text
                color: row.chosen ? Theme.colors.primary : Theme.colors.text
                font.weight: row.chosen ? Font.Medium : Font.Normal
                Layout.fillWidth: true
            }
            PlainLabel {
                visible: text !== ""
                text: row.detail
                font.pixelSize: Theme.textTiny
                color: Theme.colors.textSecondary
                Layout.fillWidth: true
            }
        }
        Icon {
            visible: row.chosen
            glyph: "check"
            color: Theme.colors.primary
        }
    }
}
