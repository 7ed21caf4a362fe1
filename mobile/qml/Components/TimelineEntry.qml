import QtQuick
import QtQuick.Layouts
import Fieldfare

// One thing that happened with a customer, on the line of time.
Item {
    id: entry

    required property string title
    required property string when
    property string glyph: "note"
    property string who
    property string body
    property string feedback
    property string nextStep
    property int attached: 0
    property bool unsent: false
    property bool isLast: false

    implicitHeight: content.implicitHeight + 20

    Rectangle {
        visible: !entry.isLast
        x: 19
        y: 40
        width: 2
        height: parent.height - 36
        color: Theme.colors.line
    }
    Rectangle {
        width: 40
        height: 40
        radius: 20
        color: Theme.colors.primarySoft

        Icon {
            anchors.centerIn: parent
            glyph: entry.glyph
            size: 20
            color: Theme.colors.primary
        }
    }
    ColumnLayout {
        id: content

        x: 52
        width: parent.width - 52
        spacing: 4

        RowLayout {
            spacing: 8
            Layout.fillWidth: true

            PlainLabel {
                text: entry.title
                font.weight: Font.DemiBold
                Layout.fillWidth: true
            }
            Badge {
                text: entry.unsent ? qsTr("Not sent yet") : ""
                tone: Tone.Warning
                glyph: "pending"
                Layout.alignment: Qt.AlignTop
            }
        }
        PlainLabel {
            text: entry.who === "" ? entry.when : entry.when + " · " + entry.who
            font.pixelSize: Theme.textTiny
            color: Theme.colors.textSecondary
            Layout.fillWidth: true
        }
        PlainLabel {
            visible: text !== ""
            text: entry.body
            Layout.fillWidth: true
        }
        PlainLabel {
            visible: entry.feedback !== ""
            text: qsTr("Feedback: %1").arg(entry.feedback)
            font.pixelSize: Theme.textSmall
            color: Theme.colors.textSecondary
            Layout.fillWidth: true
        }
        RowLayout {
            visible: entry.attached > 0
            spacing: 6
            Layout.fillWidth: true

            Icon {
                glyph: "photo"
                size: 16
            }
            PlainLabel {
                text: qsTr("%n attachment(s)", "", entry.attached)
                font.pixelSize: Theme.textSmall
                color: Theme.colors.textSecondary
                Layout.fillWidth: true
            }
        }
        RowLayout {
            visible: entry.nextStep !== ""
            spacing: 6
            Layout.fillWidth: true

            Icon {
                glyph: "flag"
                size: 16
                color: Theme.colors.accent
                Layout.alignment: Qt.AlignTop
                Layout.topMargin: 2
            }
            PlainLabel {
                text: entry.nextStep
                font.pixelSize: Theme.textSmall
                color: Theme.colors.accent
                Layout.fillWidth: true
            }
        }
    }
}
