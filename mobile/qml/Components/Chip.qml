import QtQuick
import QtQuick.Controls
import Fieldfare

// One of several choices. The touched area is 48 high, the drawn pill less.
AbstractButton {
    id: chip

    property string glyph

    checkable: true
    implicitHeight: Math.max(Theme.touch, label.implicitHeight + 20)
    implicitWidth: Math.max(Theme.touch, label.implicitWidth + (mark.visible ? mark.width + 6 : 0) + 28)
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
    contentItem: Item {
        Row {
            anchors.centerIn: parent
            spacing: 6

            Icon {
                id: mark

                visible: glyph !== ""
                glyph: chip.checked ? "check" : chip.glyph
                size: Math.round(18 * Theme.textScale)
                color: chip.checked ? Theme.colors.primaryInk : Theme.colors.textSecondary
                anchors.verticalCenter: parent.verticalCenter
            }
            PlainLabel {
                id: label

                text: chip.text
                wrapMode: Text.NoWrap
                color: chip.checked ? Theme.colors.primaryInk : Theme.colors.text
                font.weight: chip.checked ? Font.Medium : Font.Normal
                anchors.verticalCenter: parent.verticalCenter
            }
        }
    }
}
