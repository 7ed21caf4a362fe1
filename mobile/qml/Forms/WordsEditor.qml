import QtQuick
import QtQuick.Layouts
import Fieldfare

// Free words: each can be taken away, new ones are typed.
FieldEditor {
    id: editor

    function add(text: string) {
        const word = text.trim();
        const list = Array.from(value);
        if (word !== "" && list.indexOf(word) < 0)
            edited(list.concat([word]));
        input.clear();
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
                onClicked: editor.edited(Array.from(editor.value).filter(word => word !== modelData))
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
            onAccepted: editor.add(text)
            onEditingFinished: editor.add(text)
        }
        IconAction {
            glyph: "plus"
            text: qsTr("Add")
            enabled: input.text.trim() !== ""
            onClicked: editor.add(input.text)
        }
    }
}
