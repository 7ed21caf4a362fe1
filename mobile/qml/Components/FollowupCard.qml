import QtQuick
import QtQuick.Layouts
import Fieldfare

// A customer who is due: who, why, since when, what was said last, and what to do now.
Card {
    id: card

    objectName: "followupCard"

    required property string customerName
    property string classLabel
    property int classTone: Tone.Neutral
    property string stageLabel
    property string dueText
    property bool overdue: false
    property string why
    property string goal
    property string lastNote
    property bool canComplete: false
    signal log
    signal postpone
    signal complete

    Accessible.name: customerName + ", " + dueText + ", " + why

    contentItem: ColumnLayout {
        spacing: 6

        RowLayout {
            spacing: 8
            Layout.fillWidth: true

            PlainLabel {
                text: card.customerName
                font.pixelSize: Theme.textHeading
                font.weight: Font.DemiBold
                maximumLineCount: 2
                elide: Text.ElideRight
                Layout.fillWidth: true
            }
            Badge {
                text: card.dueText
                tone: card.overdue ? Tone.Bad : Tone.Info
                glyph: card.overdue ? "alert" : "clock"
                Layout.alignment: Qt.AlignTop
            }
        }
        Flow {
            visible: card.classLabel !== "" || card.stageLabel !== ""
            spacing: 6
            Layout.fillWidth: true

            Badge {
                text: card.classLabel
                tone: card.classTone
            }
            Badge {
                text: card.stageLabel
            }
        }
        PlainLabel {
            visible: text !== ""
            text: card.goal
            Layout.fillWidth: true
        }
        PlainLabel {
            visible: text !== ""
            text: card.why
            font.pixelSize: Theme.textSmall
            color: Theme.colors.textSecondary
            Layout.fillWidth: true
        }
        RowLayout {
            visible: card.lastNote !== ""
            spacing: 6
            Layout.fillWidth: true

            Icon {
                glyph: "note"
                size: 16
                Layout.alignment: Qt.AlignTop
                Layout.topMargin: 2
            }
            PlainLabel {
                text: card.lastNote
                font.pixelSize: Theme.textSmall
                color: Theme.colors.textSecondary
                maximumLineCount: 2
                elide: Text.ElideRight
                Layout.fillWidth: true
            }
        }
        Flow {
            spacing: 8
            Layout.fillWidth: true

            QuietButton {
                objectName: "cardLog"
                text: qsTr("Log")
                glyph: "edit"
                onClicked: card.log()
            }
            QuietButton {
                objectName: "cardComplete"
                visible: card.canComplete
                text: qsTr("Done")
                glyph: "check"
                tone: Tone.Good
                onClicked: card.complete()
            }
            QuietButton {
                objectName: "cardPostpone"
                visible: card.canComplete
                text: qsTr("Postpone")
                glyph: "calendar"
                tone: Tone.Neutral
                onClicked: card.postpone()
            }
        }
    }
}
