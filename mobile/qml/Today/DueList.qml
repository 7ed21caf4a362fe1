pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls
import Fieldfare

// Due contacts under headings, with what can be done about each.
ListView {
    id: list

    required property DueModel due

    model: due
    clip: true
    spacing: 10
    cacheBuffer: 800
    leftMargin: Theme.margin
    rightMargin: Theme.margin
    bottomMargin: Theme.margin
    ScrollBar.vertical: ScrollBar { }

    delegate: Column {
        id: entry

        required property string heading
        required property string customerId
        required property string planId
        required property string customerName
        required property string classLabel
        required property int classTone
        required property string stageLabel
        required property string dueDay
        required property string dueText
        required property bool overdue
        required property string why
        required property string lastNote
        required property string person
        required property string phone
        required property string place
        required property string map

        width: list.width - 2 * Theme.margin

        SectionTitle {
            visible: entry.heading !== ""
            width: parent.width
            height: implicitHeight + 24
            text: entry.heading
            tone: list.due.toneOf(entry.heading)
            count: list.due.countOf(entry.heading)
        }
        FollowupCard {
            width: parent.width
            customerName: entry.customerName
            classLabel: entry.classLabel
            classTone: entry.classTone
            stageLabel: entry.stageLabel
            dueText: entry.dueText
            overdue: entry.overdue
            why: entry.why
            lastNote: entry.lastNote
            person: entry.person
            canCall: entry.phone !== ""
            canNavigate: entry.map !== ""
            canComplete: entry.planId !== ""
            onClicked: Router.openCustomer(entry.customerId)
            onLog: Router.logVisit(entry.customerId, entry.planId)
            onCall: OtherApps.call(entry.phone)
            onNavigate: OtherApps.navigate(entry.map, entry.place)
            onComplete: list.due.complete(entry.planId)
            onPostpone: postponing.open_for(entry.planId, entry.customerName, entry.dueDay)
        }
    }

    PostponeSheet {
        id: postponing

        onDecided: (planId, day, reason) => list.due.postpone(planId, day, reason)
    }
}
