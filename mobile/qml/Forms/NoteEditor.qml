import QtQuick
import QtQuick.Layouts
import Fieldfare

FieldEditor {
    id: editor

    NoteInput {
        objectName: "field_" + editor.name
        text: editor.value
        invalid: editor.errorText !== ""
        leastHeight: 72
        Accessible.name: editor.label
        Layout.fillWidth: true
        onTextChanged: if (activeFocus)
            editor.edited(text)
    }
}
