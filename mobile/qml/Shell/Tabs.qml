import QtQuick
import Fieldfare

// The four pages behind the bottom bar. A page is made when it is first looked at.
FocusScope {
    id: tabs

    readonly property int barHeight: bar.implicitHeight
    property int current: 0
    property var visited: [0]

    onCurrentChanged: if (visited.indexOf(current) < 0)
        visited = visited.concat([current])

    component Place: Loader {
        required property int place

        active: tabs.visited.indexOf(place) >= 0
        visible: tabs.current === place
        anchors.fill: parent
    }

    DueSummary {
        id: summary
    }
    Item {
        anchors.fill: parent
        anchors.bottomMargin: bar.height

        Place {
            place: 0
            sourceComponent: TodayPage { }
        }
        Place {
            place: 1
            sourceComponent: CustomersPage { }
        }
        Place {
            place: 2
            sourceComponent: PlanPage { }
        }
        Place {
            place: 3
            sourceComponent: MePage { }
        }
    }
    BottomBar {
        id: bar

        objectName: "bottomBar"
        anchors.bottom: parent.bottom
        width: parent.width
        height: implicitHeight
        current: tabs.current
        overdue: summary.overdue
        onChosen: index => tabs.current = index
        onLog: Router.logVisit("", "")
    }
}
