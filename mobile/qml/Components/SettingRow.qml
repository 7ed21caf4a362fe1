import QtQuick
import QtQuick.Layouts
import QtQuick.Controls
import Fieldfare

// A line of settings: icon, name, value now, and a way in. The value stands below the name where it may be long: in what
// leads nowhere, and in large text.
AbstractButton {
    id: row

    property string glyph
    property string value
    property bool leadsOn: true
    readonly property bool below: !leadsOn || Theme.largeText

    implicitHeight: Math.max(56, implicitContentHeight + 20)
    implicitWidth: 200
    leftPadding: 14
    rightPadding: 10
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.Button
    Accessible.name: value === "" ? text : text + ", " + value

    background: Rectangle {
        radius: Theme.radius
        color: row.down && row.leadsOn ? Theme.colors.primarySoft : "transparent"
        border.width: row.visualFocus ? 2 : 0
        border.color: Theme.colors.primary
    }
    contentItem: RowLayout {
        spacing: 12

        Icon {
            visible: row.glyph !== ""
            glyph: row.glyph
            size: 22
        }
        ColumnLayout {
            spacing: 2
            Layout.fillWidth: true

            PlainLabel {
                text: row.text
                Layout.fillWidth: true
            }
            PlainLabel {
                visible: row.below && text !== ""
                text: row.value
                font.pixelSize: Theme.textSmall
                color: Theme.colors.textSecondary
                Layout.fillWidth: true
            }
        }
        PlainLabel {
            visible: !row.below && text !== ""
            text: row.value
            font.pixelSize: Theme.textSmall
            color: Theme.colors.textSecondary
            horizontalAlignment: Text.AlignRight
            Layout.maximumWidth: row.width * 0.5
        }
        Icon {
            visible: row.leadsOn
            glyph: "chevron-right"
            size: 18
        }
    }
}
