import QtQuick
import QtTest
import Fieldfare
import FieldfareTest

TestCase {
    id: test

    name: "QuickLog"
    when: windowShown
    width: 390
    height: 844
    visible: true

    Component {
        id: log_page

        QuickLogPage {
            width: 390
            height: 844
        }
    }
    Component {
        id: timeline

        TimelineModel {
            customerId: Fixture.shop
        }
    }
    SignalSpy {
        id: told

        target: Notices
        signalName: "told"
    }

    function open(customer) {
        const page = createTemporaryObject(log_page, test, {
            "customerId": customer,
            "planId": ""
        });
        waitForRendering(page);
        return page;
    }

    function test_0_chips_are_flush_with_the_page_and_large_enough_to_touch() {
        const page = open("");
        const note = findChild(page, "logNote");
        const first = findChild(page, "channel_visit");
        const last = findChild(page, "channel_email");
        compare(first.mapToItem(page, 0, 0).x + Theme.chipInset, note.mapToItem(page, 0, 0).x);
        verify(first.height >= Theme.touch && first.width >= Theme.touch);
        compare(last.mapToItem(page, 0, 0).y - first.mapToItem(page, 0, 0).y, first.height, "rows touch");
    }
    function test_1_proposes_the_most_due() {
        const page = open("");
        tryCompare(findChild(page, "logCustomer"), "text", "杭州云帆智能制造有限公司");
    }
    function test_2_needs_a_channel_and_nothing_else() {
        const page = open(Fixture.shop);
        tryCompare(findChild(page, "logCustomer"), "text", "张伟便利店");
        verify(!findChild(page, "logSave").enabled);
        mouseClick(findChild(page, "channel_phone"));
        verify(findChild(page, "logSave").enabled);
        mouseClick(findChild(page, "channel_phone"));
        verify(!findChild(page, "logSave").enabled);
    }
    function test_3_draft_survives_the_page() {
        const page = open(Fixture.shop);
        tryCompare(findChild(page, "logCustomer"), "text", "张伟便利店");
        findChild(page, "logNote").text = "客户问了新包装";
        page.destroy();
        wait(50);
        const again = open("");
        compare(findChild(again, "logNote").text, "客户问了新包装");
        compare(findChild(again, "logCustomer").text, "张伟便利店");
        verify(findChild(again, "discardDraft").visible);
        verify(!findChild(again, "otherDraft").visible);
    }
    function test_3b_opened_for_another_customer_it_says_that_the_draft_goes_first() {
        const page = open(Fixture.factory);
        compare(findChild(page, "logCustomer").text, "张伟便利店");
        verify(findChild(page, "otherDraft").visible);
    }
    function test_4_saved_is_said_after_it_is_and_can_be_undone() {
        const page = open(Fixture.shop);
        tryCompare(findChild(page, "logNote"), "text", "客户问了新包装");
        mouseClick(findChild(page, "channel_visit"));
        mouseClick(findChild(page, "day_three"));
        told.clear();
        mouseClick(findChild(page, "logSave"));
        tryCompare(told, "count", 1);
        verify(told.signalArguments[0][1]);
        const model = createTemporaryObject(timeline, test);
        tryVerify(() => model.loaded && model.count >= 3, 5000, "visit, plan and filing");
        const before = model.count;
        Notices.undo();
        tryVerify(() => model.count < before);
    }
    function test_5_no_draft_is_left() {
        const page = open(Fixture.shop);
        tryCompare(findChild(page, "logCustomer"), "text", "张伟便利店");
        compare(findChild(page, "logNote").text, "");
    }
}
