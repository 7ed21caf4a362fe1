import QtQuick
import Fieldfare

// Edits one row, whatever it is: the catalog says what the form holds.
FormPage {
    id: page

    required property string entity
    property string rowId
    property string customerId

    objectName: "rowFormPage"
    form: FormModel {
        entity: page.entity
        rowId: page.rowId
        customerId: page.customerId
        initial: ({
                "owner": Session.userId
            })
        onSaved: Router.back()
    }
}
