import QtQuick
import QtQuick.Layouts
import Fieldfare

// The way into the sync centre, with the state in a sentence.
Card {
    id: summary

    objectName: "syncSummary"
    Accessible.name: SyncState.label + ", " + SyncState.sentence
    onClicked: Router.openSyncCentre()

    contentItem: RowLayout {
        spacing: 14

        Rectangle {
            implicitWidth: 44
            implicitHeight: 44
            radius: 22
            color: Theme.soft(SyncState.tone)

            Icon {
                anchors.centerIn: parent
                glyph: SyncState.glyph
                color: Theme.strong(SyncState.tone)
            }
        }
        ColumnLayout {
            spacing: 2
            Layout.fillWidth: true

            PlainLabel {
                text: SyncState.label
                font.weight: Font.DemiBold
                Layout.fillWidth: true
            }
            PlainLabel {
                text: SyncState.sentence
                font.pixelSize: Theme.textSmall
                color: Theme.colors.textSecondary
                Layout.fillWidth: true
            }
        }
        Icon {
            glyph: "chevron-right"
            size: 18
        }
    }
}
