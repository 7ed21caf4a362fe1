import QtQuick
import QtQuick.Layouts
import QtQuick.Controls
import QtQuick.Dialogs
import Fieldfare

// What could not be sent, as an encrypted file for another phone of the same person; and taking one in.
StackPage {
    id: page

    property string code

    objectName: "rescuePage"

    RescueFile {
        id: rescue

        objectName: "rescueFile"
    }
    PageHeader {
        id: header

        width: parent.width
        title: qsTr("Rescue file")
        canGoBack: true
        onBack: page.leave()
    }
    Flickable {
        id: flick

        anchors.top: header.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        clip: true
        contentHeight: body.implicitHeight + 2 * Theme.margin
        boundsBehavior: Flickable.StopAtBounds
        ScrollBar.vertical: ScrollBar { }

        ColumnLayout {
            id: body

            x: Theme.margin
            y: Theme.margin
            width: flick.width - 2 * Theme.margin
            spacing: 14

            Notice {
                objectName: "rescueError"
                text: rescue.error
                tone: Tone.Bad
                Layout.fillWidth: true
            }
            Notice {
                objectName: "rescueOutcome"
                text: rescue.outcome
                tone: Tone.Good
                Layout.fillWidth: true
            }
            Card {
                interactive: false
                Layout.fillWidth: true

                contentItem: ColumnLayout {
                    spacing: 10

                    PlainLabel {
                        text: qsTr("Save what was not sent")
                        font.pixelSize: Theme.textHeading
                        font.weight: Font.DemiBold
                        Layout.fillWidth: true
                    }
                    PlainLabel {
                        objectName: "rescueUnsent"
                        text: rescue.unsent === 0 ? qsTr("Everything has reached the server: there is nothing to save.") : qsTr("%n record(s) of this phone have not reached the server. If it cannot send them any more, an encrypted file takes them to your next phone.", "", rescue.unsent)
                        color: Theme.colors.textSecondary
                        Layout.fillWidth: true
                    }
                    PlainLabel {
                        objectName: "rescueUnsentContents"
                        visible: rescue.unsentContents > 0
                        text: qsTr("The file holds records alone: %n photo(s) or file(s) that have not reached the server stay on this phone.", "", rescue.unsentContents)
                        color: Theme.colors.warning
                        Layout.fillWidth: true
                    }
                    Notice {
                        objectName: "rescueCode"
                        visible: rescue.code !== ""
                        glyph: "key"
                        text: rescue.code
                        detail: qsTr("Write this code down, apart from the file %1. Without it nobody can open the file. It is shown only now.").arg(rescue.fileName)
                        tone: Tone.Warning
                        actionText: qsTr("Copy the code")
                        Layout.fillWidth: true
                        onAction: rescue.copyCode()
                    }
                    QuietButton {
                        objectName: "rescueSave"
                        text: rescue.busy ? qsTr("Working …") : rescue.code === "" ? qsTr("Save the file") : qsTr("Save another file")
                        glyph: "lock"
                        enabled: rescue.unsent > 0 && !rescue.busy
                        tone: enabled ? Tone.Info : Tone.Neutral
                        Layout.fillWidth: true
                        onClicked: save_dialog.open()
                    }
                }
            }
            Card {
                interactive: false
                Layout.fillWidth: true

                contentItem: ColumnLayout {
                    spacing: 10

                    PlainLabel {
                        text: qsTr("Take a file in")
                        font.pixelSize: Theme.textHeading
                        font.weight: Font.DemiBold
                        Layout.fillWidth: true
                    }
                    PlainLabel {
                        text: qsTr("From another phone of yours. What has arrived already counts once.")
                        color: Theme.colors.textSecondary
                        Layout.fillWidth: true
                    }
                    FieldFrame {
                        label: qsTr("Code of the file")
                        Layout.fillWidth: true

                        LineInput {
                            objectName: "rescueCodeInput"
                            text: page.code
                            placeholderText: "XXXXX-XXXXX-XXXXX-XXXXX-XXXXX"
                            inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhPreferUppercase
                            enabled: !rescue.busy
                            Layout.fillWidth: true
                            onTextEdited: page.code = text
                        }
                    }
                    QuietButton {
                        objectName: "rescueTakeIn"
                        text: rescue.busy ? qsTr("Working …") : qsTr("Choose the file")
                        glyph: "paste"
                        enabled: page.code.trim() !== "" && !rescue.busy
                        tone: enabled ? Tone.Info : Tone.Neutral
                        Layout.fillWidth: true
                        onClicked: open_dialog.open()
                    }
                }
            }
        }
    }
    FileDialog {
        id: save_dialog

        fileMode: FileDialog.SaveFile
        currentFile: currentFolder + "/" + rescue.suggestedName
        defaultSuffix: "rescue"
        nameFilters: [qsTr("Rescue files (*.rescue)")]
        onAccepted: rescue.save(selectedFile)
    }
    FileDialog {
        id: open_dialog

        fileMode: FileDialog.OpenFile
        nameFilters: [qsTr("Rescue files (*.rescue)"), qsTr("All files (*)")]
        onAccepted: rescue.takeIn(selectedFile, page.code)
    }
}
