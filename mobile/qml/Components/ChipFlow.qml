import QtQuick
import QtQuick.Layouts
import Fieldfare

// Chips in rows. Their pills are flush with what stands above and below.
Flow {
    spacing: 0
    Layout.fillWidth: true
    Layout.leftMargin: -Theme.chipInset
    Layout.rightMargin: -Theme.chipInset
}
