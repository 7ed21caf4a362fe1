pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Fieldfare

// Finds the customer to log for.
Sheet {
    id: sheet

    signal picked(customerId: string, name: string)

    title: qsTr("Choose a customer")
    onOpened: search.forceActiveFocus()
    onClosed: search.clear()

    CustomersModel {
        id: found

        limit: 30
    }
    SearchInput {
        id: search

        objectName: "pickerSearch"
        placeholderText: qsTr("Name, pinyin or any word")
        Layout.fillWidth: true
        onTextChanged: found.search = text
    }
    // A positioner, not a layout: Qt 6.4 layouts may keep a delegate that a model reset destroyed.
    Column {
        spacing: 0
        Layout.fillWidth: true

        Repeater {
            model: found
            delegate: ChoiceRow {
                required property string customerId
                required property string name
                required property string classLabel
                required property string stageLabel
                required property int index

                objectName: "pick" + index
                text: name
                detail: Array.from([classLabel, stageLabel]).filter(word => word !== "").join(" · ")
                width: parent ? parent.width : 0
                onClicked: {
                    sheet.picked(customerId, name);
                    sheet.close();
                }
            }
        }
    }
    PlainLabel {
        visible: found.loaded && found.count === 0
        text: search.text === "" ? qsTr("No customers yet") : qsTr("No customer fits “%1”").arg(search.text)
        color: Theme.colors.textSecondary
        horizontalAlignment: Text.AlignHCenter
        topPadding: 16
        Layout.fillWidth: true
    }
}
