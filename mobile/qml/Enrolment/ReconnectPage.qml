import QtQuick
import QtQuick.Layouts
import QtQuick.Controls
import Fieldfare

// For a phone that the server does not accept any more: a new code, and everything on it stays and goes on.
StackPage {
    id: page

    objectName: "reconnectPage"

    Enrolment {
        id: to_server

        onConnected: page.leave()
        Component.onCompleted: server = Session.serverUrl
    }
    PageHeader {
        id: header

        width: parent.width
        title: qsTr("Connect again")
        canGoBack: true
        onBack: page.leave()
    }
    Flickable {
        id: flick

        anchors.top: header.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        clip: true
        contentHeight: body.implicitHeight + 2 * Theme.margin
        boundsBehavior: Flickable.StopAtBounds
        ScrollBar.vertical: ScrollBar { }

        ColumnLayout {
            id: body

            x: Theme.margin
            y: Theme.margin
            width: flick.width - 2 * Theme.margin
            spacing: 18

            PlainLabel {
                text: qsTr("Ask your team lead for a new code for %1.").arg(Session.userName)
                Layout.fillWidth: true
            }
            PlainLabel {
                text: qsTr("Everything on this phone stays. What is not sent yet, photos and files too, goes out once it is connected.")
                color: Theme.colors.textSecondary
                Layout.fillWidth: true
            }
            EnrolmentForm {
                enrolment: to_server
                Layout.fillWidth: true
            }
        }
    }
}
