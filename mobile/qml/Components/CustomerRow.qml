import QtQuick
import QtQuick.Layouts
import Fieldfare

// A customer in a list.
Card {
    id: row

    required property string name
    property string detail
    property string classLabel
    property int classTone: Tone.Neutral
    property string stageLabel
    property string dueText
    property bool overdue: false

    padding: 12
    Accessible.name: name + ", " + detail

    contentItem: RowLayout {
        spacing: 12

        Avatar {
            name: row.name
            tone: row.classTone
            Layout.alignment: Qt.AlignTop
        }
        ColumnLayout {
            spacing: 4
            Layout.fillWidth: true

            PlainLabel {
                text: row.name
                font.weight: Font.DemiBold
                maximumLineCount: Theme.largeText ? 4 : 2
                elide: Text.ElideRight
                Layout.fillWidth: true
            }
            PlainLabel {
                visible: text !== ""
                text: row.detail
                font.pixelSize: Theme.textSmall
                color: Theme.colors.textSecondary
                maximumLineCount: 1
                elide: Text.ElideRight
                Layout.fillWidth: true
            }
            Flow {
                spacing: 6
                Layout.fillWidth: true

                Badge {
                    text: row.classLabel
                    tone: row.classTone
                }
                Badge {
                    text: row.stageLabel
                }
                Badge {
                    text: row.dueText
                    tone: row.overdue ? Tone.Bad : Tone.Neutral
                    glyph: row.overdue ? "alert" : "clock"
                }
            }
        }
    }
}
