import QtQuick
import QtQuick.Layouts
import Fieldfare

// What comes to light beside a card that is swiped away: what letting go does, once it is far enough.
Rectangle {
    id: side

    required property string text
    required property string glyph
    property int tone: Tone.Info
    property bool armed: false
    readonly property color ink: armed ? Theme.colors.surface : Theme.strong(tone)

    width: Math.max(104, column.implicitWidth + 40)
    height: parent ? parent.height : 0
    radius: Theme.radius
    color: armed ? Theme.strong(tone) : Theme.soft(tone)

    ColumnLayout {
        id: column

        anchors.centerIn: parent
        spacing: 4

        Icon {
            glyph: side.glyph
            color: side.ink
            Layout.alignment: Qt.AlignHCenter
        }
        PlainLabel {
            text: side.text
            wrapMode: Text.NoWrap
            font.pixelSize: Theme.textSmall
            font.weight: Font.Medium
            color: side.ink
            Layout.alignment: Qt.AlignHCenter
        }
    }
}
