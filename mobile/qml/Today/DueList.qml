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

    section.property: "section"
    section.delegate: Item {
        id: heading

        required property string section

        width: list.width - 2 * Theme.margin
        implicitHeight: title.implicitHeight + 24

        SectionTitle {
            id: title

            y: 14
            width: parent.width
            text: heading.section
            tone: list.due.toneOf(heading.section)
            count: list.due.countOf(heading.section)
        }
    }
    delegate: FollowupCard {
        id: card

        required property string customerId
        required property string planId

        width: list.width - 2 * Theme.margin
        canComplete: planId !== ""
        onClicked: Router.openCustomer(customerId)
        onLog: Router.logVisit(customerId, planId)
        onComplete: list.due.complete(planId)
        onPostpone: postpone.open_for(planId, customerName)
    }

    PostponeSheet {
        id: postpone

        onDecided: (planId, day, reason) => list.due.postpone(planId, day, reason)
    }
}
