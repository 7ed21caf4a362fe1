import QtQuick
import QtQuick.Layouts
import Fieldfare

// One overwritten value.
Card {
    id: card

    objectName: "conflictCard"

    required property string conflictId
    required property string customerId
    required property string title
    required property string subject
    required property string lost
    required property string kept
    required property string before
    required property string current
    required property string lostBy
    required property string keptBy
    required property bool restorable
    signal open
    signal restore
    signal keep

    interactive: customerId !== ""
    Accessible.name: title + ", " + subject
    onClicked: if (interactive)
        open()

    contentItem: ColumnLayout {
        spacing: 10

        ColumnLayout {
            spacing: 2
            Layout.fillWidth: true

            PlainLabel {
                text: card.subject
                font.weight: Font.DemiBold
                Layout.fillWidth: true
            }
            PlainLabel {
                text: card.title
                font.pixelSize: Theme.textSmall
                color: Theme.colors.textSecondary
                Layout.fillWidth: true
            }
        }
        ConflictVersion {
            heading: qsTr("You wrote")
            text: card.lost
            from: card.lostBy
            strong: true
            Layout.fillWidth: true
        }
        Line {
            Layout.fillWidth: true
        }
        ConflictVersion {
            heading: qsTr("Took its place")
            text: card.kept
            from: card.keptBy
            strong: true
            Layout.fillWidth: true
        }
        Line {
            visible: card.before !== ""
            Layout.fillWidth: true
        }
        ConflictVersion {
            heading: qsTr("Before both")
            text: card.before
            Layout.fillWidth: true
        }
        Line {
            visible: card.current !== ""
            Layout.fillWidth: true
        }
        ConflictVersion {
            heading: qsTr("Stands now")
            text: card.current
            strong: true
            Layout.fillWidth: true
        }
        Flow {
            spacing: 8
            Layout.fillWidth: true

            QuietButton {
                objectName: "conflictRestore"
                visible: card.restorable
                text: qsTr("Put mine back")
                glyph: "undo"
                onClicked: card.restore()
            }
            QuietButton {
                objectName: "conflictKeep"
                text: qsTr("Leave it so")
                glyph: "check"
                tone: Tone.Neutral
                onClicked: card.keep()
            }
        }
    }
}
