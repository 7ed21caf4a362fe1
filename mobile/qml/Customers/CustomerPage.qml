pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Controls
import Fieldfare

// One customer: where it stands, why it is due, what to do, and all that happened.
StackPage {
    id: page

    required property string customerId
    property int view: 0

    objectName: "customerPage"

    CustomerCard {
        id: card

        customerId: page.customerId
        onMergedInto: id => page.customerId = id
    }
    TimelineModel {
        id: timeline

        customerId: page.customerId
    }
    ContactsModel {
        id: contacts

        customerId: page.customerId
    }
    DueModel {
        id: plan

        scope: DueModel.OneCustomer
        customerId: page.customerId
    }
    AttachmentsModel {
        id: attachments

        customerId: page.customerId
    }
    FactsModel {
        id: facts

        customerId: page.customerId
    }

    PageHeader {
        id: header

        width: parent.width
        title: card.name
        subtitle: card.code
        canGoBack: true
        onBack: page.leave()

        IconAction {
            objectName: "editCustomer"
            glyph: "edit"
            text: qsTr("Edit customer")
            onClicked: Router.editCustomer(page.customerId)
        }
    }
    Flickable {
        id: flick

        objectName: "customerFlick"
        anchors.top: header.bottom
        anchors.bottom: actions.top
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

            CustomerHead {
                card: card
                Layout.fillWidth: true
            }
            ChipFlow {
                Repeater {
                    model: [qsTr("Timeline"), qsTr("Contacts"), qsTr("Plan"), qsTr("Facts"), qsTr("Attachments")]
                    delegate: Chip {
                        required property int index
                        required property string modelData

                        objectName: "customerView" + index
                        text: modelData
                        checkable: false
                        checked: page.view === index
                        onClicked: page.view = index
                    }
                }
            }
            TimelineList {
                visible: page.view === 0
                timeline: timeline
                Layout.fillWidth: true
            }
            ContactList {
                visible: page.view === 1
                contacts: contacts
                customerId: page.customerId
                Layout.fillWidth: true
            }
            CustomerPlan {
                visible: page.view === 2
                due: plan
                customerId: page.customerId
                Layout.fillWidth: true
            }
            FactList {
                visible: page.view === 3
                facts: facts
                Layout.fillWidth: true
            }
            AttachmentsSection {
                visible: page.view === 4
                titled: false
                attachments: attachments
                Layout.fillWidth: true
            }
            QuietButton {
                objectName: "removeCustomer"
                visible: page.view === 3
                text: qsTr("Remove the customer")
                glyph: "trash"
                tone: Tone.Bad
                Layout.fillWidth: true
                Layout.topMargin: 8
                onClicked: removing.open()
            }
        }
    }
    Rectangle {
        id: actions

        anchors.bottom: parent.bottom
        width: parent.width
        height: log.implicitHeight + 24
        color: Theme.colors.surface

        Line {
            width: parent.width
        }
        PrimaryButton {
            id: log

            objectName: "customerLog"
            x: Theme.margin
            y: 12
            width: parent.width - 2 * Theme.margin
            text: qsTr("Log a visit")
            glyph: "edit"
            onClicked: Router.logVisit(page.customerId, "")
        }
    }
    ConfirmSheet {
        id: removing

        title: qsTr("Remove this customer?")
        question: qsTr("Contacts and open follow-ups go with it; visits stay in the history. You can undo this right away.")
        confirmText: qsTr("Remove the customer")
        onConfirmed: {
            card.remove();
            Router.back();
        }
    }
}
