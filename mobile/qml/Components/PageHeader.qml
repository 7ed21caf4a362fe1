import QtQuick
import QtQuick.Layouts
import Fieldfare

// The top of a page: back, title, actions, and the state of sync.
Rectangle {
    id: header

    required property string title
    property string subtitle
    property bool canGoBack: false
    property bool showsSync: true
    default property alias actions: slot.data
    signal back

    implicitHeight: Math.max(56, row.implicitHeight + 8)
    color: Theme.colors.surface

    RowLayout {
        id: row

        anchors.fill: parent
        anchors.leftMargin: header.canGoBack ? 4 : Theme.margin
        anchors.rightMargin: 8
        spacing: 4

        IconAction {
            objectName: "backButton"
            visible: header.canGoBack
            glyph: "back"
            text: qsTr("Back")
            onClicked: header.back()
        }
        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true

            PlainLabel {
                text: header.title
                font.pixelSize: header.canGoBack ? Theme.textHeading : Theme.textTitle
                font.weight: Font.DemiBold
                maximumLineCount: 2
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
            brief: header.width < 420
            onClicked: Router.openSyncCentre()
        }
        RowLayout {
            id: slot

            spacing: 0
        }
    }
    Line {
        width: parent.width
        anchors.bottom: parent.bottom
    }
}
