import QtQuick
import Fieldfare

// How many need attention.
Rectangle {
    id: bubble

    required property int count

    visible: count > 0
    implicitWidth: Math.max(18, number.implicitWidth + 8)
    implicitHeight: 18
    radius: 9
    color: Theme.colors.danger

    PlainLabel {
        id: number

        anchors.centerIn: parent
        text: bubble.count > 99 ? "99+" : bubble.count
        wrapMode: Text.NoWrap
        font.pixelSize: 11
        font.weight: Font.DemiBold
        color: Theme.colors.surface
    }
}
