import QtQuick
import QtQuick.Controls
import QtQuick.Dialogs
import QtQuick.Layouts
import Fieldfare

// One photo or file at its full size. It is fetched because somebody opened this page; until it is here the thumbnail
// stands in for it.
StackPage {
    id: page

    required property string attachmentId
    property bool was_left: false

    objectName: "attachmentPage"

    AttachmentDetail {
        id: detail

        objectName: "attachmentDetail"
        attachmentId: page.attachmentId
        onChanged: if (gone && !page.was_left) {
            page.was_left = true;
            page.leave();
        }
    }
    PageHeader {
        id: header

        width: parent.width
        title: detail.title
        subtitle: detail.about
        canGoBack: true
        onBack: page.leave()

        IconAction {
            objectName: "attachmentRemove"
            visible: detail.canRemove
            glyph: "trash"
            text: qsTr("Remove")
            onClicked: detail.remove()
        }
    }
    Flickable {
        id: flick

        objectName: "attachmentView"
        anchors.top: header.bottom
        anchors.bottom: foot.top
        width: parent.width
        clip: true
        contentWidth: Math.max(width, width * picture.factor)
        contentHeight: Math.max(height, height * picture.factor)
        boundsBehavior: Flickable.StopAtBounds

        Image {
            id: picture

            property real factor: 1

            objectName: "attachmentPicture"
            width: flick.contentWidth
            height: flick.contentHeight
            source: detail.picture !== "" ? detail.picture : detail.isPicture ? detail.thumbnail : ""
            fillMode: Image.PreserveAspectFit
            asynchronous: true
            cache: false
            // As much as twice the screen shows, and no larger picture is held in memory.
            sourceSize.width: 2 * Math.max(page.width, page.height)
            sourceSize.height: 2 * Math.max(page.width, page.height)

            TapHandler {
                // Twice: nearer, and back.
                onDoubleTapped: picture.factor = picture.factor > 1 ? 1 : 2.5
            }
        }
        PinchHandler {
            property real before: 1

            target: null
            onActiveChanged: if (active)
                before = picture.factor
            onActiveScaleChanged: if (active)
                picture.factor = Math.max(1, Math.min(5, before * activeScale))
        }
    }
    EmptyState {
        visible: detail.loaded && !detail.gone && picture.source == "" || picture.status === Image.Error
        anchors.centerIn: flick
        width: parent.width - 4 * Theme.margin
        glyph: detail.glyph
        title: detail.title
        hint: detail.here ? qsTr("It is not shown here. Save a copy to open it in another app.") : qsTr("It comes from the server as soon as that can be reached.")
    }
    Rectangle {
        id: foot

        anchors.bottom: parent.bottom
        width: parent.width
        height: column.implicitHeight + 24
        color: Theme.colors.surface

        Line {
            width: parent.width
        }
        ColumnLayout {
            id: column

            x: Theme.margin
            y: 12
            width: parent.width - 2 * Theme.margin
            spacing: 10

            Badge {
                objectName: "attachmentState"
                text: detail.stateLabel
                tone: detail.stateTone
                glyph: detail.stateGlyph
            }
            ProgressBar {
                objectName: "attachmentProgress"
                visible: detail.arriving || detail.sentLabel !== ""
                value: detail.progress
                Layout.fillWidth: true
                Accessible.name: detail.stateLabel
            }
            PlainLabel {
                objectName: "attachmentSent"
                visible: text !== ""
                text: detail.sentLabel
                font.pixelSize: Theme.textSmall
                color: Theme.colors.textSecondary
                Layout.fillWidth: true
            }
            PlainLabel {
                visible: detail.arriving
                text: detail.progress > 0 ? qsTr("%1 % of it has come.").arg(Math.round(detail.progress * 100)) : qsTr("It comes from the server as soon as that can be reached.")
                font.pixelSize: Theme.textSmall
                color: Theme.colors.textSecondary
                Layout.fillWidth: true
            }
            Notice {
                objectName: "attachmentReason"
                text: detail.reason
                tone: Tone.Bad
                actionText: detail.canRetry ? qsTr("Retry") : ""
                Layout.fillWidth: true
                onAction: detail.retry()
            }
            QuietButton {
                objectName: "attachmentSave"
                text: qsTr("Save a copy")
                glyph: "download"
                enabled: detail.here
                tone: enabled ? Tone.Info : Tone.Neutral
                Layout.fillWidth: true
                onClicked: saving.open()
            }
        }
    }
    FileDialog {
        id: saving

        fileMode: FileDialog.SaveFile
        currentFile: currentFolder + "/" + detail.fileName
        onAccepted: detail.saveCopy(selectedFile)
    }
}
