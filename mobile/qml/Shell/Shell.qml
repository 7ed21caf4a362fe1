import QtQuick
import QtQuick.Controls
import Fieldfare

// The five places, the pages on top of them, and the message at the foot.
FocusScope {
    id: shell

    readonly property alias depth: stack.depth

    function go(page: string, properties: var) {
        stack.push(Qt.resolvedUrl(page), properties, StackView.Immediate);
    }
    function back() {
        if (stack.depth > 1)
            stack.pop(StackView.Immediate);
    }
    function leave() {
        const page = stack.currentItem as StackPage;
        if (page)
            page.leave();
    }

    focus: true
    Keys.onBackPressed: event => {
        event.accepted = stack.depth > 1;
        leave();
    }
    Keys.onEscapePressed: leave()

    Connections {
        target: Router

        function onOpenCustomer(customerId: string) {
            shell.go("../Customers/CustomerPage.qml", {
                "customerId": customerId
            });
        }
        function onEditCustomer(customerId: string) {
            shell.go("../Customers/RowFormPage.qml", {
                "entity": "customer",
                "rowId": customerId,
                "title": qsTr("Edit customer")
            });
        }
        function onNewCustomer(name: string) {
            shell.go("../Customers/NewCustomerPage.qml", {
                "name": name
            });
        }
        function onEditContact(customerId: string, contactId: string) {
            shell.go("../Customers/RowFormPage.qml", {
                "entity": "contact",
                "rowId": contactId,
                "customerId": customerId,
                "title": contactId === "" ? qsTr("New contact") : qsTr("Edit contact")
            });
        }
        function onOpenVisit(visitId: string) {
            shell.go("../Customers/VisitPage.qml", {
                "rowId": visitId
            });
        }
        function onEditPlan(customerId: string, planId: string) {
            shell.go("../Customers/RowFormPage.qml", {
                "entity": "followup",
                "rowId": planId,
                "customerId": customerId,
                "title": planId === "" ? qsTr("Plan a follow-up") : qsTr("Edit follow-up")
            });
        }
        function onLogVisit(customerId: string, planId: string) {
            shell.go("../QuickLog/QuickLogPage.qml", {
                "customerId": customerId,
                "planId": planId
            });
        }
        function onOpenSyncCentre() {
            shell.go("../Me/SyncCentrePage.qml", {});
        }
        function onOpenAttachment(attachmentId: string) {
            shell.go("../Attachments/AttachmentPage.qml", {
                "attachmentId": attachmentId
            });
        }
        function onOpenAttachmentQueue() {
            shell.go("../Attachments/AttachmentQueuePage.qml", {});
        }
        function onOpenConflicts() {
            shell.go("../Conflicts/ConflictsPage.qml", {});
        }
        function onOpenRescue() {
            shell.go("../Rescue/RescuePage.qml", {});
        }
        function onOpenSignOut() {
            shell.go("../Me/SignOutPage.qml", {});
        }
        function onOpenReconnect() {
            shell.go("../Enrolment/ReconnectPage.qml", {});
        }
        function onBack() {
            shell.back();
        }
    }
    Connections {
        target: Notices

        function onTold(text: string, undoable: bool) {
            snackbar.show(text, undoable ? qsTr("Undo") : "");
        }
    }

    StackView {
        id: stack

        objectName: "stack"
        anchors.fill: parent
        focus: true
        initialItem: Tabs {
            id: tabs
        }
    }
    Snackbar {
        id: snackbar

        objectName: "snackbar"
        x: 12
        width: parent.width - 24
        y: parent.height - height - (stack.depth > 1 ? 84 : tabs.barHeight + 12)
        onAction: Notices.undo()
    }
}
