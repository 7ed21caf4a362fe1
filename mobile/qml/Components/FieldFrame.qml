import QtQuick
import QtQuick.Layouts
import Fieldfare

// Label above, editor inside, help or error below. The frame of every editor.
Column {
    id: frame

    property string label
    property bool mandatory: false
    property bool showsLabel: true
    property string help
    property string error
    default property alias editor: slot.data

    spacing: 4

    Row {
        visible: frame.showsLabel && frame.label !== ""
        width: parent.width
        spacing: 2

        PlainLabel {
            width: Math.min(implicitWidth, frame.width - 12)
            text: frame.label
            font.pixelSize: Theme.textSmall
            color: Theme.colors.textSecondary
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

        width: parent.width
        spacing: 0
    }
    PlainLabel {
        visible: text !== ""
        width: parent.width
        text: frame.error !== "" ? frame.error : frame.help
        font.pixelSize: Theme.textTiny
        color: frame.error !== "" ? Theme.colors.danger : Theme.colors.textSecondary
    }
}
