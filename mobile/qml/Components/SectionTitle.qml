import QtQuick
import QtQuick.Layouts
import Fieldfare

RowLayout {
    id: title

    property string text
    property string count
    property int tone: Tone.Neutral
    property string glyph

    spacing: 6

    Icon {
        visible: title.glyph !== ""
        glyph: title.glyph
        size: 18
        color: Theme.strong(title.tone)
    }
    PlainLabel {
        text: title.text
        font.pixelSize: Theme.textSmall
        font.weight: Font.DemiBold
        color: Theme.strong(title.tone)
        Layout.fillWidth: title.count === ""
    }
    Badge {
        text: title.count
        tone: title.tone
    }
    Item {
        visible: title.count !== ""
        Layout.fillWidth: true
    }
}
