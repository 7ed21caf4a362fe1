import QtQuick
import QtQuick.Layouts
import Fieldfare

FieldEditor {
    id: editor

    RowLayout {
        spacing: 6
        Layout.fillWidth: true

        PlainLabel {
            text: editor.display === "" ? "—" : editor.display
            Layout.fillWidth: true
        }
        Icon {
            glyph: "lock"
            size: 16
        }
    }
}
