import QtQuick
import QtQuick.Controls
import Fieldfare

// A form as the catalog describes it: sections, and an editor for each kind of field. It names no field itself.
ListView {
    id: view

    required property FormModel form

    model: form
    spacing: 14
    cacheBuffer: 4000
    boundsBehavior: Flickable.StopAtBounds
    leftMargin: Theme.margin
    rightMargin: Theme.margin
    bottomMargin: Theme.margin
    ScrollBar.vertical: ScrollBar { }

    section.property: "section"
    section.delegate: Item {
        id: heading

        required property string section

        width: view.width - 2 * Theme.margin
        implicitHeight: title.implicitHeight + 26

        SectionTitle {
            id: title

            y: 14
            width: parent.width
            text: heading.section
            tone: Tone.Info
        }
    }

    delegate: Loader {
        id: slot

        required property string name
        required property string label
        required property string kind
        required property var value
        required property string display
        required property var choices
        required property bool mandatory
        required property bool readOnly
        required property string errorText

        readonly property url source_of_kind: readOnly ? "ReadOnlyField.qml" : ({
                "text": "TextEditor.qml",
                "note": "NoteEditor.qml",
                "integer": "NumberEditor.qml",
                "real": "NumberEditor.qml",
                "money": "NumberEditor.qml",
                "boolean": "SwitchEditor.qml",
                "date": "DateEditor.qml",
                "timestamp": "MomentEditor.qml",
                "choice": "ChoiceEditor.qml",
                "choices": "ChoicesEditor.qml",
                "words": "WordsEditor.qml"
            })[kind]

        width: view.width - 2 * Theme.margin

        // Required properties have to be there at once; the rest of the time they follow the model.
        Component.onCompleted: setSource(source_of_kind, {
            "name": name,
            "label": label,
            "value": value,
            "display": display,
            "choices": choices,
            "mandatory": mandatory,
            "readOnly": readOnly,
            "errorText": errorText
        })
        onLoaded: {
            const editor = item as FieldEditor;
            editor.label = Qt.binding(() => slot.label);
            editor.value = Qt.binding(() => slot.value);
            editor.display = Qt.binding(() => slot.display);
            editor.choices = Qt.binding(() => slot.choices);
            editor.errorText = Qt.binding(() => slot.errorText);
            editor.edited.connect(value => view.form.edit(slot.name, value));
        }
    }
}
