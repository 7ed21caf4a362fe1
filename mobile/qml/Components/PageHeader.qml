import QtQuick
import QtQuick.Layouts
import Fieldfare

// The top of a page: back, title, actions, and the state of sync, which goes below the title where text is large.
Rectangle {
    id: header

    objectName: "pageHeader"

    required property string title
    property string subtitle
    property bool canGoBack: false
    property bool showsSync: true
    default property alias actions: slot.data
    signal back

    implicitHeight: Math.max(56, grid.implicitHeight + 8)
    color: Theme.colors.surface

    GridLayout {
        id: grid

        anchors.fill: parent
        anchors.leftMargin: header.canGoBack ? 4 : Theme.margin
        anchors.rightMargin: 8
        columns: 4
        columnSpacing: 0
        rowSpacing: 0

        IconAction {
            objectName: "backButton"
            visible: header.canGoBack
            glyph: "back"
            text: qsTr("Back")
            Layout.row: 0
            Layout.column: 0
            onClicked: header.back()
        }
        ColumnLayout {
            spacing: 0
            Layout.row: 0
            Layout.column: 1
            Layout.leftMargin: header.canGoBack ? 4 : 0
            Layout.rightMargin: 4
            Layout.fillWidth: true

            PlainLabel {
                objectName: "pageTitle"
                text: header.title
                font.pixelSize: header.canGoBack ? Theme.textHeading : Theme.textTitle
                font.weight: Font.DemiBold
                maximumLineCount: Theme.largeText ? 4 : 2
                wrapMode: Text.Wrap
                elide: Text.ElideRight
                Layout.fillWidth: true
            }
            PlainLabel {
                visible: text !== ""
                text: header.subtitle
                font.pixelSize: Theme.textTiny
                color: Theme.colors.textSecondary
                Layout.fillWidth: true
            }
        }
        SyncPill {
            visible: header.showsSync
            objectName: "syncPill"
            label: brief && header.canGoBack ? SyncState.shortLabel : SyncState.label
            glyph: SyncState.glyph
            tone: SyncState.tone
            lastTime: SyncState.lastTime
            brief: header.width < 420 || Theme.largeText
            Layout.row: Theme.largeText ? 1 : 0
            Layout.column: !Theme.largeText ? 2 : header.canGoBack ? 0 : 1
            Layout.columnSpan: !Theme.largeText ? 1 : header.canGoBack ? 4 : 3
            Layout.leftMargin: Theme.largeText && header.canGoBack ? Theme.margin - 4 : 0
            Layout.rightMargin: 4
            onClicked: Router.openSyncCentre()
        }
        RowLayout {
            id: slot

            spacing: 0
            Layout.row: 0
            Layout.column: 3
        }
    }
    Line {
        width: parent.width
        anchors.bottom: parent.bottom
    }
}
