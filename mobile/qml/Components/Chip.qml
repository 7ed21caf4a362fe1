import QtQuick
import QtQuick.Controls
import Fieldfare

// One of several choices. What is touched is larger than the drawn pill, so that chips stand close together (ChipFlow).
AbstractButton {
    id: chip

    property string glyph
    // A page is never wider than its window.
    readonly property real widest: Window.window ? Window.width - 2 * (Theme.margin - Theme.chipInset) : Infinity

    checkable: true
    implicitHeight: Math.max(Theme.touch, implicitContentHeight + 20)
    implicitWidth: Math.max(Theme.touch, Math.min(implicitContentWidth + leftPadding + rightPadding, widest))
    leftPadding: Theme.chipInset + 12
    rightPadding: Theme.chipInset + 12
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.CheckBox
    Accessible.name: text
    Accessible.checked: checked

    background: Item {
        Rectangle {
            anchors.fill: parent
            anchors.margins: Theme.chipInset
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
