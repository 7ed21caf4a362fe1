import QtQuick
import QtQuick.Layouts
import QtQuick.Controls
import Fieldfare

// Qt 6.4 cannot make this file's delegates from bound components.
// qmllint disable unqualified

// A month to choose a day from. Days are "YYYY-MM-DD", as the catalog writes them.
Sheet {
    id: sheet

    property string day
    property string earliest
    property int shownYear: 2026
    property int shownMonth: 0
    readonly property var language: Qt.locale(Preferences.language)
    signal picked(day: string)

    function open_at(start: string) {
        const first = start !== "" ? start : earliest;
        const from = first === "" ? new Date() : new Date(first + "T12:00:00");
        day = start;
        shownYear = from.getFullYear();
        shownMonth = from.getMonth();
        open();
    }
    function text_of(date: date): string {
        return Qt.formatDate(date, "yyyy-MM-dd");
    }
    function turn(by: int) {
        const next = new Date(shownYear, shownMonth + by, 15);
        shownYear = next.getFullYear();
        shownMonth = next.getMonth();
    }

    title: qsTr("Choose a day")

    RowLayout {
        Layout.fillWidth: true

        IconAction {
            glyph: "chevron-left"
            text: qsTr("Previous month")
            onClicked: sheet.turn(-1)
        }
        PlainLabel {
            objectName: "shownMonth"
            //: How a month and its year are written (Qt's format of dates).
            text: new Date(sheet.shownYear, sheet.shownMonth, 1).toLocaleDateString(sheet.language, qsTr("MMMM yyyy"))
            font.weight: Font.DemiBold
            horizontalAlignment: Text.AlignHCenter
            Layout.fillWidth: true
        }
        IconAction {
            glyph: "chevron-right"
            text: qsTr("Next month")
            onClicked: sheet.turn(1)
        }
    }
    // As wide as the grid: each name stands above its days.
    DayOfWeekRow {
        locale: sheet.language // qmllint disable type
        spacing: 0
        leftPadding: 0
        rightPadding: 0
        Layout.fillWidth: true
        delegate: PlainLabel {
            required property string narrowName

            text: narrowName
            horizontalAlignment: Text.AlignHCenter
            font.pixelSize: Theme.textTiny
            color: Theme.colors.textSecondary
        }
    }
    MonthGrid {
        id: grid

        month: sheet.shownMonth
        year: sheet.shownYear
        locale: sheet.language // qmllint disable type
        spacing: 0
        padding: 0
        Layout.fillWidth: true
        Layout.preferredHeight: 6 * Theme.touch
        delegate: AbstractButton {
            id: cell

            required property date date
            required property int month
            required property int day
            readonly property string value: Qt.formatDate(date, "yyyy-MM-dd")
            readonly property bool chosen: value === sheet.day
            readonly property bool beside: month !== sheet.shownMonth

            objectName: "day_" + value
            implicitHeight: Theme.touch
            enabled: sheet.earliest === "" || value >= sheet.earliest
            opacity: enabled ? 1 : 0.35
            text: day
            onClicked: {
                sheet.picked(value);
                sheet.close();
            }
            contentItem: Item {
                Rectangle {
                    anchors.centerIn: parent
                    width: 40
                    height: 40
                    radius: 20
                    color: cell.chosen ? Theme.colors.primary : cell.down ? Theme.colors.primarySoft : "transparent"
                    border.width: cell.value === Days.today ? 1 : 0
                    border.color: Theme.colors.primary
                }
                PlainLabel {
                    anchors.centerIn: parent
                    text: cell.text
                    wrapMode: Text.NoWrap
                    font.pixelSize: Math.min(Theme.textBody, 20)
                    color: cell.chosen ? Theme.colors.primaryInk : cell.beside ? Theme.colors.textSecondary : Theme.colors.text
                }
            }
        }
    }
}
