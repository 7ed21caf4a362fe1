import QtQuick
import QtQuick.Layouts
import Fieldfare

// Qt 6.4 cannot make this file's delegates from bound components.
// qmllint disable unqualified

ColumnLayout {
    id: list

    required property DueModel due
    required property string customerId

    spacing: 8

    // A positioner, not a layout: Qt 6.4 layouts may keep a delegate that a model reset destroyed.
    Column {
        spacing: 8
        Layout.fillWidth: true

        Repeater {
            model: list.due
            delegate: FollowupCard {
                required property string planId
                required property string dueDay
                required dueText
                required overdue
                required why

                width: parent ? parent.width : 0
                showsName: false
                canComplete: true
                onClicked: Router.editPlan(list.customerId, planId)
                onLog: Router.logVisit(list.customerId, planId)
                onComplete: list.due.complete(planId)
                onPostpone: postponing.open_for(planId, customerName, dueDay)
            }
        }
    }
    EmptyState {
        visible: list.due.loaded && list.due.count === 0
        glyph: "calendar"
        title: qsTr("Nothing is planned")
        hint: qsTr("Plan the next contact so that it comes up on its day.")
        Layout.fillWidth: true
        Layout.topMargin: 24
    }
    QuietButton {
        objectName: "addPlan"
        text: qsTr("Plan a follow-up")
        glyph: "plus"
        Layout.fillWidth: true
        Layout.topMargin: 8
        onClicked: Router.editPlan(list.customerId, "")
    }
    PostponeSheet {
        id: postponing

        onDecided: (planId, day, reason) => list.due.postpone(planId, day, reason)
    }
}
