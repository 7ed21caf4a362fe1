import QtQuick
import QtQuick.Layouts
import Fieldfare

// How photos and files stand, apart from the records, and the way to them one by one.
Card {
    id: card

    required property AttachmentQueue queue

    objectName: "attachmentSummary"
    interactive: queue.count > 0
    Accessible.name: queue.trouble === "" ? queue.summary : queue.trouble + ", " + queue.summary
    onClicked: if (interactive)
        Router.openAttachmentQueue()

    contentItem: RowLayout {
        spacing: 12

        Icon {
            glyph: "photo"
            size: 24
            color: Theme.strong(card.queue.trouble !== "" ? Tone.Bad : card.queue.count > 0 ? Tone.Warning : Tone.Good)
            Layout.alignment: Qt.AlignTop
        }
        ColumnLayout {
            spacing: 4
            Layout.fillWidth: true

            PlainLabel {
                text: qsTr("Photos and files")
                font.weight: Font.DemiBold
                Layout.fillWidth: true
            }
            PlainLabel {
                objectName: "attachmentTrouble"
                visible: text !== ""
                text: card.queue.trouble
                font.pixelSize: Theme.textSmall
                color: Theme.strong(Tone.Bad)
                Layout.fillWidth: true
            }
            PlainLabel {
                objectName: "attachmentWaiting"
                text: card.queue.summary
                font.pixelSize: Theme.textSmall
                color: Theme.colors.textSecondary
                Layout.fillWidth: true
            }
            PlainLabel {
                objectName: "attachmentWifi"
                visible: card.queue.waitsForWifi
                text: qsTr("They wait for Wi-Fi, as set on the page “Me”. Records and thumbnails do not wait.")
                font.pixelSize: Theme.textSmall
                color: Theme.colors.textSecondary
                Layout.fillWidth: true
            }
            PlainLabel {
                objectName: "attachmentStored"
                text: card.queue.stored
                font.pixelSize: Theme.textSmall
                color: Theme.colors.textSecondary
                Layout.fillWidth: true
            }
        }
        Icon {
            visible: card.interactive
            glyph: "chevron-right"
            size: 18
        }
    }
}
