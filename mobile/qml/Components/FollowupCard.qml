pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare

// A customer who is due: who, why, since when, what was said last, and what to do now. Swiped to the right it logs a visit, to
// the left it postpones; for each there is a button, too.
T.SwipeDelegate {
    id: card

    objectName: "followupCard"

    required property string customerName
    // Not on the customer's own page.
    property bool showsName: true
    property string classLabel
    property int classTone: Tone.Neutral
    property string stageLabel
    property string dueText
    property bool overdue: false
    property string why
    property string lastNote
    // Whom a call would reach.
    property string person
    // What cannot be done is not offered: without a phone number, without an address, without a plan.
    property bool canCall: false
    property bool canNavigate: false
    property bool canComplete: false
    signal log
    signal call
    signal navigate
    signal postpone
    signal complete

    // As far as it takes for letting go to act.
    readonly property bool armed: Math.abs(swipe.position) > 0.5

    function swiped() {
        const to_the_right = swipe.position > 0;
        swipe.close();
        if (to_the_right)
            log();
        else
            postpone();
    }

    implicitWidth: 200
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    padding: 14
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.Button
    Accessible.name: customerName + ", " + dueText + ", " + why

    swipe.left: SwipeSide {
        objectName: "swipeLog"
        text: qsTr("Log a visit")
        glyph: "edit"
        armed: card.armed
    }
    swipe.right: canComplete ? postponing : null
    swipe.transition: Transition {
        NumberAnimation {
            duration: 120
            easing.type: Easing.OutCubic
        }
    }
    swipe.onCompleted: end_of_swipe.start()

    // Not at once: the swipe has not taken note of its own end then.
    Timer {
        id: end_of_swipe

        interval: 0
        onTriggered: card.swiped()
    }

    Component {
        id: postponing

        SwipeSide {
            objectName: "swipePostpone"
            text: qsTr("Postpone")
            glyph: "calendar"
            tone: Tone.Neutral
            armed: card.armed
            x: parent ? parent.width - width : 0
        }
    }

    background: CardGround {
        pressed: card.down && card.swipe.position === 0
        focused: card.visualFocus
    }
    contentItem: ColumnLayout {
        spacing: 6

        // The icons reach into the margins, and over the badges' line, where nothing else is touched.
        GridLayout {
            columns: Theme.largeText ? 1 : 2
            columnSpacing: 4
            rowSpacing: 6
            Layout.fillWidth: true

            PlainLabel {
                objectName: "cardName"
                visible: card.showsName
                text: card.customerName
                font.pixelSize: Theme.textHeading
                font.weight: Font.DemiBold
                maximumLineCount: Theme.largeText ? 4 : 2
                elide: Text.ElideRight
                Layout.alignment: Qt.AlignTop
                Layout.fillWidth: true
            }
            Row {
                visible: card.canCall || card.canNavigate
                z: 1
                Layout.row: Theme.largeText ? 2 : 0
                Layout.column: Theme.largeText ? 0 : 1
                Layout.alignment: Qt.AlignTop
                Layout.topMargin: Theme.largeText ? -6 : -8
                Layout.bottomMargin: Theme.largeText ? 0 : -18
                Layout.leftMargin: Theme.largeText ? -12 : 0
                Layout.rightMargin: -10

                IconAction {
                    objectName: "cardCall"
                    visible: card.canCall
                    glyph: "channel-phone"
                    tint: Theme.colors.primary
                    text: qsTr("Call %1").arg(card.person)
                    onClicked: card.call()
                }
                IconAction {
                    objectName: "cardNavigate"
                    visible: card.canNavigate
                    glyph: "navigate"
                    tint: Theme.colors.primary
                    text: qsTr("Navigate to %1").arg(card.customerName)
                    onClicked: card.navigate()
                }
            }
            Flow {
                objectName: "cardBadges"
                spacing: 6
                Layout.row: 1
                Layout.column: 0
                Layout.columnSpan: Theme.largeText ? 1 : 2
                Layout.fillWidth: true

                Badge {
                    text: card.dueText
                    tone: card.overdue ? Tone.Bad : Tone.Info
                    glyph: card.overdue ? "alert" : "clock"
                }
                Badge {
                    text: card.classLabel
                    tone: card.classTone
                }
                Badge {
                    text: card.stageLabel
                }
            }
        }
        PlainLabel {
            visible: text !== ""
            text: card.why
            font.pixelSize: Theme.textSmall
            color: card.canComplete ? Theme.colors.text : Theme.colors.textSecondary
            Layout.fillWidth: true
        }
        RowLayout {
            visible: card.lastNote !== ""
            spacing: 6
            Layout.fillWidth: true

            Icon {
                glyph: "note"
                size: 16
                Layout.alignment: Qt.AlignTop
                Layout.topMargin: 2
            }
            PlainLabel {
                text: card.lastNote
                font.pixelSize: Theme.textSmall
                color: Theme.colors.textSecondary
                maximumLineCount: 2
                elide: Text.ElideRight
                Layout.fillWidth: true
            }
        }
        // Plain words, so that the customers stand out and not what can be done with each of them.
        Flow {
            Layout.fillWidth: true
            Layout.leftMargin: -8
            Layout.bottomMargin: -10

            QuietButton {
                objectName: "cardLog"
                text: qsTr("Log a visit")
                glyph: "edit"
                outlined: false
                onClicked: card.log()
            }
            QuietButton {
                objectName: "cardComplete"
                visible: card.canComplete
                text: qsTr("Done")
                glyph: "check"
                tone: Tone.Good
                outlined: false
                onClicked: card.complete()
            }
            QuietButton {
                objectName: "cardPostpone"
                visible: card.canComplete
                text: qsTr("Postpone")
                glyph: "calendar"
                tone: Tone.Neutral
                outlined: false
                onClicked: card.postpone()
            }
        }
    }
}
