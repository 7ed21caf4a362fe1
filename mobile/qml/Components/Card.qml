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
    background: CardGround {
        pressed: card.interactive && card.down
        focused: card.visualFocus
    }
}
