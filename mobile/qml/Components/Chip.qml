import QtQuick
import QtQuick.Controls
import Fieldfare

// One of several choices. The touched area is 48 high, the drawn pill less.
AbstractButton {
    id: chip

    property string glyph
    // A page is never wider than its window.
    readonly property real widest: Window.window ? Window.width - 2 * Theme.margin : Infinity

    checkable: true
    implicitHeight: Math.max(Theme.touch, implicitContentHeight + 20)
    implicitWidth: Math.max(Theme.touch, Math.min(implicitContentWidth + leftPadding + rightPadding, widest))
    leftPadding: 14
    rightPadding: 14
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.CheckBox
    Accessible.name: text
    Accessible.checked: checked

    background: Item {
        Rectangle {
            anchors.fill: parent
            anchors.topMargin: 4
            anchors.bottomMargin: 4
            radius: Math.min(height / 2, 24)
            color: chip.checked ? Theme.colors.primary : chip.down ? Theme.colors.primarySoft : Theme.colors.surface
            border.width: chip.visualFocus ? 2 : 1
            border.color: chip.checked || chip.visualFocus ? Theme.colors.primary : Theme.colors.line
        }
    }
    contentItem: GlyphText {
        text: chip.text
        glyph: chip.glyph === "" ? "" : chip.checked ? "check" : chip.glyph
        glyphSize: 18
        glyphColor: chip.checked ? Theme.colors.primaryInk : Theme.colors.textSecondary
        color: chip.checked ? Theme.colors.primaryInk : Theme.colors.text
        weight: chip.checked ? Font.Medium : Font.Normal
    }
}
