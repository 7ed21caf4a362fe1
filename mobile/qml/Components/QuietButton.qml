import QtQuick
import QtQuick.Controls
import Fieldfare

// A second-rank action: outlined, or plain text.
AbstractButton {
    id: button

    property string glyph
    property bool outlined: true
    property int tone: Tone.Info

    implicitHeight: Math.max(Theme.touch, row.implicitHeight + 16)
    implicitWidth: row.implicitWidth + (outlined ? 32 : 16)
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: text

    background: Rectangle {
        radius: Theme.radius
        color: button.down ? Theme.soft(button.tone) : "transparent"
        border.width: button.outlined || button.visualFocus ? 1 : 0
        border.color: button.visualFocus ? Theme.strong(button.tone) : Theme.colors.line
    }
    contentItem: Item {
        Row {
            id: row

            anchors.centerIn: parent
            spacing: 6

            Icon {
                visible: button.glyph !== ""
                glyph: button.glyph
                size: 20
                color: Theme.strong(button.tone)
                anchors.verticalCenter: parent.verticalCenter
            }
            PlainLabel {
                text: button.text
                wrapMode: Text.NoWrap
                font.weight: Font.Medium
                color: Theme.strong(button.tone)
                anchors.verticalCenter: parent.verticalCenter
            }
        }
    }
}
