import QtQuick
import QtQuick.Layouts
import QtQuick.Controls
import QtQuick.Controls.Material
import Fieldfare

// A panel that rises from the bottom edge, above everything else.
Popup {
    id: sheet

    property string title
    default property alias body: column.data

    parent: Overlay.overlay
    x: 0
    y: parent ? parent.height - height : 0
    width: parent ? parent.width : 0
    height: parent ? Math.min(implicitHeight, parent.height * 0.85) : implicitHeight
    modal: true
    dim: true
    focus: true  // the back key closes it, not the page below
    padding: 0
    closePolicy: Popup.CloseOnEscape | Popup.CloseOnPressOutside
    Material.elevation: 0
    Overlay.modal: Rectangle {
        color: "#80000000"
    }
    enter: Transition {
        NumberAnimation {
            property: "opacity"
            from: 0
            to: 1
            duration: 100
        }
    }
    exit: Transition {
        NumberAnimation {
            property: "opacity"
            to: 0
            duration: 80
        }
    }
    background: Rectangle {
        color: Theme.colors.surfaceRaised
        radius: Theme.radius

        Rectangle {
            width: parent.width
            height: parent.radius
            y: parent.height - height
            color: parent.color
        }
    }
    // What a sheet holds goes into the column at once.
    contentItem: ColumnLayout { // qmllint disable deferred-property-id
        spacing: 0

        RowLayout {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.margin
            Layout.rightMargin: 8
            Layout.topMargin: 8
            Layout.bottomMargin: 4

            // Where it holds a name it may be long: it leaves room for what the sheet is for.
            PlainLabel {
                objectName: "sheetTitle"
                text: sheet.title
                font.pixelSize: Theme.textHeading
                font.weight: Font.DemiBold
                maximumLineCount: Theme.largeText ? 3 : 2
                elide: Text.ElideRight
                Layout.fillWidth: true
            }
            IconAction {
                glyph: "close"
                text: qsTr("Close")
                Layout.alignment: Qt.AlignTop
                onClicked: sheet.close()
            }
        }
        Flickable {
            id: flick

            objectName: "sheetBody"
            clip: true
            contentHeight: column.implicitHeight + Theme.margin
            implicitHeight: contentHeight
            boundsBehavior: Flickable.StopAtBounds
            Layout.fillWidth: true
            Layout.fillHeight: true

            ColumnLayout {
                id: column

                x: Theme.margin
                width: flick.width - 2 * Theme.margin
                spacing: Theme.gap
            }
        }
    }
}
