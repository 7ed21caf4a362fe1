import QtQuick
import QtQuick.Controls
import QtQuick.Controls.Material
import Fieldfare

// One line of text. `edited` comes with every change by the user, composed text included only once it is committed.
TextField {
    id: input

    property bool invalid: false

    implicitHeight: Math.max(Theme.touch, contentHeight + 24)
    leftPadding: 14
    rightPadding: 14
    topPadding: 10
    bottomPadding: 10
    verticalAlignment: TextInput.AlignVCenter
    font.pixelSize: Theme.textBody
    color: Theme.colors.text
    placeholderTextColor: Theme.colors.textSecondary
    selectionColor: Theme.colors.primary
    selectedTextColor: Theme.colors.primaryInk
    selectByMouse: true
    Accessible.name: placeholderText
    // A long text shows its beginning until it is edited.
    onTextChanged: if (!activeFocus)
        cursorPosition = 0

    background: Rectangle {
        radius: 10
        color: Theme.colors.surface
        border.width: input.activeFocus ? 2 : 1
        border.color: input.invalid ? Theme.colors.danger : input.activeFocus ? Theme.colors.primary : Theme.colors.line
    }
}
