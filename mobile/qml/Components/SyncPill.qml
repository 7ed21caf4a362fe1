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

    implicitHeight: Math.max(Theme.touch, implicitContentHeight + 20)
    implicitWidth: implicitContentWidth + 20
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
    contentItem: GlyphText {
        text: pill.label
        glyph: pill.glyph
        glyphSize: 18
        gap: 5
        textSize: Theme.textTiny
        color: Theme.strong(pill.tone)
        addition: pill.brief ? "" : pill.lastTime
    }
}
