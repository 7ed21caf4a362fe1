pragma ComponentBehavior: Bound
import QtQuick
import Fieldfare

// The usual days of a next step, or any other. Days are "YYYY-MM-DD"; `day` is empty while nothing is chosen.
ChipFlow {
    id: chips

    property string day
    property string earliest: Days.today
    property bool none: false
    property bool offersNone: true
    readonly property bool usual: options.some(option => option.day === day)
    readonly property var options: Array.from(Days.usual).filter(option => option.day >= earliest)
    signal picked(day: string)
    signal noneChosen

    function reset() {
        day = "";
        none = false;
    }
    function take(value: string) {
        day = value;
        none = false;
        picked(value);
    }

    Repeater {
        model: chips.options
        delegate: Chip {
            required property var modelData

            objectName: "day_" + modelData.key
            text: modelData.label
            checkable: false
            checked: chips.day === modelData.day
            onClicked: chips.take(modelData.day)
        }
    }
    Chip {
        objectName: "day_other"
        text: chips.day !== "" && !chips.usual ? Days.label(chips.day) : qsTr("Pick a day")
        glyph: "calendar"
        checkable: false
        checked: chips.day !== "" && !chips.usual
        onClicked: sheet.open_at(chips.day)
    }
    Chip {
        objectName: "day_none"
        visible: chips.offersNone
        text: qsTr("No next step")
        checkable: false
        checked: chips.none
        onClicked: {
            chips.day = "";
            chips.none = !chips.none;
            chips.noneChosen();
        }
    }
    DateSheet {
        id: sheet

        earliest: chips.earliest
        onPicked: value => chips.take(value)
    }
}
