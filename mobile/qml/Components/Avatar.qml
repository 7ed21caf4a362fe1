import QtQuick
import Fieldfare

// The first character of a name on a ground.
Rectangle {
    id: avatar

    required property string name
    property int size: 40
    property int tone: Tone.Info

    implicitWidth: size
    implicitHeight: size
    radius: size / 2
    color: Theme.soft(tone)

    PlainLabel {
        anchors.centerIn: parent
        text: avatar.name.charAt(0).toUpperCase()
        font.pixelSize: Math.round(avatar.size * 0.42)
        font.weight: Font.Medium
        color: Theme.strong(avatar.tone)
    }
}
