import QtQuick
import Fieldfare

// Qt 6.4 cannot make this file's header from a bound component.
// qmllint disable unqualified

// A visit: its photos and files, which are kept at once and not with the form, and what is recorded of it.
RowFormPage {
    id: page

    entity: "interaction"
    title: qsTr("Complete the record")
    listHeader: Item {
        id: slot

        readonly property ListView list: ListView.view as ListView

        width: page.width - 2 * Theme.margin
        height: section.implicitHeight + Theme.margin
        // It grows once its photos are there: who looks at it goes on seeing its top.
        onHeightChanged: if (list && !list.moving && list.contentY < 0)
            list.positionViewAtBeginning()

        AttachmentsSection {
            id: section

            y: Theme.margin
            width: parent.width
            attachments: AttachmentsModel {
                visitId: page.rowId
            }
        }
    }
}
