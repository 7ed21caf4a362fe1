pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Fieldfare

// A list to choose from, with search when it is long.
Sheet {
    id: sheet

    required property var choices
    required property var chosen
    property string filter
    signal picked(code: string)

    onClosed: filter = ""

    SearchInput {
        visible: sheet.choices.length > 10
        text: sheet.filter
        placeholderText: qsTr("Search")
        Layout.fillWidth: true
        onTextChanged: sheet.filter = text
    }
    // A positioner, not a layout: Qt 6.4 layouts may keep a delegate that a model reset destroyed.
    Column {
        spacing: 0
        Layout.fillWidth: true

        Repeater {
            model: sheet.visible ? sheet.choices.filter(c => sheet.filter === "" || c.label.toLowerCase().indexOf(sheet.filter.toLowerCase()) >= 0) : []
            delegate: ChoiceRow {
                required property var modelData

                text: modelData.label
                chosen: sheet.chosen.indexOf(modelData.code) >= 0
                width: parent ? parent.width : 0
                onClicked: sheet.picked(modelData.code)
            }
        }
    }
}
