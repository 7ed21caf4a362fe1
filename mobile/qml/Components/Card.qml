import QtQuick
import QtQuick.Controls
import Fieldfare

// A surface with a 1-px border that may be touched as a whole.
AbstractButton {
    id: card

    property bool interactive: true

    padding: 14
    hoverEnabled: interactive
    enabled: true
    focusPolicy: interactive ? Qt.TabFocus : Qt.NoFocus
    background: Rectangle {
        radius: Theme.radius
        color: card.interactive && card.down ? Theme.colors.primarySoft : Theme.colors.surface
        border.width: card.visualFocus ? 2 : 1
        border.color: card.visualFocus ? Theme.colors.primary : Theme.colors.line
    }
}
