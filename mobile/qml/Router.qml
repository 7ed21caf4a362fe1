pragma Singleton

import QtQuick

// Where a page wants to go; the shell goes there. Pages know nothing of one another.
QtObject {
    signal openCustomer(customerId: string)
    signal editCustomer(customerId: string)
    signal newCustomer(name: string)
    signal editContact(customerId: string, contactId: string)
    signal logVisit(customerId: string, planId: string)
    signal openVisit(visitId: string)
    signal editPlan(customerId: string, planId: string)
    signal openSyncCentre
    signal openAttachment(attachmentId: string)
    signal openAttachmentQueue
    signal openConflicts
    signal openRescue
    signal openSignOut
    signal openReconnect
    signal back
}
