pragma ComponentBehavior: Bound
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

    Connections {
        target: view.form

        function onRefused(row: int) {
            // In the middle: the message that comes with it makes the view smaller.
            view.positionViewAtIndex(row, ListView.Center);
        }
    }

    delegate: Column {
        id: slot

        required property string heading
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

        Item {
            visible: slot.heading !== ""
            width: parent.width
            height: title.implicitHeight + 26

            SectionTitle {
                id: title

                y: 14
                width: parent.width
                text: slot.heading
                tone: Tone.Info
            }
        }
        Loader {
            id: loader

            width: parent.width

            // Required properties have to be there at once; after that they follow the model.
            Component.onCompleted: setSource(slot.source_of_kind, {
                "name": slot.name,
                "label": slot.label,
                "value": slot.value,
                "display": slot.display,
                "choices": slot.choices,
                "mandatory": slot.mandatory,
                "readOnly": slot.readOnly,
                "errorText": slot.errorText
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
}
