pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Fieldfare

// Free words: each can be taken away, new ones are typed.
FieldEditor {
    id: editor

    function add(word: string) {
        const list = Array.from(value);
        if (word !== "" && list.indexOf(word) < 0)
            edited(list.concat([word]));
        input.clear();
    }
    function remove(word: string) {
        edited(Array.from(value).filter(each => each !== word));
    }

    Flow {
        visible: editor.value.length > 0
        spacing: 8
        Layout.fillWidth: true

        Repeater {
            model: Array.from(editor.value)
            delegate: QuietButton {
                required property string modelData

                text: modelData
                glyph: "close"
                tone: Tone.Neutral
                Accessible.name: qsTr("Remove %1").arg(modelData)
                onClicked: editor.remove(modelData)
            }
        }
    }
    RowLayout {
        spacing: Theme.gap
        Layout.fillWidth: true

        LineInput {
            id: input

            objectName: "field_" + editor.name
            placeholderText: qsTr("Add a word")
            Layout.fillWidth: true
            onAccepted: editor.add(text.trim())
            onEditingFinished: editor.add(text.trim())
        }
        IconAction {
            glyph: "plus"
            text: qsTr("Add")
            enabled: input.text.trim() !== ""
            onClicked: editor.add(input.text.trim())
        }
    }
}
