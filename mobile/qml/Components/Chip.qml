import QtQuick
import QtQuick.Controls
import Fieldfare

// One of several choices. The touched area is 48 high, the drawn pill less.
AbstractButton {
    id: chip

    property string glyph

    checkable: true
    implicitHeight: Math.max(Theme.touch, implicitContentHeight + 20)
    implicitWidth: Math.max(Theme.touch, implicitContentWidth + 28)
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.CheckBox
    Accessible.name: text
    Accessible.checked: checked

    background: Item {
        Rectangle {
            anchors.fill: parent
            anchors.topMargin: 4
            anchors.bottomMargin: 4
            radius: height / 2
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
