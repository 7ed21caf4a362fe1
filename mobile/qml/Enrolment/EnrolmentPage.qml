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
        id: to_server
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
        EnrolmentForm {
            enrolment: to_server
            Layout.fillWidth: true
        }
        LanguageChips {
            Layout.fillWidth: true
            Layout.topMargin: 8
        }
    }
}
