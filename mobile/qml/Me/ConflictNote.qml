import QtQuick
import Fieldfare

// What happens when two people change the same thing.
Item {
    implicitHeight: note.implicitHeight + 24

    Notice {
        id: note

        y: 24
        width: parent.width
        glyph: "conflict"
        text: qsTr("When two people change the same field")
        detail: qsTr("The newer edit stays. The other one is kept on the server, where your team lead can see both and put it back.")
        tone: Tone.Info
    }
}
