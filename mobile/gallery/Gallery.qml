import QtQuick
import QtQuick.Controls
import QtQuick.Controls.Material
import QtQuick.Layouts
import Fieldfare

// Every component, with made-up data.
ApplicationWindow {
    id: window

    width: 420
    height: body.implicitHeight + 32
    visible: true
    title: "Fieldfare – gallery"
    color: Theme.colors.background
    Material.theme: Theme.dark ? Material.Dark : Material.Light

    ColumnLayout {
        id: body

        x: 16
        y: 16
        width: parent.width - 32
        spacing: 14

        SectionTitle {
            text: "SectionTitle"
            count: "3"
            tone: Tone.Bad
            glyph: "alert"
            Layout.fillWidth: true
        }
        Flow {
            spacing: 6
            Layout.fillWidth: true

            Repeater {
                model: ["Neutral", "Info", "Good", "Warning", "Bad", "Accent"]
                delegate: Badge {
                    required property int index
                    required property string modelData

                    text: modelData
                    tone: index
                    glyph: index > 2 ? "alert" : ""
                }
            }
        }
        Flow {
            spacing: 8
            Layout.fillWidth: true

            Chip {
                text: "拜访"
                glyph: "channel-visit"
                checked: true
            }
            Chip {
                text: "电话"
                glyph: "channel-phone"
            }
            Chip {
                text: "E-mail"
                glyph: "channel-email"
            }
        }
        Flow {
            Layout.fillWidth: true

            SyncPill {
                label: "Synced"
                glyph: "synced"
                tone: Tone.Good
                lastTime: "14:05"
            }
            SyncPill {
                label: "3 to send"
                glyph: "pending"
                tone: Tone.Info
            }
            SyncPill {
                label: "Offline"
                glyph: "offline"
            }
            SyncPill {
                label: "Needs attention"
                glyph: "alert"
                tone: Tone.Bad
            }
        }
        PrimaryButton {
            text: "PrimaryButton"
            glyph: "check"
            Layout.fillWidth: true
        }
        PrimaryButton {
            text: "Disabled"
            enabled: false
            Layout.fillWidth: true
        }
        RowLayout {
            QuietButton {
                text: "Quiet"
                glyph: "edit"
            }
            QuietButton {
                text: "Danger"
                glyph: "trash"
                tone: Tone.Bad
            }
            IconAction {
                glyph: "plus"
                text: "Add"
            }
        }
        FieldFrame {
            label: "LineInput"
            mandatory: true
            help: "Help stands here."
            Layout.fillWidth: true

            LineInput {
                placeholderText: "Placeholder"
                Layout.fillWidth: true
            }
        }
        FieldFrame {
            label: "NoteInput"
            error: "An error stands here."
            Layout.fillWidth: true

            NoteInput {
                text: "客户对新方案感兴趣，预算待确认。"
                invalid: true
                leastHeight: 64
                Layout.fillWidth: true
            }
        }
        SearchInput {
            placeholderText: "SearchInput"
            text: "zwbld"
            Layout.fillWidth: true
        }
        Notice {
            text: "Notice: the server cannot be reached."
            tone: Tone.Bad
            Layout.fillWidth: true
        }
        FollowupCard {
            customerName: "杭州云帆智能制造有限公司"
            classLabel: "A类"
            classTone: Tone.Accent
            stageLabel: "方案"
            dueText: "逾期 3 天"
            overdue: true
            why: "A类每周一次（工具包）；上次联系 10月9日"
            lastNote: "客户对价格敏感，需要再报一次价"
            person: "王建国"
            canCall: true
            canNavigate: true
            canComplete: true
            Layout.fillWidth: true
        }
        CustomerRow {
            name: "张伟便利店"
            detail: "零售 · 杭州市西湖区"
            classLabel: "B类"
            classTone: Tone.Info
            stageLabel: "意向"
            dueText: "今天到期"
            Layout.fillWidth: true
        }
        TimelineEntry {
            title: "拜访"
            when: "10月9日 14:05"
            who: "李娜"
            glyph: "channel-visit"
            body: "介绍了新产品，客户希望下周试用。"
            feedback: "价格可以接受"
            nextStep: "10月16日 送样机"
            unsent: true
            Layout.fillWidth: true
        }
        Group {
            Layout.fillWidth: true

            SettingRow {
                glyph: "language"
                text: "SettingRow"
                value: "中文"
                Layout.fillWidth: true
            }
        }
        EmptyState {
            glyph: "calendar"
            title: "EmptyState"
            hint: "Says what to do."
            actionText: "Do it"
            Layout.fillWidth: true
        }
        BottomBar {
            overdue: 5
            Layout.fillWidth: true
        }
    }
}
