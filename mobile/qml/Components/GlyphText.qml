import QtQuick
import Fieldfare

// A glyph and a word on one line, in the middle of the room there is. Words for which it is too narrow wrap.
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

    readonly property real beside: (glyph === "" ? 0 : sign.width + gap) + (addition === "" ? 0 : after.implicitWidth + gap)
    readonly property real wordWidth: Math.ceil(natural.advanceWidth) + 1

    implicitWidth: wordWidth + beside
    implicitHeight: row.implicitHeight

    TextMetrics {
        id: natural

        font: word.font
        text: content.text
    }
    Row {
        id: row

        anchors.centerIn: parent
        spacing: content.gap

        Icon {
            id: sign

            visible: content.glyph !== ""
            glyph: content.glyph
            size: content.glyphSize
            color: content.glyphColor
            anchors.verticalCenter: parent.verticalCenter
        }
        PlainLabel {
            id: word

            width: content.width > content.beside ? Math.min(content.wordWidth, content.width - content.beside) : content.wordWidth
            text: content.text
            font.pixelSize: content.textSize
            font.weight: content.weight
            color: content.color
            anchors.verticalCenter: parent.verticalCenter
        }
        PlainLabel {
            id: after

            visible: text !== ""
            text: content.addition
            wrapMode: Text.NoWrap
            font.pixelSize: content.textSize
            color: Theme.colors.textSecondary
            anchors.verticalCenter: parent.verticalCenter
        }
    }
}
