import QtQuick
import Fieldfare

// What is ahead, by day.
Item {
    objectName: "planPage"

    PageHeader {
        id: header

        width: parent.width
        title: qsTr("Plan")
        subtitle: qsTr("The next four weeks")
    }
    DueModel {
        id: ahead

        scope: DueModel.Ahead
    }
    DueList {
        objectName: "planList"
        anchors.top: header.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        due: ahead
    }
    EmptyPage {
        visible: ahead.loaded && ahead.count === 0
        anchors.top: header.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        glyph: "calendar"
        title: qsTr("Nothing is planned")
        hint: qsTr("Choose a next step when you log a visit and it appears here on its day.")
    }
}
