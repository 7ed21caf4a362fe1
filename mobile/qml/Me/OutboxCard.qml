import QtQuick
import QtQuick.Layouts
import Fieldfare

// One unsent record.
Card {
    id: card

    objectName: "outboxCard"

    required property string number
    required property string entity
    required property string rowId
    required property string customerId
    required property string title
    required property string detail
    required property string when
    required property string stateLabel
    required property int stateTone
    required property string stateGlyph
    required property string reason
    required property bool stuck
    signal open
    signal change
    signal resend
    signal discard

    interactive: customerId !== ""
    Accessible.name: title + ", " + stateLabel
    onClicked: if (interactive)
        open()

    contentItem: ColumnLayout {
        spacing: 6

        PlainLabel {
            text: card.title
            font.weight: Font.DemiBold
            Layout.fillWidth: true
        }
        PlainLabel {
            visible: text !== ""
            text: card.detail
            font.pixelSize: Theme.textSmall
            maximumLineCount: 2
            elide: Text.ElideRight
            Layout.fillWidth: true
        }
        RowLayout {
            spacing: 8
            Layout.fillWidth: true

            Badge {
                text: card.stateLabel
                tone: card.stateTone
                glyph: card.stateGlyph
            }
            PlainLabel {
                text: card.when
                font.pixelSize: Theme.textTiny
                color: Theme.colors.textSecondary
                Layout.fillWidth: true
            }
        }
        PlainLabel {
            visible: text !== ""
            text: card.reason
            font.pixelSize: Theme.textSmall
            color: card.stuck ? Theme.colors.danger : Theme.colors.textSecondary
            Layout.fillWidth: true
        }
        Flow {
            visible: card.stuck
            spacing: 8
            Layout.fillWidth: true

            QuietButton {
                objectName: "outboxChange"
                visible: card.rowId !== ""
                text: qsTr("Change it")
                glyph: "edit"
                onClicked: card.change()
            }
            QuietButton {
                objectName: "outboxResend"
                text: qsTr("Send again")
                glyph: "refresh"
                onClicked: card.resend()
            }
            QuietButton {
                objectName: "outboxDiscard"
                text: qsTr("Give it up")
                glyph: "trash"
                tone: Tone.Bad
                onClicked: card.discard()
            }
        }
    }
}
