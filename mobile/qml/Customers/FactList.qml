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
    Repeater {
        model: list.facts
        delegate: ColumnLayout {
            id: row

            required property string label
            required property string value
            required property string heading

            spacing: 8
            Layout.fillWidth: true

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
                Layout.fillWidth: true
            }
        }
    }
}
