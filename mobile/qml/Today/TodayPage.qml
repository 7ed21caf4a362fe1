import QtQuick
import Fieldfare

// Whom to contact today: the late ones first, each with its reason; then what is due today and soon.
Item {
    id: page

    objectName: "todayPage"

    PageHeader {
        id: header

        width: parent.width
        title: qsTr("Today")
        subtitle: agenda.dateText
    }
    ArrivalNote {
        id: arrival

        anchors.top: header.bottom
        anchors.topMargin: visible ? Theme.margin : 0
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
    }
    DueModel {
        id: agenda

        scope: DueModel.Agenda
    }
    DueList {
        objectName: "todayList"
        anchors.top: arrival.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        due: agenda
    }
    EmptyPage {
        objectName: "todayEmpty"
        visible: agenda.loaded && agenda.count === 0
        anchors.top: arrival.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        glyph: "today"
        title: Session.hasCustomers ? qsTr("Nothing is due") : qsTr("No customers yet")
        hint: Session.hasCustomers ? qsTr("Everyone has been contacted in time. Log a visit whenever you meet someone.") : qsTr("Your customers arrive with the first synchronisation. You can also file one yourself.")
        actionText: Session.hasCustomers ? qsTr("Log a visit") : qsTr("New customer")
        onAction: Session.hasCustomers ? Router.logVisit("", "") : Router.newCustomer("")
    }
}
