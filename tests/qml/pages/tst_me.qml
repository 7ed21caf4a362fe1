import QtQuick
import QtTest
import Fieldfare
import FieldfareTest

TestCase {
    id: test

    name: "Me"
    when: windowShown
    width: 390
    height: 844
    visible: true

    Component {
        id: me_page

        MePage {
            width: 390
            height: 844
        }
    }
    Component {
        id: language_chips

        LanguageChips {
            width: 390
        }
    }
    Component {
        id: sync_page

        SyncCentrePage {
            width: 390
            height: 844
        }
    }
    Component {
        id: plan_page

        PlanPage {
            width: 390
            height: 844
        }
    }
    Component {
        id: enrolment_page

        EnrolmentPage {
            width: 390
            height: 844
        }
    }

    function test_settings_hold() {
        const page = createTemporaryObject(me_page, test);
        Preferences.theme = Preferences.Dark;
        verify(Theme.dark);
        Preferences.theme = Preferences.Light;
        verify(!Theme.dark);
        verify(findChild(page, "keyPlace").value !== "");
    }
    function test_each_language_is_offered_by_its_own_name() {
        const page = createTemporaryObject(me_page, test);
        const setting = findChild(page, "settingLanguage");
        const chips = createTemporaryObject(language_chips, test);
        verify(Preferences.languages.length >= 2);
        for (const language of Preferences.languages) {
            mouseClick(findChild(chips, "language_" + language.code));
            compare(Preferences.language, language.code);
            compare(setting.value, language.name);
        }
        Preferences.language = "";
        compare(setting.value, "As the phone");
        Preferences.language = "en";
    }
    function test_every_unsent_record_is_listed_with_its_state() {
        const page = createTemporaryObject(sync_page, test);
        const list = findChild(page, "outboxList");
        tryVerify(() => list.count >= 6, 5000, "three customers, two visits, one plan");
        const first = list.itemAtIndex(0);
        verify(first.title !== "");
        verify(first.stateLabel !== "");
    }
    function test_pill_says_offline_and_how_many() {
        tryVerify(() => SyncState.pending >= 6);
        verify(SyncState.label !== "");
        verify(SyncState.glyph === "offline" || SyncState.glyph === "pending");
    }
    function test_plan_lists_by_day() {
        const page = createTemporaryObject(plan_page, test);
        const list = findChild(page, "planList");
        tryVerify(() => list.count >= 1);
        // What is late stands on Today.
        for (let i = 0; i < list.count; ++i)
            verify(!list.itemAtIndex(i).overdue);
    }
    function test_pasted_text_fills_both_fields() {
        const page = createTemporaryObject(enrolment_page, test);
        const server = findChild(page, "serverInput");
        server.forceActiveFocus();
        server.insert(0, "fieldfare://enrol?server=https%3A%2F%2Fcrm.example.com&code=ABCD-EFGH");
        server.textEdited();
        tryCompare(findChild(page, "codeInput"), "text", "ABCD-EFGH");
        compare(findChild(page, "serverInput").text, "https://crm.example.com");
        verify(findChild(page, "enrolButton").enabled);
    }
}
