import QtQuick
import Fieldfare

// A visit: what is recorded of it, and its photos and files, which are kept at once and not with the form.
RowFormPage {
    id: page

    entity: "interaction"
    title: qsTr("Complete the record")
    listFooter: Item {
        width: page.width - 2 * Theme.margin
        height: section.implicitHeight + 28

        AttachmentsSection {
            id: section

            y: 28
            width: parent.width
            attachments: AttachmentsModel {
                visitId: page.rowId
            }
        }
    }
}
