import QtQuick
import QtQuick.Layouts
import Fieldfare

FieldEditor {
    id: editor

    property int hints: Qt.ImhNone

    LineInput {
        objectName: "field_" + editor.name
        text: editor.value
        invalid: editor.errorText !== ""
        inputMethodHints: editor.hints
        Accessible.name: editor.label
        Layout.fillWidth: true
        onTextEdited: editor.edited(text)
    }
}
