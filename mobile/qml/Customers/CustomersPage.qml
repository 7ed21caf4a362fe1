import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Fieldfare

// Qt 6.4 cannot make this file's delegates from bound components.
// qmllint disable unqualified

// All customers of this phone, found as you type: names, pinyin, initials, notes.
Item {
    id: page

    objectName: "customersPage"

    CustomersModel {
        id: found
    }
    PageHeader {
        id: header

        width: parent.width
        title: qsTr("Customers")

        IconAction {
            objectName: "newCustomer"
            glyph: "plus"
            text: qsTr("New customer")
            onClicked: Router.newCustomer(found.search)
        }
    }
    SearchInput {
        id: search

        objectName: "customerSearch"
        anchors.top: header.bottom
        anchors.topMargin: 12
        x: Theme.margin
        width: parent.width - 2 * Theme.margin
        placeholderText: Theme.largeText ? qsTr("Search") : qsTr("Name, pinyin or any word")
        onTextChanged: found.search = text
    }
    ListView {
        id: filters

        objectName: "customerFilters"
        anchors.top: search.bottom
        anchors.topMargin: 4
        width: parent.width
        height: Math.max(Theme.touch, contentItem.childrenRect.height)
        orientation: ListView.Horizontal
        leftMargin: Theme.margin - Theme.chipInset
        rightMargin: Theme.margin - Theme.chipInset
        model: Array.from([{
                "code": "",
                "label": qsTr("All")
            }]).concat(Catalog.choices("customer", "potential_class", Preferences.language))
        delegate: Chip {
            required property var modelData

            objectName: "class_" + modelData.code
            text: modelData.label
            checkable: false
            checked: found.potentialClass === modelData.code
            onClicked: found.potentialClass = modelData.code
        }
    }
    ListView {
        id: list

        objectName: "customerList"
        anchors.top: filters.bottom
        anchors.topMargin: 2
        anchors.bottom: parent.bottom
        width: parent.width
        clip: true
        spacing: 8
        leftMargin: Theme.margin
        rightMargin: Theme.margin
        bottomMargin: Theme.margin
        model: found
        reuseItems: true
        ScrollBar.vertical: ScrollBar { }
        header: GridLayout {
            visible: found.loaded && found.count > 0
            width: list.width - 2 * Theme.margin
            height: visible ? implicitHeight + 4 : 0
            columns: Theme.largeText ? 1 : 2
            columnSpacing: 8
            rowSpacing: 0
            // It comes with the first rows: stay at the top.
            onHeightChanged: if (!list.moving)
                list.positionViewAtBeginning()

            PlainLabel {
                text: found.countText
                font.pixelSize: Theme.textTiny
                color: Theme.colors.textSecondary
                Layout.fillWidth: true
            }
            Chip {
                objectName: "byDue"
                text: qsTr("Most urgent first")
                glyph: "clock"
                checkable: false
                checked: found.byDue
                Layout.leftMargin: -Theme.chipInset
                Layout.rightMargin: -Theme.chipInset
                onClicked: found.byDue = !found.byDue
            }
        }
        delegate: CustomerRow {
            required property string customerId
            required property int index
            required detail
            required classLabel
            required classTone
            required stageLabel
            required dueText
            required overdue

            objectName: "customerRow" + index
            width: list.width - 2 * Theme.margin
            onClicked: Router.openCustomer(customerId)
        }
    }
    EmptyPage {
        visible: found.loaded && found.count === 0
        anchors.top: filters.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        glyph: found.search === "" ? "customers" : "search"
        title: found.search === "" ? qsTr("No customers yet") : qsTr("No customer fits “%1”").arg(found.search)
        hint: found.search === "" ? qsTr("Your customers arrive with the first synchronisation. You can also file one yourself.") : qsTr("Try fewer characters or pinyin initials, or file a new customer.")
        actionText: qsTr("New customer")
        onAction: Router.newCustomer(found.search)
    }
}
