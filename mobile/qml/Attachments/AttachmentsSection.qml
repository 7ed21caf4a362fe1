pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Dialogs
import QtQuick.Layouts
import Fieldfare

// Photos and files of a visit or a customer, and adding to them. Nothing here keeps the record from being saved.
ColumnLayout {
    id: section

    required property AttachmentsModel attachments
    property bool titled: true

    objectName: "attachmentsSection"
    spacing: 10

    SectionTitle {
        visible: section.titled
        text: qsTr("Photos and files")
        count: section.attachments.count > 0 ? String(section.attachments.count) + (section.attachments.hasMore ? "+" : "") : ""
        tone: Tone.Info
        Layout.fillWidth: true
    }
    Item {
        visible: section.attachments.count > 0
        implicitHeight: tiles.height
        Layout.fillWidth: true

        // A positioner, not a layout: Qt 6.4 layouts may keep a delegate that a model reset destroyed. Not in the
        // layout itself, which would ask how wide it would like to be.
        Flow {
            id: tiles

            readonly property int columns: Math.max(2, Math.floor((width + spacing) / (104 * Math.min(1.4, Theme.textScale) + spacing)))
            readonly property real side: Math.floor((width - (columns - 1) * spacing) / columns)

            width: parent.width
            spacing: 8

            Repeater {
                objectName: "attachments"
                model: section.attachments
                delegate: AttachmentTile {
                    required property string attachmentId
                    required property string title

                    width: tiles.side
                    height: tiles.side
                    text: title
                    onClicked: Router.openAttachment(attachmentId)
                }
            }
        }
    }
    PlainLabel {
        objectName: "attachmentsEmpty"
        visible: section.attachments.loaded && section.attachments.count === 0 && section.attachments.adding === 0
        text: qsTr("None yet. Photos are made smaller, and where they were taken is left out.")
        font.pixelSize: Theme.textSmall
        color: Theme.colors.textSecondary
        Layout.fillWidth: true
    }
    QuietButton {
        visible: section.attachments.hasMore
        text: qsTr("Show older ones")
        glyph: "history"
        Layout.fillWidth: true
        onClicked: section.attachments.more()
    }
    PlainLabel {
        objectName: "attachmentsAdding"
        visible: section.attachments.adding > 0
        text: qsTr("%n is being added …", "", section.attachments.adding)
        font.pixelSize: Theme.textSmall
        color: Theme.colors.textSecondary
        Layout.fillWidth: true
    }
    Notice {
        objectName: "attachmentError"
        text: section.attachments.error
        tone: Tone.Bad
        Layout.fillWidth: true
    }
    GridLayout {
        columns: Theme.largeText ? 1 : 2
        columnSpacing: 8
        rowSpacing: 8
        Layout.fillWidth: true

        QuietButton {
            objectName: "addPhoto"
            text: qsTr("Add photos")
            glyph: "photo"
            Layout.fillWidth: true
            onClicked: photos.open()
        }
        QuietButton {
            objectName: "addDocument"
            text: qsTr("Add a file")
            glyph: "document"
            Layout.fillWidth: true
            onClicked: documents.open()
        }
    }
    FileDialog {
        id: photos

        fileMode: FileDialog.OpenFiles
        nameFilters: [qsTr("Pictures (*.jpg *.jpeg *.png *.webp *.bmp)"), qsTr("All files (*)")]
        onAccepted: section.attachments.addPhotos(selectedFiles)
    }
    FileDialog {
        id: documents

        fileMode: FileDialog.OpenFiles
        nameFilters: [qsTr("Documents (%1)").arg(section.attachments.documentPatterns), qsTr("All files (*)")]
        onAccepted: section.attachments.addDocuments(selectedFiles)
    }
}
