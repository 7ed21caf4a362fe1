import QtQuick
import QtQuick.Layouts
import QtQuick.Controls
import Fieldfare

// Takes the organisation's data off this phone; says first what that means, and refuses while something would be lost.
StackPage {
    id: page

    objectName: "signOutPage"

    SignOut {
        id: sign_out
    }
    PageHeader {
        id: header

        width: parent.width
        title: qsTr("Sign out")
        canGoBack: true
        onBack: page.leave()
    }
    Flickable {
        id: flick

        anchors.top: header.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        clip: true
        contentHeight: body.implicitHeight + 2 * Theme.margin
        boundsBehavior: Flickable.StopAtBounds
        ScrollBar.vertical: ScrollBar { }

        ColumnLayout {
            id: body

            x: Theme.margin
            y: Theme.margin
            width: flick.width - 2 * Theme.margin
            spacing: 14

            Notice {
                objectName: "signOutUnsent"
                visible: sign_out.unsent > 0
                text: sign_out.rescued ? qsTr("%n record(s) are in the rescue file alone", "", sign_out.unsent) : qsTr("%n record(s) have not reached the server", "", sign_out.unsent)
                detail: sign_out.rescued ? qsTr("Keep the file and its code. Take it in on your next phone, or on this one after you connected it again.") : qsTr("Signing out now would lose them. Send them, or save them in a rescue file first.")
                tone: sign_out.rescued ? Tone.Warning : Tone.Bad
                Layout.fillWidth: true
            }
            Notice {
                objectName: "signOutUnsentContents"
                visible: sign_out.unsentContents > 0
                text: qsTr("%n photo(s) or file(s) have not reached the server", "", sign_out.unsentContents)
                detail: qsTr("A rescue file does not hold them. Send them over a good network, or remove those that you can do without.")
                tone: Tone.Bad
                actionText: qsTr("Look at them")
                Layout.fillWidth: true
                onAction: Router.openAttachmentQueue()
            }
            PrimaryButton {
                visible: SyncState.needsCode && sign_out.loaded && !sign_out.allowed
                text: qsTr("Connect again with a new code")
                Layout.fillWidth: true
                onClicked: Router.openReconnect()
            }
            QuietButton {
                visible: sign_out.loaded && !sign_out.allowed && !SyncState.needsCode
                text: SyncState.working ? qsTr("Synchronising …") : qsTr("Synchronise now")
                glyph: "refresh"
                enabled: !SyncState.working
                Layout.fillWidth: true
                onClicked: SyncState.syncNow()
            }
            QuietButton {
                objectName: "signOutRescue"
                visible: sign_out.unsent > 0 && !sign_out.rescued
                text: qsTr("Save a rescue file")
                glyph: "lock"
                Layout.fillWidth: true
                onClicked: Router.openRescue()
            }
            Notice {
                text: sign_out.error
                tone: Tone.Bad
                Layout.fillWidth: true
            }
            Card {
                interactive: false
                Layout.fillWidth: true

                contentItem: ColumnLayout {
                    spacing: 10

                    PlainLabel {
                        text: qsTr("What is deleted from this phone")
                        font.weight: Font.DemiBold
                        Layout.fillWidth: true
                    }
                    PlainLabel {
                        text: qsTr("Every customer, visit, plan, photo and file, the draft of an unsaved visit, this phone's connection to the server, and the key that protects it all.")
                        color: Theme.colors.textSecondary
                        Layout.fillWidth: true
                    }
                    Line {
                        Layout.fillWidth: true
                    }
                    PlainLabel {
                        text: qsTr("What stays")
                        font.weight: Font.DemiBold
                        Layout.fillWidth: true
                    }
                    PlainLabel {
                        text: qsTr("Everything that reached the server, for you and your team. On this phone the language, the appearance and the size of text.")
                        color: Theme.colors.textSecondary
                        Layout.fillWidth: true
                    }
                    Line {
                        Layout.fillWidth: true
                    }
                    PlainLabel {
                        text: qsTr("To use this phone again you need a new code from your team lead. Uninstalling the app deletes the same data without asking: sign out first.")
                        font.pixelSize: Theme.textSmall
                        color: Theme.colors.textSecondary
                        Layout.fillWidth: true
                    }
                }
            }
            QuietButton {
                objectName: "signOutButton"
                text: sign_out.busy ? qsTr("Signing out …") : qsTr("Sign out and delete the data")
                glyph: "trash"
                tone: sign_out.allowed ? Tone.Bad : Tone.Neutral
                enabled: sign_out.allowed && !sign_out.busy
                Layout.fillWidth: true
                onClicked: confirm.open()
            }
        }
    }
    ConfirmSheet {
        id: confirm

        title: qsTr("Sign out?")
        question: sign_out.rescued ? qsTr("The records in the rescue file are nowhere else. Do you have the file and its code?") : qsTr("Everything has reached the server. The data on this phone is deleted.")
        confirmText: qsTr("Sign out")
        onConfirmed: sign_out.signOut()
    }
}
