import QtQuick
import QtTest
import Fieldfare
import FieldfareTest

TestCase {
    id: test

    name: "Conflicts"
    when: windowShown
    width: 390
    height: 844
    visible: true

    Component {
        id: conflicts_page

        ConflictsPage {
            width: 390
            height: 844
        }
    }
    Component {
        id: customer_card

        CustomerCard {
            customerId: Fixture.shop
        }
    }
    Component {
        id: rescue_page

        RescuePage {
            width: 390
            height: 844
        }
    }
    Component {
        id: sign_out_page

        SignOutPage {
            width: 390
            height: 844
        }
    }

    function test_both_versions_are_shown_and_mine_comes_back_with_undo() {
        const page = createTemporaryObject(conflicts_page, test);
        const customer = createTemporaryObject(customer_card, test);
        const list = findChild(page, "conflictList");
        tryCompare(customer, "name", "张伟便利店");
        tryCompare(list, "count", 0);
        verify(Fixture.overwrite_name("张伟超市"));
        tryCompare(list, "count", 1);
        const card = list.itemAtIndex(0);
        compare([card.subject, card.title, card.lost, card.kept, card.before, card.current], ["Name", "张伟便利店", "张伟超市", "张伟便利店", "before both", ""]);
        mouseClick(findChild(card, "conflictRestore"));
        tryCompare(customer, "name", "张伟超市");
        tryCompare(list, "count", 0);
        Notices.undo();
        tryCompare(customer, "name", "张伟便利店");
        tryCompare(list, "count", 1);
        mouseClick(findChild(list.itemAtIndex(0), "conflictKeep"));
        tryCompare(list, "count", 0);
        compare(customer.name, "张伟便利店");
    }
    function test_signing_out_is_refused_while_work_would_be_lost() {
        const page = createTemporaryObject(sign_out_page, test);
        tryVerify(() => findChild(page, "signOutUnsent").visible);
        verify(!findChild(page, "signOutButton").enabled);
        verify(findChild(page, "signOutRescue").visible);
    }
    function test_a_rescue_file_is_offered_for_what_was_not_sent() {
        const page = createTemporaryObject(rescue_page, test);
        tryVerify(() => findChild(page, "rescueSave").enabled);
        verify(!findChild(page, "rescueTakeIn").enabled, "the code first");
        verify(!findChild(page, "rescueCode").visible);
    }
}
