import QtQuick
import Fieldfare

// The four pages behind the bottom bar. A page is made when it is first looked at.
FocusScope {
    id: tabs

    readonly property int barHeight: bar.implicitHeight
    property int current: 0

    // Made when it is first shown, kept after that.
    component Place: Loader {
        property bool chosen: false
        property bool visited: false

        active: visited
        visible: chosen
        anchors.fill: parent
        onChosenChanged: if (chosen)
            visited = true
    }

    DueSummary {
        id: summary
    }
    Item {
        anchors.fill: parent
        anchors.bottomMargin: bar.height

        Place {
            chosen: tabs.current === 0
            sourceComponent: TodayPage { }
        }
        Place {
            chosen: tabs.current === 1
            sourceComponent: CustomersPage { }
        }
        Place {
            chosen: tabs.current === 2
            sourceComponent: PlanPage { }
        }
        Place {
            chosen: tabs.current === 3
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
        decisions: SyncState.decisions
        onChosen: index => tabs.current = index
        onLog: Router.logVisit("", "")
    }
}
