import QtQuick
import QtQuick.Controls
import Fieldfare

// One photo or file among others, to be opened.
AbstractButton {
    id: tile

    required property string picture
    required property string glyph
    required property string stateLabel
    required property int stateTone
    required property string stateGlyph

    objectName: "attachmentTile"
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.Button
    Accessible.name: stateLabel === "" ? text : text + ", " + stateLabel

    background: Rectangle {
        radius: Theme.radius
        color: tile.down ? Theme.colors.primarySoft : Theme.colors.neutralSoft
        border.width: tile.visualFocus ? 2 : 1
        border.color: tile.visualFocus ? Theme.colors.primary : Theme.colors.line
    }
    contentItem: AttachmentFace {
        picture: tile.picture
        glyph: tile.glyph
        text: tile.text
        stateLabel: tile.stateLabel
        stateTone: tile.stateTone
        stateGlyph: tile.stateGlyph
    }
}
