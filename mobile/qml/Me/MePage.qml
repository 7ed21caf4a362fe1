pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Controls
import Fieldfare

// Who I am, how this phone stands with the server, and how the app looks.
Item {
    id: page

    objectName: "mePage"

    PageHeader {
        id: header

        width: parent.width
        title: qsTr("Me")
        showsSync: false
    }
    Flickable {
        id: flick

        objectName: "meFlick"
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

            RowLayout {
                spacing: 14
                Layout.fillWidth: true

                Avatar {
                    name: Session.userName === "" ? "?" : Session.userName
                    size: 56
                }
                ColumnLayout {
                    spacing: 2
                    Layout.fillWidth: true

                    PlainLabel {
                        text: Session.userName
                        font.pixelSize: Theme.textHeading
                        font.weight: Font.DemiBold
                        Layout.fillWidth: true
                    }
                    PlainLabel {
                        visible: text !== ""
                        text: Array.from([Session.roleLabel, Session.organisation]).filter(word => word !== "").join(" · ")
                        font.pixelSize: Theme.textSmall
                        color: Theme.colors.textSecondary
                        Layout.fillWidth: true
                    }
                }
            }
            SyncSummary {
                Layout.fillWidth: true
            }
            Group {
                Layout.fillWidth: true

                ConflictsEntry {
                    Layout.fillWidth: true
                }
            }
            Group {
                Layout.fillWidth: true

                SettingRow {
                    objectName: "settingLanguage"
                    glyph: "language"
                    text: qsTr("Language")
                    value: languages.offered.find(option => option.code === (Preferences.languageFollowsSystem ? "" : Preferences.language)).name
                    Layout.fillWidth: true
                    onClicked: languages.open()
                }
                Line {
                    Layout.fillWidth: true
                }
                SettingRow {
                    objectName: "settingTheme"
                    glyph: "theme"
                    text: qsTr("Appearance")
                    value: [qsTr("As the phone"), qsTr("Light"), qsTr("Dark")][Preferences.theme]
                    Layout.fillWidth: true
                    onClicked: themes.open()
                }
                Line {
                    Layout.fillWidth: true
                }
                SettingRow {
                    objectName: "settingText"
                    glyph: "text-size"
                    text: qsTr("Text size")
                    value: Math.round(Preferences.textScale * 100) + " %"
                    Layout.fillWidth: true
                    onClicked: sizes.open()
                }
            }
            Group {
                Layout.fillWidth: true

                SettingRow {
                    objectName: "settingOriginals"
                    glyph: "photo"
                    text: qsTr("Send photos and files")
                    value: Preferences.originalsOnWifiOnly ? qsTr("on Wi-Fi only") : qsTr("on any network")
                    Layout.fillWidth: true
                    onClicked: originals.open()
                }
                Line {
                    Layout.fillWidth: true
                }
                SettingRow {
                    glyph: "server"
                    text: qsTr("Server")
                    value: Session.serverUrl
                    leadsOn: false
                    Layout.fillWidth: true
                }
                Line {
                    Layout.fillWidth: true
                }
                SettingRow {
                    objectName: "keyPlace"
                    glyph: "key"
                    text: qsTr("Protection of the data")
                    value: Session.protection
                    leadsOn: false
                    Layout.fillWidth: true
                }
                Line {
                    Layout.fillWidth: true
                }
                SettingRow {
                    glyph: "info"
                    text: qsTr("Version")
                    value: Session.version
                    leadsOn: false
                    Layout.fillWidth: true
                }
            }
            Group {
                Layout.fillWidth: true

                SettingRow {
                    objectName: "openRescue"
                    glyph: "lock"
                    text: qsTr("Rescue file")
                    Layout.fillWidth: true
                    onClicked: Router.openRescue()
                }
                Line {
                    Layout.fillWidth: true
                }
                SettingRow {
                    objectName: "openSignOut"
                    glyph: "trash"
                    text: qsTr("Sign out")
                    Layout.fillWidth: true
                    onClicked: Router.openSignOut()
                }
            }
        }
    }
    Sheet {
        id: languages

        readonly property var as_the_phone: ({
                "code": "",
                "name": qsTr("As the phone")
            })
        readonly property var offered: [as_the_phone, ...Preferences.languages]

        title: qsTr("Language")

        // A positioner: the model is made of words, so a change of language makes the delegates anew.
        Column {
            Layout.fillWidth: true

            Repeater {
                model: languages.offered
                delegate: ChoiceRow {
                    required property var modelData

                    objectName: "chooseLanguage_" + modelData.code
                    text: modelData.name
                    chosen: modelData.code === (Preferences.languageFollowsSystem ? "" : Preferences.language)
                    width: parent ? parent.width : 0
                    onClicked: {
                        languages.close();
                        Preferences.language = modelData.code;
                    }
                }
            }
        }
    }
    Sheet {
        id: themes

        title: qsTr("Appearance")

        // A positioner: the model is made of words, so a change of language makes the delegates anew.
        Column {
            Layout.fillWidth: true

            Repeater {
                model: [[Preferences.FollowSystem, qsTr("As the phone")], [Preferences.Light, qsTr("Light")], [Preferences.Dark, qsTr("Dark")]]
                delegate: ChoiceRow {
                    required property var modelData

                    objectName: "chooseTheme_" + modelData[0]
                    text: modelData[1]
                    chosen: Preferences.theme === modelData[0]
                    width: parent ? parent.width : 0
                    onClicked: {
                        themes.close();
                        Preferences.theme = modelData[0];
                    }
                }
            }
        }
    }
    Sheet {
        id: originals

        title: qsTr("Send photos and files")

        // A positioner: the model is made of words, so a change of language makes the delegates anew.
        Column {
            Layout.fillWidth: true

            Repeater {
                model: [[false, qsTr("On any network"), ""], [true, qsTr("On Wi-Fi only"), qsTr("On a mobile network they wait on this phone; records and thumbnails do not. Where the phone does not say which network it is on, they are sent.")]]
                delegate: ChoiceRow {
                    required property var modelData

                    objectName: "chooseOriginals_" + modelData[0]
                    text: modelData[1]
                    detail: modelData[2]
                    chosen: Preferences.originalsOnWifiOnly === modelData[0]
                    width: parent ? parent.width : 0
                    onClicked: {
                        originals.close();
                        Preferences.originalsOnWifiOnly = modelData[0];
                    }
                }
            }
        }
    }
    Sheet {
        id: sizes

        title: qsTr("Text size")

        // A positioner: the model is made of words, so a change of language makes the delegates anew.
        Column {
            Layout.fillWidth: true

            Repeater {
                model: [1, 1.25, 1.5, 2]
                delegate: ChoiceRow {
                    required property real modelData

                    objectName: "chooseText_" + modelData
                    text: Math.round(modelData * 100) + " %"
                    chosen: Preferences.textScale === modelData
                    width: parent ? parent.width : 0
                    onClicked: {
                        sizes.close();
                        Preferences.textScale = modelData;
                    }
                }
            }
        }
    }
}
