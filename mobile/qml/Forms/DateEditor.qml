import QtQuick
import QtQuick.Layouts
import Fieldfare

FieldEditor {
    id: editor

    PickerButton {
        objectName: "field_" + editor.name
        text: editor.value
        glyph: "calendar"
        invalid: editor.errorText !== ""
        Accessible.name: editor.label
        Layout.fillWidth: true
        onClicked: sheet.open_at(editor.value)
        onCleared: editor.edited("")
    }
    DateSheet {
        id: sheet

        onPicked: day => editor.edited(day)
    }
}
