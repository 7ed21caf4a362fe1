import QtQuick
import QtQuick.Layouts
import Fieldfare

// Rows that belong together, on one surface.
Rectangle {
    id: group

    default property alias rows: column.data

    implicitHeight: column.implicitHeight
    implicitWidth: column.implicitWidth
    radius: Theme.radius
    color: Theme.colors.surface
    border.width: 1
    border.color: Theme.colors.line

    ColumnLayout {
        id: column

        width: parent.width
        spacing: 0
    }
}
