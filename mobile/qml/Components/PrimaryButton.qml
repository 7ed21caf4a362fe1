import QtQuick
import QtQuick.Controls
import Fieldfare

AbstractButton {
    id: button

    property string glyph
    property bool busy: false

    implicitHeight: Math.max(Theme.touch, row.implicitHeight + 20)
    implicitWidth: row.implicitWidth + 40
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: text

    background: Rectangle {
        radius: Theme.radius
        color: button.enabled ? Theme.colors.primary : Theme.colors.neutralSoft
        opacity: button.down ? 0.85 : 1
        border.width: button.visualFocus ? 2 : 0
        border.color: Theme.colors.text
    }
    contentItem: Item {
        Row {
            id: row

            anchors.centerIn: parent
            spacing: 8

            Icon {
                visible: button.glyph !== ""
                glyph: button.glyph
                size: 20
                color: label.color
                anchors.verticalCenter: parent.verticalCenter
            }
            PlainLabel {
                id: label

                text: button.text
                wrapMode: Text.NoWrap
                font.pixelSize: Theme.textHeading
                font.weight: Font.Medium
                color: button.enabled ? Theme.colors.primaryInk : Theme.colors.textSecondary
                anchors.verticalCenter: parent.verticalCenter
            }
        }
    }
}
