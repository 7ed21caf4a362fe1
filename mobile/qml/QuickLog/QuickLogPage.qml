pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Controls
import Fieldfare

// The twenty-second form: who, how, what, what next. Everything typed is kept at once; saving needs a customer and a
// channel, nothing else.
StackPage {
    id: page

    property string customerId
    property string planId
    property bool shows_more: false

    // What is being saved is not left before it is known to be.
    function leave() {
        if (!log.busy)
            Router.back();
    }

    objectName: "quickLogPage"

    QuickLog {
        id: log

        startCustomerId: page.customerId
        startPlanId: page.planId
        onSaved: {
            const id = log.customerId;
            Router.back();
            if (page.customerId === "")
                Router.openCustomer(id);
        }
    }
    PageHeader {
        id: header

        width: parent.width
        title: qsTr("Log a visit")
        subtitle: log.draftText
        canGoBack: true
        onBack: page.leave()

        IconAction {
            objectName: "discardDraft"
            visible: log.hasDraft && !log.busy
            glyph: "trash"
            text: qsTr("Discard the draft")
            onClicked: discard.open()
        }
    }
    Flickable {
        id: flick

        objectName: "quickLogFlick"
        anchors.top: header.bottom
        anchors.bottom: foot.top
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
            enabled: !log.busy
            spacing: 16

            Notice {
                objectName: "otherDraft"
                text: log.interruption
                tone: Tone.Warning
                Layout.fillWidth: true
            }
            FieldFrame {
                label: qsTr("Customer")
                Layout.fillWidth: true

                PickerButton {
                    objectName: "logCustomer"
                    text: log.customerName
                    placeholder: qsTr("Choose a customer")
                    clearable: false
                    Accessible.name: qsTr("Customer")
                    Layout.fillWidth: true
                    onClicked: picker.open()
                }
                PlainLabel {
                    visible: text !== ""
                    text: log.suggestionText
                    font.pixelSize: Theme.textTiny
                    color: Theme.colors.textSecondary
                    topPadding: 4
                    Layout.fillWidth: true
                }
            }
            FieldFrame {
                label: Catalog.field("interaction", "channels", Preferences.language)
                Layout.fillWidth: true

                ChipFlow {
                    Repeater {
                        model: Array.from(Catalog.choices("interaction", "channels", Preferences.language)).slice(0, page.shows_more ? 99 : 5)
                        delegate: Chip {
                            required property var modelData

                            objectName: "channel_" + modelData.code
                            text: modelData.label
                            glyph: modelData.glyph
                            checkable: false
                            checked: log.channels.indexOf(modelData.code) >= 0
                            onClicked: log.toggleChannel(modelData.code)
                        }
                    }
                }
            }
            FieldFrame {
                label: Catalog.field("interaction", "note", Preferences.language)
                Layout.fillWidth: true

                NoteInput {
                    objectName: "logNote"
                    placeholderText: qsTr("Wishes, objections, promises …")
                    text: log.note
                    Layout.fillWidth: true
                    onTextChanged: log.note = text
                }
            }
            FieldFrame {
                label: Catalog.field("interaction", "stage_after", Preferences.language)
                Layout.fillWidth: true

                ChipFlow {
                    Repeater {
                        model: Catalog.choices("interaction", "stage_after", Preferences.language)
                        delegate: Chip {
                            required property var modelData

                            objectName: "stage_" + modelData.code
                            text: modelData.label
                            checkable: false
                            checked: log.stage === modelData.code
                            onClicked: log.stage = checked ? "" : modelData.code
                        }
                    }
                }
            }
            FieldFrame {
                label: Catalog.field("interaction", "next_step", Preferences.language)
                Layout.fillWidth: true

                DayChips {
                    id: days

                    day: log.nextDay
                    none: log.noNextStep
                    Layout.fillWidth: true
                    onPicked: value => log.nextDay = value
                    onNoneChosen: log.noNextStep = none
                }
                LineInput {
                    objectName: "logNextStep"
                    visible: log.nextDay !== ""
                    text: log.nextStep
                    placeholderText: qsTr("What will you do? (optional)")
                    Layout.fillWidth: true
                    Layout.topMargin: 6
                    onTextEdited: log.nextStep = text
                }
            }
            FieldFrame {
                visible: page.shows_more
                label: Catalog.field("interaction", "feedback", Preferences.language)
                Layout.fillWidth: true

                NoteInput {
                    objectName: "logFeedback"
                    leastHeight: 64
                    text: log.feedback
                    Accessible.name: qsTr("Feedback")
                    Layout.fillWidth: true
                    onTextChanged: log.feedback = text
                }
            }
            QuietButton {
                objectName: "logMore"
                visible: !page.shows_more
                text: qsTr("More details")
                glyph: "chevron-down"
                outlined: false
                onClicked: page.shows_more = true
            }
        }
    }
    Rectangle {
        id: foot

        anchors.bottom: parent.bottom
        width: parent.width
        height: column.implicitHeight + 24
        color: Theme.colors.surface

        Line {
            width: parent.width
        }
        ColumnLayout {
            id: column

            x: Theme.margin
            y: 12
            width: parent.width - 2 * Theme.margin
            spacing: 8

            Notice {
                objectName: "logError"
                text: log.error
                tone: Tone.Bad
                Layout.fillWidth: true
            }
            PrimaryButton {
                objectName: "logSave"
                text: log.busy ? qsTr("Saving …") : qsTr("Save")
                glyph: "check"
                enabled: log.complete && !log.busy
                Layout.fillWidth: true
                onClicked: log.save()
            }
        }
    }
    CustomerPicker {
        id: picker

        onPicked: (id, name) => log.chooseCustomer(id, name)
    }
    ConfirmSheet {
        id: discard

        title: qsTr("Discard the draft?")
        question: qsTr("What you typed here is removed from this phone.")
        confirmText: qsTr("Discard")
        onConfirmed: {
            log.discard();
            Router.back();
        }
    }
}
