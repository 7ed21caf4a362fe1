import QtQuick
import QtQuick.Controls
import Fieldfare

// Qt 6.4 cannot make this file's delegates from bound components.
// qmllint disable unqualified

// What this user wrote and somebody overwrote without having seen it.
StackPage {
    id: page

    objectName: "conflictsPage"

    ConflictsModel {
        id: conflicts
    }
    PageHeader {
        id: header

        width: parent.width
        title: qsTr("Overwritten by others")
        canGoBack: true
        onBack: page.leave()
    }
    ListView {
        id: list

        objectName: "conflictList"
        anchors.top: header.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        clip: true
        spacing: 10
        leftMargin: Theme.margin
        rightMargin: Theme.margin
        bottomMargin: Theme.margin
        model: conflicts
        ScrollBar.vertical: ScrollBar { }

        header: PlainLabel {
            width: list.width - 2 * Theme.margin
            topPadding: Theme.margin
            bottomPadding: 14
            text: conflicts.count === 0 ? "" : qsTr("You and somebody else changed the same thing without seeing each other's change. The newer edit stands; nothing is lost.")
            font.pixelSize: Theme.textSmall
            color: Theme.colors.textSecondary
            // It comes with the first rows: stay at the top.
            onHeightChanged: if (!list.moving)
                list.positionViewAtBeginning()
        }
        delegate: ConflictCard {
            width: list.width - 2 * Theme.margin
            onOpen: Router.openCustomer(customerId)
            onRestore: conflicts.restore(conflictId)
            onKeep: conflicts.keep(conflictId)
        }
    }
    EmptyState {
        visible: conflicts.loaded && conflicts.count === 0
        anchors.centerIn: parent
        width: parent.width - 4 * Theme.margin
        glyph: "check"
        title: qsTr("Nothing to decide")
        hint: qsTr("When somebody overwrites what you wrote without having seen it, you can put it back here.")
    }
}
