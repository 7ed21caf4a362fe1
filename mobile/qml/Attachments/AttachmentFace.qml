import QtQuick
import Fieldfare

// What is seen of a photo or file: its thumbnail, else its kind and name; and a sign where there is something to say,
// on a ground that any photo leaves readable. The word to it has its place in the viewer.
Item {
    id: face

    required property string picture
    required property string glyph
    property string text
    property string stateLabel
    property int stateTone: Tone.Info
    property string stateGlyph

    Image {
        id: image

        objectName: "tilePicture"
        anchors.fill: parent
        anchors.margins: 1
        source: face.picture
        fillMode: Image.PreserveAspectCrop
        asynchronous: true
        sourceSize.width: 320
    }
    Column {
        visible: image.status !== Image.Ready
        anchors.centerIn: parent
        anchors.verticalCenterOffset: face.stateLabel === "" ? 0 : -8
        width: parent.width - 12
        spacing: 4

        Icon {
            glyph: face.glyph
            size: 28
            anchors.horizontalCenter: parent.horizontalCenter
        }
        PlainLabel {
            visible: text !== ""
            text: face.text
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            font.pixelSize: Theme.textTiny
            color: Theme.colors.textSecondary
            maximumLineCount: 2
            elide: Text.ElideRight
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
        }
    }
    Rectangle {
        visible: face.stateLabel !== ""
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: 4
        width: sign.width + 10
        height: sign.height + 10
        radius: height / 2
        color: Theme.soft(face.stateTone)
        border.width: 1
        border.color: Theme.strong(face.stateTone)

        Icon {
            id: sign

            anchors.centerIn: parent
            glyph: face.stateGlyph
            size: 16
            color: Theme.strong(face.stateTone)
        }
    }
}
