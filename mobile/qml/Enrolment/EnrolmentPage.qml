import QtQuick
import QtQuick.Layouts
import Fieldfare

// Connects this phone to the organisation's server, once.
Flickable {
    id: page

    objectName: "enrolmentPage"
    contentHeight: body.implicitHeight + 48
    boundsBehavior: Flickable.StopAtBounds

    Enrolment {
        id: enrolment
    }
    ColumnLayout {
        id: body

        x: 24
        y: Math.max(24, (page.height - implicitHeight) * 0.35)
        width: page.width - 48
        spacing: 18

        Rectangle {
            implicitWidth: 64
            implicitHeight: 64
            radius: 20
            color: Theme.colors.primary

            Icon {
                anchors.centerIn: parent
                glyph: "place"
                size: 36
                color: Theme.colors.primaryInk
            }
        }
        ColumnLayout {
            spacing: 6
            Layout.fillWidth: true

            PlainLabel {
                text: qsTr("Welcome to Fieldfare")
                font.pixelSize: Theme.textTitle
                font.weight: Font.DemiBold
                Layout.fillWidth: true
            }
            PlainLabel {
                text: qsTr("Your team lead gives you a code. Connect once; after that everything works without a network.")
                color: Theme.colors.textSecondary
                Layout.fillWidth: true
            }
        }
        Notice {
            objectName: "enrolmentError"
            text: enrolment.error
            tone: Tone.Bad
            Layout.fillWidth: true
        }
        FieldFrame {
            label: qsTr("Server address")
            Layout.fillWidth: true

            LineInput {
                objectName: "serverInput"
                text: enrolment.server
                placeholderText: Theme.largeText ? "https://…" : "https://fieldfare.example.com"
                inputMethodHints: Qt.ImhUrlCharactersOnly | Qt.ImhNoAutoUppercase | Qt.ImhNoPredictiveText
                enabled: !enrolment.busy
                Layout.fillWidth: true
                onTextEdited: enrolment.server = text
            }
        }
        FieldFrame {
            label: qsTr("One-time code")
            help: qsTr("You can also paste the whole text from under the QR code.")
            Layout.fillWidth: true

            LineInput {
                objectName: "codeInput"
                text: enrolment.code
                inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
                enabled: !enrolment.busy
                Layout.fillWidth: true
                onTextEdited: enrolment.code = text
                onAccepted: enrolment.enrol()
            }
        }
        PrimaryButton {
            objectName: "enrolButton"
            text: enrolment.busy ? qsTr("Connecting …") : qsTr("Connect")
            enabled: enrolment.complete && !enrolment.busy
            Layout.fillWidth: true
            onClicked: enrolment.enrol()
        }
        LanguageChips {
            Layout.fillWidth: true
            Layout.topMargin: 8
        }
    }
}
