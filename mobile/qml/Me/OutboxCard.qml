import QtQuick
import QtQuick.Layouts
import Fieldfare

// One unsent record.
Card {
    id: card

    required property string number
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
    signal retry
    signal discard(number: string)

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
                text: qsTr("Try again")
                glyph: "refresh"
                onClicked: card.retry()
            }
            QuietButton {
                text: qsTr("Give it up")
                glyph: "trash"
                tone: Tone.Bad
                onClicked: card.discard(card.number)
            }
        }
    }
}
