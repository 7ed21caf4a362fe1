import QtQuick
import QtQuick.Layouts
import QtQuick.Controls
import Fieldfare

// One photo or file that is not where it should be.
Card {
    id: card

    objectName: "attachmentCard"

    required property int index
    required property string attachmentId
    required property string title
    required property string detail
    required property string glyph
    required property string picture
    required property string stateLabel
    required property int stateTone
    required property string stateGlyph
    required property string reason
    required property bool stuck
    required property string content
    required property bool removable
    required property string sentLabel
    required property double sentShare
    signal open
    signal retry
    signal takeAway

    interactive: attachmentId !== ""
    Accessible.name: title + ", " + stateLabel
    onClicked: if (interactive)
        open()

    contentItem: ColumnLayout {
        spacing: 10

        RowLayout {
            spacing: 12
            Layout.fillWidth: true

            Rectangle {
                implicitWidth: 56
                implicitHeight: 56
                radius: 8
                color: Theme.colors.neutralSoft
                Layout.alignment: Qt.AlignTop

                AttachmentFace {
                    anchors.fill: parent
                    picture: card.picture
                    glyph: card.glyph
                }
            }
            ColumnLayout {
                spacing: 4
                Layout.fillWidth: true

                PlainLabel {
                    text: card.title
                    font.weight: Font.Medium
                    maximumLineCount: 2
                    elide: Text.ElideRight
                    wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                    Layout.fillWidth: true
                }
                PlainLabel {
                    text: card.detail
                    font.pixelSize: Theme.textSmall
                    color: Theme.colors.textSecondary
                    Layout.fillWidth: true
                }
                Badge {
                    text: card.stateLabel
                    tone: card.stateTone
                    glyph: card.stateGlyph
                }
            }
        }
        ProgressBar {
            visible: card.sentLabel !== ""
            value: card.sentShare
            Layout.fillWidth: true
            Accessible.name: card.sentLabel
        }
        PlainLabel {
            objectName: "attachmentSent"
            visible: text !== ""
            text: card.sentLabel
            font.pixelSize: Theme.textSmall
            color: Theme.colors.textSecondary
            Layout.fillWidth: true
        }
        PlainLabel {
            visible: text !== ""
            text: card.reason
            font.pixelSize: Theme.textSmall
            color: Theme.colors.textSecondary
            Layout.fillWidth: true
        }
        GridLayout {
            columns: Theme.largeText ? 1 : 2
            columnSpacing: 8
            rowSpacing: 8
            Layout.fillWidth: true

            QuietButton {
                objectName: "attachmentRetry"
                visible: card.stuck
                text: qsTr("Retry")
                glyph: "refresh"
                Layout.fillWidth: true
                onClicked: card.retry()
            }
            QuietButton {
                objectName: "attachmentTakeAway"
                visible: card.removable
                text: card.attachmentId === "" ? qsTr("Give it up") : qsTr("Remove")
                glyph: "trash"
                tone: Tone.Bad
                Layout.fillWidth: true
                onClicked: card.takeAway()
            }
        }
    }
}
