import QtQuick
import QtQuick.Layouts
import Fieldfare

// A label and its value, for reading.
RowLayout {
    id: info

    required property string label
    required property string value
    // Nothing is known of the value but that it is hidden.
    property bool hidden: false

    spacing: 12

    PlainLabel {
        text: info.label
        font.pixelSize: Theme.textSmall
        color: Theme.colors.textSecondary
        Layout.preferredWidth: 96 * Math.min(1.4, Theme.textScale)
        Layout.alignment: Qt.AlignTop
    }
    PlainLabel {
        text: info.value
        color: info.hidden ? Theme.colors.textSecondary : Theme.colors.text
        Layout.fillWidth: true
    }
}
