import QtQuick
import QtQuick.Layouts
import Fieldfare

// A message inside a page, with its icon and, where there is one, the way out.
Rectangle {
    id: notice

    property string text
    property string detail
    property int tone: Tone.Info
    property string glyph: tone === Tone.Bad || tone === Tone.Warning ? "alert" : tone === Tone.Good ? "check" : "info"
    property string actionText
    signal action

    visible: text !== ""
    implicitHeight: body.implicitHeight + 24
    implicitWidth: body.implicitWidth + 28
    radius: 10
    color: Theme.soft(tone)
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    RowLayout {
        id: body

        anchors.fill: parent
        anchors.leftMargin: 14
        anchors.rightMargin: 14
        anchors.topMargin: 12
        anchors.bottomMargin: 12
        spacing: 10

        Icon {
            glyph: notice.glyph
            size: 20
            color: Theme.strong(notice.tone)
            Layout.alignment: Qt.AlignTop
        }
        ColumnLayout {
            spacing: 4
            Layout.fillWidth: true

            PlainLabel {
                text: notice.text
                font.weight: notice.detail === "" ? Font.Normal : Font.Medium
                Layout.fillWidth: true
            }
            PlainLabel {
                visible: text !== ""
                text: notice.detail
                font.pixelSize: Theme.textSmall
                color: Theme.colors.textSecondary
                Layout.fillWidth: true
            }
            QuietButton {
                visible: notice.actionText !== ""
                text: notice.actionText
                tone: notice.tone
                onClicked: notice.action()
            }
        }
    }
}
