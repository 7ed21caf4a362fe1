import QtQuick
import QtQuick.Layouts
import Fieldfare

// Address and code, and the way in; what came of it stands above them.
ColumnLayout {
    id: form

    required property Enrolment enrolment

    spacing: 18

    Notice {
        objectName: "enrolmentError"
        text: form.enrolment.error
        tone: Tone.Bad
        Layout.fillWidth: true
    }
    FieldFrame {
        label: qsTr("Server address")
        Layout.fillWidth: true

        LineInput {
            objectName: "serverInput"
            text: form.enrolment.server
            placeholderText: Theme.largeText ? "https://…" : "https://fieldfare.example.com"
            inputMethodHints: Qt.ImhUrlCharactersOnly | Qt.ImhNoAutoUppercase | Qt.ImhNoPredictiveText
            enabled: !form.enrolment.busy
            Layout.fillWidth: true
            onTextEdited: form.enrolment.server = text
        }
    }
    FieldFrame {
        label: qsTr("One-time code")
        help: qsTr("You can also paste the whole text from under the QR code.")
        Layout.fillWidth: true

        LineInput {
            objectName: "codeInput"
            text: form.enrolment.code
            inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
            enabled: !form.enrolment.busy
            Layout.fillWidth: true
            onTextEdited: form.enrolment.code = text
            onAccepted: form.enrolment.enrol()
        }
    }
    PrimaryButton {
        objectName: "enrolButton"
        text: form.enrolment.busy ? qsTr("Connecting …") : qsTr("Connect")
        enabled: form.enrolment.complete && !form.enrolment.busy
        Layout.fillWidth: true
        onClicked: form.enrolment.enrol()
    }
}
