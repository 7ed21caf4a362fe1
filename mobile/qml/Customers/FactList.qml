import QtQuick
import QtQuick.Layouts
import Fieldfare

// What the file says, by section; only what is filled in.
ColumnLayout {
    id: list

    required property FactsModel facts

    spacing: 8

    Notice {
        text: list.facts.missingText
        tone: Tone.Warning
        Layout.fillWidth: true
    }
    // A positioner, not a layout: Qt 6.4 layouts may keep a delegate that a model reset destroyed.
    Column {
        spacing: 8
        Layout.fillWidth: true

        Repeater {
            model: list.facts
            delegate: ColumnLayout {
                id: row

                required property string label
                required property string value
                required property string heading
                required property bool hidden

                spacing: 8
                width: parent ? parent.width : 0

                SectionTitle {
                    visible: row.heading !== ""
                    text: row.heading
                    tone: Tone.Info
                    Layout.fillWidth: true
                    Layout.topMargin: 8
                }
                InfoRow {
                    label: row.label
                    value: row.value
                    hidden: row.hidden
                    Layout.fillWidth: true
                }
            }
        }
    }
}
