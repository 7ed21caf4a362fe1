import QtQuick
import QtQuick.Layouts
import Fieldfare

// Asks before something that cannot be undone.
Sheet {
    id: sheet

    property string question
    property string confirmText
    property int tone: Tone.Bad
    signal confirmed

    PlainLabel {
        text: sheet.question
        Layout.fillWidth: true
    }
    QuietButton {
        objectName: "confirmButton"
        text: sheet.confirmText
        tone: sheet.tone
        Layout.fillWidth: true
        onClicked: {
            sheet.close();
            sheet.confirmed();
        }
    }
    QuietButton {
        objectName: "cancelButton"
        text: qsTr("Cancel")
        Layout.fillWidth: true
        onClicked: sheet.close()
    }
}
