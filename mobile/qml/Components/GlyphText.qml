import QtQuick
import Fieldfare

// A glyph and a word on one line, in the middle of the room there is.
Item {
    id: content

    required property string text
    property string glyph
    property int glyphSize: 20
    property int gap: 6
    property color color: Theme.colors.text
    property color glyphColor: color
    property int textSize: Theme.textBody
    property int weight: Font.Medium
    // After the word, quieter.
    property string addition

    implicitWidth: row.implicitWidth
    implicitHeight: row.implicitHeight

    Row {
        id: row

        anchors.centerIn: parent
        spacing: content.gap

        Icon {
            visible: content.glyph !== ""
            glyph: content.glyph
            size: content.glyphSize
            color: content.glyphColor
            anchors.verticalCenter: parent.verticalCenter
        }
        PlainLabel {
            text: content.text
            wrapMode: Text.NoWrap
            font.pixelSize: content.textSize
            font.weight: content.weight
            color: content.color
            anchors.verticalCenter: parent.verticalCenter
        }
        PlainLabel {
            visible: text !== ""
            text: content.addition
            wrapMode: Text.NoWrap
            font.pixelSize: content.textSize
            color: Theme.colors.textSecondary
            anchors.verticalCenter: parent.verticalCenter
        }
    }
}
