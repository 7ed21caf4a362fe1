import QtQuick
import QtQuick.Controls
import Fieldfare

// One photo or file, small: its thumbnail where there is one, and its state where there is something to say.
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
    contentItem: Item {
        Image {
            id: image

            objectName: "tilePicture"
            anchors.fill: parent
            anchors.margins: 1
            source: tile.picture
            fillMode: Image.PreserveAspectCrop
            asynchronous: true
            sourceSize.width: 320
        }
        Column {
            visible: image.status !== Image.Ready
            anchors.centerIn: parent
            anchors.verticalCenterOffset: tile.stateLabel === "" ? 0 : -8
            width: parent.width - 12
            spacing: 4

            Icon {
                glyph: tile.glyph
                size: 28
                anchors.horizontalCenter: parent.horizontalCenter
            }
            PlainLabel {
                text: tile.text
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                font.pixelSize: Theme.textTiny
                color: Theme.colors.textSecondary
                maximumLineCount: 2
                elide: Text.ElideRight
                wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            }
        }
        // The word has its place in the viewer; here is the sign, on a ground that any photo leaves readable.
        Rectangle {
            visible: tile.stateLabel !== ""
            objectName: "tileState"
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            anchors.margins: 4
            width: sign.width + 10
            height: sign.height + 10
            radius: height / 2
            color: Theme.soft(tile.stateTone)
            border.width: 1
            border.color: Theme.strong(tile.stateTone)

            Icon {
                id: sign

                anchors.centerIn: parent
                glyph: tile.stateGlyph
                size: 16
                color: Theme.strong(tile.stateTone)
            }
        }
    }
}
