import QtQuick
import Fieldfare

// The way to what others overwrote, where there is something.
SettingRow {
    objectName: "conflictsEntry"
    glyph: "conflict"
    text: qsTr("Overwritten by others")
    value: SyncState.conflicts === 0 ? qsTr("none") : String(SyncState.conflicts)
    onClicked: Router.openConflicts()
}
