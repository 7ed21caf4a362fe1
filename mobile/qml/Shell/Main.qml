import QtQuick
import QtQuick.Controls
import QtQuick.Controls.Material
import Fieldfare

ApplicationWindow {
    id: window

    // For whoever drives the app from outside: the program's own tour of its pages.
    readonly property QtObject router: Router

    width: 390
    height: 844
    minimumWidth: 320
    minimumHeight: 480
    visible: true
    title: qsTr("Fieldfare")
    color: Theme.colors.background
    Material.theme: Theme.dark ? Material.Dark : Material.Light
    Material.accent: Theme.colors.primary
    Material.primary: Theme.colors.primary
    Material.background: Theme.colors.background
    Material.foreground: Theme.colors.text

    Loader {
        objectName: "stage"
        anchors.fill: parent
        focus: true
        sourceComponent: {
            switch (Session.state) {
            case Session.Ready:
                return shell;
            case Session.NeedsEnrolment:
                return enrolment;
            case Session.Failed:
                return failure;
            }
            return starting;
        }
    }
    Component {
        id: shell

        Shell { }
    }
    Component {
        id: enrolment

        EnrolmentPage { }
    }
    Component {
        id: starting

        StartingPage { }
    }
    Component {
        id: failure

        FailurePage { }
    }
}
