pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Fieldfare

ColumnLayout {
    id: list

    required property TimelineModel timeline

    spacing: 0

    // A positioner, not a layout: Qt 6.4 layouts may keep a delegate that a model reset destroyed.
    Column {
        spacing: 0
        Layout.fillWidth: true

        Repeater {
            objectName: "timeline"
            model: list.timeline
            delegate: Item {
                id: row

                required property string visitId
                required property string title
                required property string when
                required property string glyph
                required property string who
                required property string body
                required property string feedback
                required property string nextStep
                required property int attached
                required property bool unsent
                required property bool editable
                required property int index

                implicitHeight: entry.implicitHeight
                width: parent ? parent.width : 0

                TimelineEntry {
                    id: entry

                    objectName: "timelineEntry" + row.index
                    width: parent.width
                    title: row.title
                    when: row.when
                    glyph: row.glyph
                    who: row.who
                    body: row.body
                    feedback: row.feedback
                    nextStep: row.nextStep
                    attached: row.attached
                    unsent: row.unsent
                    isLast: row.index === list.timeline.count - 1
                }
                TapHandler {
                    enabled: row.editable
                    onTapped: Router.openVisit(row.visitId)
                }
            }
        }
    }
    EmptyState {
        visible: list.timeline.loaded && list.timeline.count === 0
        glyph: "history"
        title: qsTr("No contact yet")
        hint: qsTr("The first visit, call or message that you log opens the timeline.")
        Layout.fillWidth: true
        Layout.topMargin: 24
    }
    QuietButton {
        visible: list.timeline.hasMore
        text: qsTr("Show older entries")
        glyph: "history"
        Layout.fillWidth: true
        onClicked: list.timeline.more()
    }
}
