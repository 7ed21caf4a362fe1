pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Fieldfare

// Any of several: chips while they are few, a list with search otherwise.
FieldEditor {
    id: editor

    readonly property bool few: choices.length <= 10

    function toggle(code: string) {
        const list = Array.from(value);
        const at = list.indexOf(code);
        if (at < 0)
            list.push(code);
        else
            list.splice(at, 1);
        edited(list);
    }

    ChipFlow {
        visible: editor.few

        Repeater {
            model: editor.few ? editor.choices : []
            delegate: Chip {
                required property var modelData

                objectName: "choice_" + editor.name + "_" + modelData.code
                text: modelData.label
                checkable: false
                checked: Array.from(editor.value).indexOf(modelData.code) >= 0
                onClicked: editor.toggle(modelData.code)
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
        onCleared: editor.edited([])
    }
    ChoiceSheet {
        id: sheet

        title: editor.label
        choices: editor.choices
        chosen: Array.from(editor.value)
        onPicked: code => editor.toggle(code)
    }
}
