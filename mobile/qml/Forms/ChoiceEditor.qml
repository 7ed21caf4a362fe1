pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Fieldfare

// One of several: chips while they are few, a list with search otherwise.
FieldEditor {
    id: editor

    readonly property bool few: choices.length <= 6

    ChipFlow {
        visible: editor.few

        Repeater {
            model: editor.few ? editor.choices : []
            delegate: Chip {
                required property var modelData

                objectName: "choice_" + editor.name + "_" + modelData.code
                text: modelData.label
                checkable: false
                checked: editor.value === modelData.code
                onClicked: editor.edited(checked ? "" : modelData.code)
            }
        }
    }
    PickerButton {
        visible: !editor.few
        objectName: "field_" + editor.name
        text: editor.display
        invalid: editor.errorText !== ""
        Accessible.name: editor.label
        Layout.fillWidth: true
        onClicked: sheet.open()
        onCleared: editor.edited("")
    }
    ChoiceSheet {
        id: sheet

        title: editor.label
        choices: editor.choices
        chosen: [editor.value]
        onPicked: code => {
            sheet.close();
            editor.edited(code);
        }
    }
}
