import QtQuick
import QtQuick.Layouts
import Fieldfare

// A day and a time: "YYYY-MM-DD HH:mm".
FieldEditor {
    id: editor

    readonly property string day: String(value).slice(0, 10)
    readonly property string time: String(value).slice(11)

    RowLayout {
        spacing: Theme.gap
        Layout.fillWidth: true

        PickerButton {
            objectName: "field_" + editor.name
            text: editor.day
            glyph: "calendar"
            invalid: editor.errorText !== ""
            Accessible.name: editor.label
            Layout.fillWidth: true
            onClicked: sheet.open_at(editor.day)
            onCleared: editor.edited("")
        }
        LineInput {
            visible: editor.day !== ""
            text: editor.time
            invalid: editor.errorText !== ""
            placeholderText: qsTr("Time")
            inputMethodHints: Qt.ImhTime
            Layout.preferredWidth: 88
            onTextEdited: editor.edited(editor.day + " " + text)
        }
    }
    DateSheet {
        id: sheet

        onPicked: day => editor.edited(day + " " + (editor.time === "" ? "09:00" : editor.time))
    }
}
