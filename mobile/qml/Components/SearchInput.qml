import QtQuick
import Fieldfare

LineInput {
    id: search

    leftPadding: sign.x + sign.width + 10
    rightPadding: clear.visible ? 48 : 14
    inputMethodHints: Qt.ImhNoPredictiveText
    Accessible.role: Accessible.EditableText

    Icon {
        id: sign

        glyph: "search"
        size: 20
        x: 14
        anchors.verticalCenter: parent.verticalCenter
    }
    IconAction {
        id: clear

        visible: search.text !== ""
        glyph: "close"
        tint: Theme.colors.textSecondary
        text: qsTr("Clear the search")
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        onClicked: search.clear()
    }
}
