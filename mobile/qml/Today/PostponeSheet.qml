pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Fieldfare

// Moves a follow-up to another day. A word about why is kept with it.
Sheet {
    id: sheet

    property string planId
    signal decided(planId: string, day: string, reason: string)

    function open_for(plan: string, name: string, due: string) {
        planId = plan;
        days.earliest = Days.laterThan(due);
        title = qsTr("Postpone: %1").arg(name);
        reason.clear();
        days.reset();
        open();
    }

    FieldFrame {
        label: qsTr("To")
        Layout.fillWidth: true

        DayChips {
            id: days

            offersNone: false
            Layout.fillWidth: true
        }
    }
    FieldFrame {
        label: qsTr("Why")
        Layout.fillWidth: true

        ChipFlow {
            Repeater {
                model: [qsTr("Customer has no time"), qsTr("Customer asked for another day"), qsTr("I am travelling")]
                delegate: Chip {
                    required property int index
                    required property string modelData

                    objectName: "reason" + index
                    text: modelData
                    checkable: false
                    checked: reason.text === modelData
                    onClicked: reason.text = modelData
                }
            }
        }
        LineInput {
            id: reason

            objectName: "postponeReason"
            placeholderText: qsTr("Or in your own words")
            Layout.fillWidth: true
            Layout.topMargin: 6
        }
    }
    PrimaryButton {
        objectName: "postponeConfirm"
        text: qsTr("Postpone")
        enabled: days.day !== "" && reason.text.trim() !== ""
        Layout.fillWidth: true
        Layout.topMargin: 8
        onClicked: {
            sheet.close();
            sheet.decided(sheet.planId, days.day, reason.text.trim());
        }
    }
}
