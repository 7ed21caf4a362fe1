import QtQuick
import QtQuick.Layouts
import Fieldfare

// Tells for some seconds what was done, and offers to undo it.
Rectangle {
    id: bar

    property string text
    property string actionText
    property int duration: 7000
    signal action

    function show(message: string, undoText: string) {
        text = message;
        actionText = undoText;
        shown = true;
        timer.restart();
    }
    function hide() {
        shown = false;
    }

    property bool shown: false

    visible: opacity > 0
    opacity: shown ? 1 : 0
    implicitHeight: Math.max(Theme.touch, row.implicitHeight + 12)
    radius: 10
    color: Theme.colors.snackbar
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    Behavior on opacity {
        NumberAnimation {
            duration: 120
        }
    }
    Timer {
        id: timer

        interval: bar.duration
        onTriggered: bar.hide()
    }
    RowLayout {
        id: row

        anchors.fill: parent
        anchors.leftMargin: 16
        anchors.rightMargin: 4
        spacing: 8

        PlainLabel {
            text: bar.text
            color: Theme.colors.snackbarInk
            Layout.fillWidth: true
        }
        QuietButton {
            id: undo

            objectName: "undoButton"
            visible: bar.actionText !== ""
            text: bar.actionText
            outlined: false
            ink: Theme.colors.snackbarActionInk
            onClicked: {
                bar.hide();
                bar.action();
            }
        }
    }
}
