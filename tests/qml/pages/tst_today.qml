import QtQuick
import QtTest
import Fieldfare
import FieldfareTest

TestCase {
    id: test

    name: "Today"
    when: windowShown
    width: 390
    height: 844
    visible: true

    TodayPage {
        id: page

        anchors.fill: parent
    }
    SignalSpy {
        id: opened

        target: Router
        signalName: "openCustomer"
    }

    function list() {
        return findChild(page, "todayList");
    }

    function test_1_overdue_first_with_its_why() {
        tryVerify(() => list().count >= 2);
        const first = list().itemAtIndex(0);
        compare(first.customerName, "杭州云帆智能制造有限公司");
        verify(first.overdue);
        verify(first.why.indexOf("Class A weekly (toolkit)") >= 0, first.why);
        verify(first.lastNote.indexOf("新产线") >= 0);
    }
    function test_2_due_today_after() {
        const second = list().itemAtIndex(1);
        compare(second.customerName, "张伟便利店");
        verify(!second.overdue);
        verify(second.why.indexOf("First follow-up 1 day after filing (toolkit)") >= 0, second.why);
    }
    function test_3_a_card_opens_the_customer() {
        opened.clear();
        const first = list().itemAtIndex(0);
        mouseClick(findChild(first, "followupCard"), 60, 24);
        compare(opened.count, 1);
        compare(opened.signalArguments[0][0], Fixture.factory);
    }
    function test_4_speaks_chinese_at_once() {
        Preferences.language = "zh-CN";
        tryVerify(() => list().itemAtIndex(0) !== null && /逾期/.test(list().itemAtIndex(0).dueText));
        Preferences.language = "en";
        tryVerify(() => list().itemAtIndex(0) !== null && /overdue|late/i.test(list().itemAtIndex(0).dueText));
    }
    function test_5_no_card_is_clipped_at_twice_the_size() {
        Preferences.textScale = 2;
        waitForRendering(page);
        const card = findChild(list().itemAtIndex(0), "followupCard");
        tryVerify(() => card.height >= card.contentItem.implicitHeight + card.topPadding + card.bottomPadding);
        for (const name of ["cardLog"])
            verify(findChild(card, name).width <= card.availableWidth);
        Preferences.textScale = 1;
    }
}
