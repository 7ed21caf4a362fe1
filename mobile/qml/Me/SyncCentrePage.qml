import QtQuick
import QtQuick.Layouts
import QtQuick.Controls
import Fieldfare

// Qt 6.4 cannot make this file's delegates from bound components.
// qmllint disable unqualified

// Every record that the server has not got, with its state, the reason and the way out.
StackPage {
    id: page

    function change(entity: string, rowId: string, customerId: string) {
        switch (entity) {
        case "customer":
            return Router.editCustomer(rowId);
        case "contact":
            return Router.editContact(customerId, rowId);
        case "followup":
            return Router.editPlan(customerId, rowId);
        case "interaction":
            return Router.openVisit(rowId);
        }
    }

    objectName: "syncCentrePage"

    OutboxModel {
        id: outbox
    }
    AttachmentQueue {
        id: attachment_queue
    }
    PageHeader {
        id: header

        width: parent.width
        title: qsTr("Synchronisation")
        canGoBack: true
        showsSync: false
        onBack: page.leave()
    }
    ListView {
        id: list

        objectName: "outboxList"
        anchors.top: header.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        clip: true
        spacing: 10
        leftMargin: Theme.margin
        rightMargin: Theme.margin
        bottomMargin: Theme.margin
        model: outbox
        ScrollBar.vertical: ScrollBar { }

        header: ColumnLayout {
            width: list.width - 2 * Theme.margin
            spacing: 14
            // It grows once its texts are there: stay at the top.
            onHeightChanged: if (!list.moving)
                list.positionViewAtBeginning()

            Card {
                Layout.topMargin: Theme.margin
                interactive: false
                Layout.fillWidth: true

                contentItem: ColumnLayout {
                    spacing: 10

                    RowLayout {
                        spacing: 12
                        Layout.fillWidth: true

                        Icon {
                            glyph: SyncState.glyph
                            size: 32
                            color: Theme.strong(SyncState.tone)
                            Layout.alignment: Qt.AlignTop
                        }
                        ColumnLayout {
                            spacing: 2
                            Layout.fillWidth: true

                            PlainLabel {
                                text: SyncState.label
                                font.pixelSize: Theme.textHeading
                                font.weight: Font.DemiBold
                                Layout.fillWidth: true
                            }
                            PlainLabel {
                                objectName: "syncSentence"
                                text: SyncState.sentence
                                font.pixelSize: Theme.textSmall
                                color: Theme.colors.textSecondary
                                Layout.fillWidth: true
                            }
                        }
                    }
                    PlainLabel {
                        objectName: "syncRemark"
                        visible: SyncState.remark !== ""
                        text: SyncState.remark
                        font.pixelSize: Theme.textSmall
                        color: Theme.colors.textSecondary
                        Layout.fillWidth: true
                    }
                    Notice {
                        objectName: "syncProblem"
                        text: SyncState.problem
                        tone: Tone.Bad
                        Layout.fillWidth: true
                    }
                    PrimaryButton {
                        objectName: "reconnect"
                        visible: SyncState.needsCode
                        text: qsTr("Connect again with a new code")
                        Layout.fillWidth: true
                        onClicked: Router.openReconnect()
                    }
                    PlainLabel {
                        objectName: "comparison"
                        visible: text !== ""
                        text: SyncState.comparison
                        font.pixelSize: Theme.textSmall
                        color: Theme.colors.textSecondary
                        Layout.fillWidth: true
                    }
                    QuietButton {
                        objectName: "syncNow"
                        text: SyncState.working ? qsTr("Synchronising …") : qsTr("Synchronise now")
                        glyph: "refresh"
                        enabled: !SyncState.working
                        Layout.fillWidth: true
                        onClicked: SyncState.syncNow()
                    }
                }
            }
            ArrivalNote {
                Layout.fillWidth: true
            }
            AttachmentSummary {
                queue: attachment_queue
                Layout.fillWidth: true
            }
            QuietButton {
                objectName: "offerRescue"
                visible: outbox.count > 0
                text: qsTr("Save it in a rescue file")
                glyph: "lock"
                outlined: false
                Layout.fillWidth: true
                onClicked: Router.openRescue()
            }
            SectionTitle {
                visible: outbox.count > 0
                text: qsTr("Not sent yet")
                count: String(outbox.count)
                Layout.fillWidth: true
                Layout.bottomMargin: 8
            }
            EmptyState {
                visible: outbox.loaded && outbox.count === 0
                glyph: "synced"
                title: qsTr("Everything has arrived")
                hint: qsTr("The server has every record of this phone.")
                Layout.fillWidth: true
                Layout.topMargin: 40
            }
        }
        delegate: OutboxCard {
            width: list.width - 2 * Theme.margin
            onOpen: Router.openCustomer(customerId)
            onChange: page.change(entity, rowId, customerId)
            onResend: outbox.resend(number)
            onDiscard: {
                giving_up.number = number;
                giving_up.open();
            }
        }
        footer: ConflictNote {
            width: list.width - 2 * Theme.margin
        }
    }
    ConfirmSheet {
        id: giving_up

        property string number

        title: qsTr("Give this record up?")
        question: qsTr("The server did not accept it. If you give it up, it leaves this phone, and what the server holds takes its place.")
        confirmText: qsTr("Give it up")
        onConfirmed: outbox.discard(number)
    }
}
