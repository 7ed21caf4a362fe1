import QtQuick
import QtQuick.Layouts
import Fieldfare

// Says what is missing and what to do about it.
ColumnLayout {
    id: empty

    required property string glyph
    required property string title
    property string hint
    property string actionText
    signal action

    spacing: 12

    Rectangle {
        implicitWidth: 88
        implicitHeight: 88
        radius: 44
        color: Theme.colors.primarySoft
        Layout.alignment: Qt.AlignHCenter

        Icon {
            anchors.centerIn: parent
            glyph: empty.glyph
            size: 40
            color: Theme.colors.primary
        }
    }
    PlainLabel {
        text: empty.title
        font.pixelSize: Theme.textHeading
        font.weight: Font.DemiBold
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
    }
    PlainLabel {
        visible: text !== ""
        text: empty.hint
        color: Theme.colors.textSecondary
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
    }
    PrimaryButton {
        visible: empty.actionText !== ""
        text: empty.actionText
        Layout.alignment: Qt.AlignHCenter
        Layout.topMargin: 8
        onClicked: empty.action()
    }
}
