import QtQuick
import QtQuick.Layouts
import Fieldfare

// One version of a value: whose, when, and what it says.
ColumnLayout {
    id: version

    required property string heading
    required property string text
    property string from
    property bool strong: false

    visible: text !== ""
    spacing: 2

    RowLayout {
        spacing: 8
        Layout.fillWidth: true

        PlainLabel {
            text: version.heading
            font.pixelSize: Theme.textTiny
            font.weight: Font.DemiBold
            color: Theme.colors.textSecondary
        }
        PlainLabel {
            text: version.from
            font.pixelSize: Theme.textTiny
            color: Theme.colors.textSecondary
            horizontalAlignment: Text.AlignRight
            Layout.fillWidth: true
        }
    }
    PlainLabel {
        text: version.text
        color: version.strong ? Theme.colors.text : Theme.colors.textSecondary
        Layout.fillWidth: true
    }
}
