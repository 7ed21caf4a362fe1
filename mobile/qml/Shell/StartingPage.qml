import QtQuick
import Fieldfare

// Shown only while the database is being opened.
Item {
    Icon {
        anchors.centerIn: parent
        glyph: "place"
        size: 56
        color: Theme.colors.primary
    }
}
