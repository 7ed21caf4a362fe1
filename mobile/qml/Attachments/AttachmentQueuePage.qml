import QtQuick
import QtQuick.Controls
import Fieldfare

// Qt 6.4 cannot make this file's delegates from bound components.
// qmllint disable unqualified

// Every photo and file that is not where it should be, with the reason and the way out.
StackPage {
    id: page

    objectName: "attachmentQueuePage"

    AttachmentQueue {
        id: queue

        objectName: "attachmentQueue"
    }
    PageHeader {
        id: header

        width: parent.width
        title: qsTr("Photos and files")
        canGoBack: true
        onBack: page.leave()
    }
    ListView {
        id: list

        objectName: "attachmentQueueList"
        anchors.top: header.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        clip: true
        spacing: 10
        leftMargin: Theme.margin
        rightMargin: Theme.margin
        topMargin: Theme.margin
        bottomMargin: Theme.margin
        model: queue
        ScrollBar.vertical: ScrollBar { }

        delegate: AttachmentQueueCard {
            width: list.width - 2 * Theme.margin
            onOpen: Router.openAttachment(attachmentId)
            onRetry: queue.retry(index)
            onTakeAway: {
                if (attachmentId !== "")
                    return queue.remove(content);
                giving_up.content = content;
                giving_up.open();
            }
        }
    }
    EmptyState {
        visible: queue.loaded && queue.count === 0
        anchors.centerIn: parent
        width: parent.width - 4 * Theme.margin
        glyph: "synced"
        title: qsTr("Nothing waits")
        hint: queue.stored
    }
    ConfirmSheet {
        id: giving_up

        property string content

        title: qsTr("Give this up?")
        question: qsTr("It is nowhere else, and its record is not on this phone any more. It cannot be brought back.")
        confirmText: qsTr("Give it up")
        onConfirmed: queue.remove(content)
    }
}
