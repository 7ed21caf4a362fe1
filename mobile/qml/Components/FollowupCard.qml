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
    property string lastNote
    // Whom a call would reach.
    property string person
    // What cannot be done is not offered: without a phone number, without an address, without a plan.
    property bool canCall: false
    property bool canNavigate: false
    property bool canComplete: false
    signal log
    signal call
    signal navigate
    signal postpone
    signal complete

    Accessible.name: customerName + ", " + dueText + ", " + why

    contentItem: ColumnLayout {
        spacing: 6

        GridLayout {
            columns: Theme.largeText ? 1 : 2
            columnSpacing: 4
            rowSpacing: 0
            Layout.fillWidth: true

            ColumnLayout {
                spacing: 6
                Layout.fillWidth: true

                PlainLabel {
                    text: card.customerName
                    font.pixelSize: Theme.textHeading
                    font.weight: Font.DemiBold
                    maximumLineCount: Theme.largeText ? 4 : 2
                    elide: Text.ElideRight
                    Layout.fillWidth: true
                }
                Flow {
                    spacing: 6
                    Layout.fillWidth: true

                    Badge {
                        text: card.dueText
                        tone: card.overdue ? Tone.Bad : Tone.Info
                        glyph: card.overdue ? "alert" : "clock"
                    }
                    Badge {
                        text: card.classLabel
                        tone: card.classTone
                    }
                    Badge {
                        text: card.stageLabel
                    }
                }
            }
            // The icons' own margin reaches into the card's.
            Row {
                visible: card.canCall || card.canNavigate
                Layout.alignment: Qt.AlignTop
                Layout.topMargin: Theme.largeText ? 0 : -8
                Layout.leftMargin: Theme.largeText ? -12 : 0
                Layout.rightMargin: -10

                IconAction {
                    objectName: "cardCall"
                    visible: card.canCall
                    glyph: "channel-phone"
                    tint: Theme.colors.primary
                    text: qsTr("Call %1").arg(card.person)
                    onClicked: card.call()
                }
                IconAction {
                    objectName: "cardNavigate"
                    visible: card.canNavigate
                    glyph: "navigate"
                    tint: Theme.colors.primary
                    text: qsTr("Navigate to %1").arg(card.customerName)
                    onClicked: card.navigate()
                }
            }
        }
        PlainLabel {
            visible: text !== ""
            text: card.why
            font.pixelSize: Theme.textSmall
            color: card.canComplete ? Theme.colors.text : Theme.colors.textSecondary
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
        // Plain words, so that the customers stand out and not what can be done with each of them.
        Flow {
            Layout.fillWidth: true
            Layout.leftMargin: -8
            Layout.bottomMargin: -10

            QuietButton {
                objectName: "cardLog"
                text: qsTr("Log a visit")
                glyph: "edit"
                outlined: false
                onClicked: card.log()
            }
            QuietButton {
                objectName: "cardComplete"
                visible: card.canComplete
                text: qsTr("Done")
                glyph: "check"
                tone: Tone.Good
                outlined: false
                onClicked: card.complete()
            }
            QuietButton {
                objectName: "cardPostpone"
                visible: card.canComplete
                text: qsTr("Postpone")
                glyph: "calendar"
                tone: Tone.Neutral
                outlined: false
                onClicked: card.postpone()
            }
        }
    }
}
