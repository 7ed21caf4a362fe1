import QtQuick
import Fieldfare

// What every editor gets from the form, and how it answers.
FieldFrame {
    id: editor

    required property string name
    required property var value
    required property string display
    required property var choices
    required property bool readOnly
    required property string errorText
    required label
    required mandatory
    signal edited(value: var)

    error: errorText
}
