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

    SignalSpy {
        id: logging

        target: Router
        signalName: "logVisit"
    }
    SignalSpy {
        id: told

        target: Notices
        signalName: "told"
    }
    Component {
        id: contacts

        ContactsModel { }
    }
    Component {
        id: form

        FormModel { }
    }

    Component {
        id: label

        PlainLabel {
            wrapMode: Text.WordWrap
            width: 1
        }
    }

    // In how many lines it stands where only what may not be parted stays on one.
    function lines(text) {
        return createTemporaryObject(label, test, {
            "text": text
        }).lineCount;
    }
    function card(row) {
        return findChild(list().itemAtIndex(row), "followupCard");
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
        verify(/First follow-up 1\sday after filing \(toolkit\)/.test(second.why), second.why);
    }
    function test_3_a_card_opens_the_customer() {
        opened.clear();
        const first = list().itemAtIndex(0);
        mouseClick(findChild(first, "followupCard"), 60, 24);
        compare(opened.count, 1);
        compare(opened.signalArguments[0][0], Fixture.factory);
    }
    function test_3a_calls_and_navigates_in_one_touch() {
        Fixture.have_other_apps(true);
        mouseClick(findChild(card(0), "cardCall"));
        compare(Fixture.handedOver, "tel:13800138000");
        mouseClick(findChild(card(0), "cardNavigate"));
        compare(Fixture.handedOver, "geo:0,0?q=江南大道100号");
    }
    function test_3b_a_device_without_such_apps_says_what_it_would_have_used() {
        Fixture.have_other_apps(false);
        told.clear();
        mouseClick(findChild(card(0), "cardCall"));
        compare(told.count, 1);
        verify(told.signalArguments[0][0].indexOf("13800138000") >= 0, told.signalArguments[0][0]);
        mouseClick(findChild(card(0), "cardNavigate"));
        compare(told.count, 2);
        verify(told.signalArguments[1][0].indexOf("江南大道100号") >= 0, told.signalArguments[1][0]);
    }
    function test_3c_what_the_file_has_not_got_is_not_offered() {
        const shop = card(1);
        verify(!findChild(shop, "cardNavigate").visible);
        verify(findChild(shop, "cardCall").visible);
        verify(!findChild(shop, "cardComplete").visible, "no plan to complete");
        const people = createTemporaryObject(contacts, test, {
            "customerId": Fixture.shop
        });
        tryVerify(() => people.count > 0);
        const person = createTemporaryObject(form, test, {
            "entity": "contact",
            "rowId": String(people.data(people.index(0, 0), Qt.UserRole + 1)),
            "customerId": Fixture.shop
        });
        tryVerify(() => person.loaded);
        person.edit("phone", "");
        person.save();
        tryVerify(() => !findChild(card(1), "cardCall").visible);
    }
    function test_3d_what_can_be_done_takes_no_room_from_the_words() {
        const narrow = 340;
        page.anchors.fill = undefined;
        page.width = narrow;
        page.height = test.height;
        waitForRendering(page);
        const badges = findChild(card(0), "cardBadges");
        const badge = badges.children[0];
        verify(badges.children[2].visible && badges.children[2].y === badge.y, "three badges on one line");
        verify(badges.width > narrow - 2 * Theme.margin - 2 * 14 - 1, "under the icons, too");
        for (const name of ["cardCall", "cardNavigate"]) {
            const action = findChild(card(0), name);
            verify(action.width >= Theme.touch && action.height >= Theme.touch);
            const glyph_end = action.mapToItem(badges, 0, (action.height + 24) / 2).y;
            verify(glyph_end <= 0, "the badges begin below the icon: " + glyph_end);
        }
        page.anchors.fill = test;
    }
    function test_3e_no_line_ends_within_a_date() {
        const day = "2026-10-28"; // a month ago or more: written as a date
        compare(lines("28 Oct"), 2, "which the label would do");
        compare(lines(Days.label(day)), 2, "weekday, date");
        compare(lines(list().itemAtIndex(0).why.split("contact ")[1]), 1);
        Preferences.language = "zh-CN";
        tryVerify(() => /^10/.test(Days.label(day)));
        compare(lines("10月28日"), 4, "which the label would do");
        compare(lines(Days.label(day).split(" ")[0]), 1);
        tryVerify(() => list().itemAtIndex(0) !== null && /上次联系/.test(list().itemAtIndex(0).why));
        compare(lines(list().itemAtIndex(0).why.split("上次联系 ")[1]), 1);
        Preferences.language = "en";
        tryVerify(() => list().itemAtIndex(0) !== null && /contact/.test(list().itemAtIndex(0).why));
    }
    function test_3f_swiped_to_the_right_it_logs_and_without_a_plan_it_goes_nowhere_else() {
        const shop = card(1);
        const first = card(0);
        mousePress(first, 150, 80);
        mouseMove(first, 190, 80);
        const side = findChild(first, "swipeLog");
        verify(!side.armed, "not far enough");
        mouseMove(first, 330, 80);
        verify(side.armed);
        compare(logging.count, 0, "not before it is let go");
        mouseRelease(first, 330, 80);
        tryCompare(logging, "count", 1);
        compare(logging.signalArguments[0][0], Fixture.factory);
        mouseDrag(shop, 150, 80, -200, 0);
        wait(0);
        compare(shop.contentItem.x, shop.leftPadding);
        compare(findChild(shop, "swipePostpone"), null);
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
