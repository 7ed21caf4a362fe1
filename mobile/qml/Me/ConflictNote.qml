import QtQuick
import Fieldfare

// What happens when two people change the same thing, and the way to what was overwritten.
Item {
    implicitHeight: note.implicitHeight + 24

    Notice {
        id: note

        y: 24
        width: parent.width
        glyph: "conflict"
        text: qsTr("When two people change the same field")
        detail: SyncState.conflicts === 0 ? qsTr("The newer edit stays. The other one is kept, and its author can put it back.") : qsTr("%n of your values were overwritten by somebody who had not seen them. Nothing is lost.", "", SyncState.conflicts)
        actionText: SyncState.conflicts === 0 ? "" : qsTr("Look at them")
        tone: SyncState.conflicts === 0 ? Tone.Info : Tone.Warning
        onAction: Router.openConflicts()
    }
}
