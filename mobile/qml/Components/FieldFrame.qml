import QtQuick
import QtQuick.Layouts
import Fieldfare

// Label above, editor inside, help or error below. The frame of every editor.
ColumnLayout {
    id: frame

    property string label
    property bool mandatory: false
    property bool showsLabel: true
    property string help
    property string error
    default property alias editor: slot.data

    spacing: 4

    RowLayout {
        visible: frame.showsLabel && frame.label !== ""
        spacing: 2
        Layout.fillWidth: true

        PlainLabel {
            text: frame.label
            font.pixelSize: Theme.textSmall
            color: Theme.colors.textSecondary
            Layout.maximumWidth: frame.width - 12
        }
        PlainLabel {
            visible: frame.mandatory
            text: "*"
            font.pixelSize: Theme.textSmall
            color: Theme.colors.danger
        }
    }
    ColumnLayout {
        id: slot

        spacing: 0
        Layout.fillWidth: true
    }
    PlainLabel {
        visible: text !== ""
        text: frame.error !== "" ? frame.error : frame.help
        font.pixelSize: Theme.textTiny
        color: frame.error !== "" ? Theme.colors.danger : Theme.colors.textSecondary
        Layout.fillWidth: true
    }
}
