import QtQuick
import QtQuick.Layouts
import Fieldfare

// Class, stage, next due day with its why, and the quickest ways to reach the customer.
Card {
    id: head

    required property CustomerCard card

    interactive: false

    contentItem: ColumnLayout {
        spacing: 10

        Flow {
            spacing: 6
            Layout.fillWidth: true

            Badge {
                text: head.card.classLabel
                tone: head.card.classTone
            }
            Badge {
                text: head.card.stageLabel
                tone: Tone.Info
            }
            Badge {
                text: head.card.pending ? qsTr("Not sent yet") : ""
                tone: Tone.Warning
                glyph: "pending"
            }
            Repeater {
                model: head.card.tags
                delegate: Badge {
                    required property string modelData

                    text: modelData
                }
            }
        }
        RowLayout {
            visible: head.card.dueText !== ""
            spacing: 10
            Layout.fillWidth: true

            Icon {
                glyph: head.card.overdue ? "alert" : "clock"
                color: head.card.overdue ? Theme.colors.danger : Theme.colors.primary
                Layout.alignment: Qt.AlignTop
            }
            ColumnLayout {
                spacing: 2
                Layout.fillWidth: true

                PlainLabel {
                    text: head.card.dueText
                    font.weight: Font.DemiBold
                    color: head.card.overdue ? Theme.colors.danger : Theme.colors.text
                    Layout.fillWidth: true
                }
                PlainLabel {
                    text: head.card.why
                    font.pixelSize: Theme.textSmall
                    color: Theme.colors.textSecondary
                    Layout.fillWidth: true
                }
            }
        }
        RowLayout {
            visible: head.card.place !== ""
            spacing: 10
            Layout.fillWidth: true

            Icon {
                glyph: "place"
                Layout.alignment: Qt.AlignTop
            }
            PlainLabel {
                text: head.card.place
                font.pixelSize: Theme.textSmall
                Layout.fillWidth: true
            }
        }
        HiddenNote {
            objectName: "phoneHidden"
            text: head.card.phoneHidden ? qsTr("Phone numbers are hidden by your organisation") : ""
            Layout.fillWidth: true
        }
        Flow {
            visible: head.card.phone !== "" || head.card.map !== ""
            spacing: 8
            Layout.fillWidth: true

            QuietButton {
                objectName: "customerCall"
                visible: head.card.phone !== ""
                text: qsTr("Call %1").arg(head.card.person)
                glyph: "channel-phone"
                onClicked: OtherApps.call(head.card.phone)
            }
            QuietButton {
                objectName: "customerNavigate"
                visible: head.card.map !== ""
                text: qsTr("Navigate")
                glyph: "navigate"
                onClicked: OtherApps.navigate(head.card.map, head.card.place)
            }
        }
    }
}
