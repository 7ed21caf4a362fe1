import QtQuick
import QtQuick.Controls
import Fieldfare

// An icon to touch. `text` is its name for screen readers.
AbstractButton {
    id: action

    required property string glyph
    property color tint: Theme.colors.text

    implicitWidth: Theme.touch
    implicitHeight: Theme.touch
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.Button
    Accessible.name: text

    background: Rectangle {
        radius: width / 2
        color: action.down ? Theme.colors.neutralSoft : "transparent"
        border.width: action.visualFocus ? 2 : 0
        border.color: Theme.colors.primary
    }
    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            glyph: action.glyph
            color: action.tint
        }
    }
}
