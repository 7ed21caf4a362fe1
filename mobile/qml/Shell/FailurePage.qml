import QtQuick
import QtQuick.Layouts
import Fieldfare

// The data could not be opened. Nothing is repaired or deleted behind the user's back.
Item {
    ColumnLayout {
        anchors.verticalCenter: parent.verticalCenter
        x: 24
        width: parent.width - 48
        spacing: 20

        EmptyState {
            glyph: "lock"
            title: qsTr("Your data could not be opened")
            hint: Session.failure
            actionText: qsTr("Try again")
            Layout.fillWidth: true
            onAction: Session.retry()
        }
        PlainLabel {
            text: qsTr("Nothing was deleted. Your data lies in %1.").arg(Session.dataDirectory)
            font.pixelSize: Theme.textSmall
            color: Theme.colors.textSecondary
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.WrapAnywhere
            Layout.fillWidth: true
        }
    }
}
