pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Fieldfare

ColumnLayout {
    id: list

    required property ContactsModel contacts
    required property string customerId

    spacing: 8

    // A positioner, not a layout: Qt 6.4 layouts may keep a delegate that a model reset destroyed.
    Column {
        spacing: 8
        Layout.fillWidth: true

        Repeater {
            model: list.contacts
            delegate: Card {
                id: card

                required property string contactId
                required property string name
                required property string detail
                required property string phone
                required property string roleLabel
                required property bool primary
                required property string hiddenText
                required property int index

                objectName: "contactCard" + index
                width: parent ? parent.width : 0
                Accessible.name: Array.from([name, detail, hiddenText]).filter(words => words !== "").join(", ")
                onClicked: Router.editContact(list.customerId, contactId)

                contentItem: RowLayout {
                    spacing: 12

                    Avatar {
                        name: card.name
                    }
                    ColumnLayout {
                        spacing: 4
                        Layout.fillWidth: true

                        PlainLabel {
                            text: card.name
                            font.weight: Font.DemiBold
                            Layout.fillWidth: true
                        }
                        PlainLabel {
                            visible: text !== ""
                            text: card.detail
                            font.pixelSize: Theme.textSmall
                            color: Theme.colors.textSecondary
                            Layout.fillWidth: true
                        }
                        HiddenNote {
                            text: card.hiddenText
                            Layout.fillWidth: true
                        }
                        Flow {
                            visible: card.roleLabel !== "" || card.primary
                            spacing: 6
                            Layout.fillWidth: true

                            Badge {
                                text: card.primary ? Catalog.field("contact", "is_primary", Preferences.language) : ""
                                tone: Tone.Info
                            }
                            Badge {
                                text: card.roleLabel
                                tone: Tone.Accent
                            }
                        }
                    }
                    IconAction {
                        visible: card.phone !== ""
                        glyph: "channel-phone"
                        tint: Theme.colors.primary
                        text: qsTr("Call %1").arg(card.name)
                        onClicked: OtherApps.call(card.phone)
                    }
                }
            }
        }
    }
    EmptyState {
        visible: list.contacts.loaded && list.contacts.count === 0
        glyph: "person-plus"
        title: qsTr("No contacts yet")
        hint: qsTr("Who decides, who uses, who signs: add the people you talk to.")
        Layout.fillWidth: true
        Layout.topMargin: 24
    }
    QuietButton {
        objectName: "addContact"
        text: qsTr("Add a contact")
        glyph: "person-plus"
        Layout.fillWidth: true
        onClicked: Router.editContact(list.customerId, "")
    }
}
