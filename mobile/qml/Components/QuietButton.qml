import QtQuick
import QtQuick.Controls
import Fieldfare

// A second-rank action: outlined, or plain text.
AbstractButton {
    id: button

    property string glyph
    property bool outlined: true
    property int tone: Tone.Info
    property color ink: Theme.strong(tone)

    implicitHeight: Math.max(Theme.touch, implicitContentHeight + 16)
    implicitWidth: implicitContentWidth + (outlined ? 32 : 16)
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: text

    background: Rectangle {
        radius: Theme.radius
        color: button.down ? Theme.soft(button.tone) : "transparent"
        border.width: button.outlined || button.visualFocus ? 1 : 0
        border.color: button.visualFocus ? Theme.strong(button.tone) : Theme.colors.line
    }
    contentItem: GlyphText {
        text: button.text
        glyph: button.glyph
        color: button.ink
    }
}
