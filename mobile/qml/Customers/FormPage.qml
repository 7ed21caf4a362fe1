import QtQuick
import QtQuick.Layouts
import Fieldfare

// A form with its title, its save button and what can go wrong.
StackPage {
    id: page

    required property string title
    required property FormModel form
    property alias listHeader: view.header
    property alias listFooter: view.footer
    property string saveText: qsTr("Save")

    function leave() {
        if (form.busy)
            return;
        if (form.dirty)
            leaving.open();
        else
            Router.back();
    }

    PageHeader {
        id: header

        width: parent.width
        title: page.title
        canGoBack: true
        onBack: page.leave()
    }
    FormView {
        id: view

        objectName: "formView"
        anchors.top: header.bottom
        anchors.bottom: foot.top
        width: parent.width
        clip: true
        enabled: !page.form.busy
        form: page.form
    }
    Rectangle {
        id: foot

        anchors.bottom: parent.bottom
        width: parent.width
        height: column.implicitHeight + 24
        color: Theme.colors.surface

        Line {
            width: parent.width
        }
        ColumnLayout {
            id: column

            x: Theme.margin
            y: 12
            width: parent.width - 2 * Theme.margin
            spacing: 8

            Notice {
                objectName: "formError"
                text: page.form.error
                tone: Tone.Bad
                Layout.fillWidth: true
            }
            PrimaryButton {
                objectName: "formSave"
                text: page.saveText
                enabled: page.form.loaded && !page.form.busy
                Layout.fillWidth: true
                onClicked: page.form.save()
            }
        }
    }
    ConfirmSheet {
        id: leaving

        title: qsTr("Leave without saving?")
        question: qsTr("What you changed here has not been saved.")
        confirmText: qsTr("Discard the changes")
        onConfirmed: Router.back()
    }
}
