import QtQuick
import Fieldfare

// What a card is drawn on.
Rectangle {
    id: ground

    property bool pressed: false
    property bool focused: false

    radius: Theme.radius
    color: pressed ? Theme.colors.primarySoft : Theme.colors.surface
    border.width: focused ? 2 : 1
    border.color: focused ? Theme.colors.primary : Theme.colors.line
}
