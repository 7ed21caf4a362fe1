import QtQuick
import QtQuick.Controls
import QtQuick.Controls.Material
import Fieldfare

// Several lines of text that grow with what is written.
TextArea {
    id: input

    property bool invalid: false
    property int leastHeight: 96

    implicitHeight: Math.max(leastHeight, contentHeight + topPadding + bottomPadding)
    leftPadding: 14
    rightPadding: 14
    topPadding: 12
    bottomPadding: 12
    wrapMode: TextEdit.Wrap
    textFormat: TextEdit.PlainText
    font.pixelSize: Theme.textBody
    color: Theme.colors.text
    placeholderTextColor: Theme.colors.textSecondary
    selectionColor: Theme.colors.primary
    selectedTextColor: Theme.colors.primaryInk
    selectByMouse: true
    Accessible.name: placeholderText

    background: Rectangle {
        radius: 10
        color: Theme.colors.surface
        border.width: input.activeFocus ? 2 : 1
        border.color: input.invalid ? Theme.colors.danger : input.activeFocus ? Theme.colors.primary : Theme.colors.line
    }
}
