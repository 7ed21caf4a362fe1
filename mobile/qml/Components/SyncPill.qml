import QtQuick
import QtQuick.Controls
import Fieldfare

// Where this phone stands with the server: icon, word, last time.
AbstractButton {
    id: pill

    required property string label
    required property string glyph
    property string lastTime
    property int tone: Tone.Neutral
    // Without the last time where there is no room for it.
    property bool brief: false

    implicitHeight: Math.max(Theme.touch, content.implicitHeight + 20)
    implicitWidth: content.implicitWidth + 20
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.Button
    Accessible.name: lastTime === "" ? label : label + ", " + lastTime

    background: Item {
        Rectangle {
            anchors.fill: parent
            anchors.topMargin: 8
            anchors.bottomMargin: 8
            radius: height / 2
            color: Theme.soft(pill.tone)
            border.width: pill.visualFocus ? 2 : 0
            border.color: Theme.strong(pill.tone)
        }
    }
    contentItem: Item {
        Row {
            id: content

            anchors.centerIn: parent
            spacing: 5

            Icon {
                glyph: pill.glyph
                size: 18
                color: Theme.strong(pill.tone)
                anchors.verticalCenter: parent.verticalCenter
            }
            PlainLabel {
                text: pill.label
                wrapMode: Text.NoWrap
                font.pixelSize: Theme.textTiny
                font.weight: Font.Medium
                color: Theme.strong(pill.tone)
                anchors.verticalCenter: parent.verticalCenter
            }
            PlainLabel {
                visible: !pill.brief && text !== ""
                text: pill.lastTime
                wrapMode: Text.NoWrap
                font.pixelSize: Theme.textTiny
                color: Theme.colors.textSecondary
                anchors.verticalCenter: parent.verticalCenter
            }
        }
    }
}
