import QtQuick
import QtQuick.Controls
import Fieldfare

AbstractButton {
    id: button

    property string glyph

    implicitHeight: Math.max(Theme.touch, implicitContentHeight + 20)
    implicitWidth: implicitContentWidth + 40
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
    contentItem: GlyphText {
        text: button.text
        glyph: button.glyph
        gap: 8
        textSize: Theme.textHeading
        color: button.enabled ? Theme.colors.primaryInk : Theme.colors.textSecondary
    }
}
