import QtQuick
import QtQuick.Layouts
import Fieldfare

// That something stands here which the organisation hides; gone where nothing is hidden.
RowLayout {
    id: note

    property string text

    visible: text !== ""
    spacing: 6

    Icon {
        glyph: "lock"
        size: 16
        color: Theme.colors.textSecondary
        Layout.alignment: Qt.AlignTop
    }
    PlainLabel {
        text: note.text
        font.pixelSize: Theme.textSmall
        color: Theme.colors.textSecondary
        Layout.fillWidth: true
    }
}
