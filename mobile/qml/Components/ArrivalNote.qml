import QtQuick
import QtQuick.Layouts
import Fieldfare

// The first filling of the book: how much is here and how long the rest takes. What is here can be used.
Rectangle {
    id: note

    objectName: "arrivalNote"
    visible: ArrivalState.active
    implicitHeight: visible ? body.implicitHeight + 24 : 0
    implicitWidth: body.implicitWidth + 28
    radius: 10
    color: Theme.soft(Tone.Info)
    Accessible.role: Accessible.ProgressBar
    Accessible.name: ArrivalState.title + ", " + ArrivalState.detail

    ColumnLayout {
        id: body

        anchors.fill: parent
        anchors.leftMargin: 14
        anchors.rightMargin: 14
        anchors.topMargin: 12
        anchors.bottomMargin: 12
        spacing: 6

        PlainLabel {
            objectName: "arrivalTitle"
            text: ArrivalState.title
            font.weight: Font.Medium
            Layout.fillWidth: true
        }
        Rectangle {
            implicitHeight: 6
            radius: 3
            color: Theme.colors.line
            Layout.fillWidth: true

            Rectangle {
                objectName: "arrivalBar"
                height: parent.height
                width: parent.width * ArrivalState.fraction
                radius: 3
                color: Theme.strong(Tone.Info)
            }
        }
        PlainLabel {
            objectName: "arrivalDetail"
            text: ArrivalState.detail
            font.pixelSize: Theme.textSmall
            color: Theme.colors.textSecondary
            Layout.fillWidth: true
        }
    }
}
