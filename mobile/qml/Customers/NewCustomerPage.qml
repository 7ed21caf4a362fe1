import QtQuick
import QtQuick.Layouts
import Fieldfare

// Qt 6.4 cannot make this file's delegates from bound components.
// qmllint disable unqualified

// Files a customer: the fields a complete file needs first, all of them on request, and a warning where it looks filed.
FormPage {
    id: page

    property string name

    objectName: "newCustomerPage"
    title: qsTr("New customer")
    saveText: qsTr("Save customer")
    form: FormModel {
        entity: "customer"
        onlyExpected: true
        initial: ({
                "name": page.name,
                "owner": Session.userId,
                "filed_on": Days.today
            })
        onEdited: {
            duplicates.name = valueOf("name") ?? "";
            duplicates.phone = valueOf("contact.phone") ?? "";
            duplicates.creditCode = valueOf("credit_code") ?? "";
        }
        onSaved: rowId => {
            Router.back();
            Router.openCustomer(rowId);
        }
    }

    DuplicatesModel {
        id: duplicates

        name: page.name
    }
    listHeader: ColumnLayout {
        visible: duplicates.count > 0
        width: page.width - 2 * Theme.margin
        height: visible ? implicitHeight : 0
        spacing: 8

        Item {
            implicitHeight: 4
        }
        Notice {
            objectName: "duplicateWarning"
            text: qsTr("This customer may be filed already")
            detail: qsTr("Open it instead of filing it twice.")
            tone: Tone.Warning
            Layout.fillWidth: true
        }
        // A positioner, not a layout: Qt 6.4 layouts may keep a delegate that a model reset destroyed.
        Column {
            spacing: 8
            Layout.fillWidth: true

            Repeater {
                model: duplicates
                delegate: CustomerRow {
                    required property string customerId
                    required detail

                    width: parent ? parent.width : 0
                    onClicked: {
                        Router.back();
                        Router.openCustomer(customerId);
                    }
                }
            }
        }
    }
    listFooter: Item {
        width: page.width - 2 * Theme.margin
        implicitHeight: all.implicitHeight + 16

        QuietButton {
            id: all

            y: 8
            width: parent.width
            text: page.form.onlyExpected ? qsTr("Show all fields") : qsTr("Show only what is needed")
            onClicked: page.form.onlyExpected = !page.form.onlyExpected
        }
    }
}
