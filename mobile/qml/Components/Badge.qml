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

    GlyphText {
        id: content

        anchors.centerIn: parent
        text: badge.text
        glyph: badge.glyph
        glyphSize: 14
        gap: 4
        textSize: Theme.textTiny
        color: Theme.strong(badge.tone)
    }
}
