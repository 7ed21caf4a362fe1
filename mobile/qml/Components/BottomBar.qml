import QtQuick
import QtQuick.Layouts
import QtQuick.Controls
import Fieldfare

// The five places, in reach of the thumb. The middle one acts at once.
Rectangle {
    id: bar

    property int current: 0
    property int overdue: 0
    property int decisions: 0
    signal chosen(index: int)
    signal log

    implicitHeight: Math.max(60, 28 + Theme.textTiny * 2 + 8)
    color: Theme.colors.surface

    component Place: AbstractButton {
        id: place

        required property string glyph
        property bool chosen: false
        property int count: 0

        focusPolicy: Qt.TabFocus
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredWidth: 1
        Accessible.role: Accessible.PageTab
        Accessible.name: text
        Accessible.selected: chosen

        background: Rectangle {
            color: place.visualFocus ? Theme.colors.neutralSoft : "transparent"
        }
        contentItem: ColumnLayout {
            spacing: 2

            Item {
                Layout.fillHeight: true
            }
            Icon {
                glyph: place.glyph
                color: place.chosen ? Theme.colors.primary : Theme.colors.textSecondary
                Layout.alignment: Qt.AlignHCenter

                CountBubble {
                    x: parent.width - 6
                    y: -4
                    count: place.count
                }
            }
            PlainLabel {
                text: place.text
                wrapMode: Text.NoWrap
                elide: Text.ElideRight
                horizontalAlignment: Text.AlignHCenter
                font.pixelSize: Math.min(Theme.textTiny, 16)
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: 11
                font.weight: place.chosen ? Font.DemiBold : Font.Normal
                color: place.chosen ? Theme.colors.primary : Theme.colors.textSecondary
                Layout.fillWidth: true
            }
            Item {
                Layout.fillHeight: true
            }
        }
    }

    Line {
        width: parent.width
    }
    RowLayout {
        anchors.fill: parent
        spacing: 0

        Place {
            objectName: "tabToday"
            glyph: "today"
            text: qsTr("Today")
            chosen: bar.current === 0
            count: bar.overdue
            onClicked: bar.chosen(0)
        }
        Place {
            objectName: "tabCustomers"
            glyph: "customers"
            text: qsTr("Customers")
            chosen: bar.current === 1
            onClicked: bar.chosen(1)
        }
        AbstractButton {
            id: add

            objectName: "tabLog"
            text: qsTr("Log a visit")
            focusPolicy: Qt.TabFocus
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 1
            Accessible.role: Accessible.Button
            Accessible.name: text
            onClicked: bar.log()

            contentItem: Item {
                Rectangle {
                    anchors.centerIn: parent
                    width: 56
                    height: 48
                    radius: 16
                    color: Theme.colors.primary
                    opacity: add.down ? 0.85 : 1
                    border.width: add.visualFocus ? 2 : 0
                    border.color: Theme.colors.text

                    Icon {
                        anchors.centerIn: parent
                        glyph: "plus"
                        size: 28
                        color: Theme.colors.primaryInk
                    }
                }
            }
        }
        Place {
            objectName: "tabPlan"
            glyph: "calendar"
            text: qsTr("Plan")
            chosen: bar.current === 2
            onClicked: bar.chosen(2)
        }
        Place {
            objectName: "tabMe"
            glyph: "person"
            text: qsTr("Me")
            chosen: bar.current === 3
            count: bar.decisions
            onClicked: bar.chosen(3)
        }
    }
}
