import QtQuick
import Fieldfare

// A short word on a tinted ground: a class, a stage, a state.
Rectangle {
    id: badge

    property string text
    property int tone: Tone.Neutral
    property string glyph

    visible: text !== ""
    implicitWidth: content.implicitWidth + 16
    implicitHeight: content.implicitHeight + 6
    radius: 6
    color: Theme.soft(tone)

    Row {
        id: content

        anchors.centerIn: parent
        spacing: 4

        Icon {
            visible: badge.glyph !== ""
            glyph: badge.glyph
            size: Math.round(14 * Theme.textScale)
            color: Theme.strong(badge.tone)
            anchors.verticalCenter: parent.verticalCenter
        }
        PlainLabel {
            text: badge.text
            wrapMode: Text.NoWrap
            font.pixelSize: Theme.textTiny
            font.weight: Font.Medium
            color: Theme.strong(badge.tone)
            anchors.verticalCenter: parent.verticalCenter
        }
    }
}
