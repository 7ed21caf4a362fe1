import QtQuick
import QtTest
import Fieldfare
import FieldfareTest

TestCase {
    id: test

    name: "Customers"
    when: windowShown
    width: 390
    height: 844
    visible: true

    CustomersPage {
        id: page

        width: 390
        height: 844
    }
    Component {
        id: facts_model

        FactsModel {
            customerId: Fixture.factory
        }
    }
    Component {
        id: customer_page

        CustomerPage {
            width: 390
            height: 844
            customerId: Fixture.factory
        }
    }

    Component {
        id: contact_form

        FormModel {
            entity: "contact"
            customerId: Fixture.trader
        }
    }
    Component {
        id: trader_page

        CustomerPage {
            width: 390
            height: 844
            customerId: Fixture.trader
        }
    }

    function list() {
        return findChild(page, "customerList");
    }
    function search(text) {
        findChild(page, "customerSearch").text = text;
    }
    function formRow(form, name) {
        for (let i = 0; i < form.count; ++i)
            if (form.data(form.index(i, 0), Qt.UserRole + 1) === name)
                return form.index(i, 0);
        fail(name + " is in no row of the form");
    }
    function names() {
        const found = [];
        for (let i = 0; i < list().count; ++i)
            found.push(list().itemAtIndex(i).name);
        return found;
    }

    function test_all_are_listed() {
        search("");
        tryVerify(() => list().count >= 3);
    }
    function test_found_data() {
        return [
            {
                tag: "two characters",
                typed: "云帆",
                name: "杭州云帆智能制造有限公司"
            },
            {
                tag: "initials",
                typed: "zwbld",
                name: "张伟便利店"
            },
            {
                tag: "beginning of a word",
                typed: "nordl",
                name: "Nordlicht Handels GmbH"
            }
        ];
    }
    function test_found(data) {
        search(data.typed);
        tryVerify(() => list().count === 1 && names()[0] === data.name, 5000, String(names()));
    }
    function test_nothing_found_says_so() {
        search("qqqq");
        tryCompare(list(), "count", 0);
        search("");
        tryVerify(() => list().count >= 3);
    }
    function test_facts_have_the_day_of_the_oldest_visit_as_first_contact() {
        const facts = createTemporaryObject(facts_model, test);
        tryVerify(() => facts.count > 0);
        const label = Catalog.field("customer", "first_contact_on", Preferences.language);
        const found = [];
        for (let i = 0; i < facts.count; ++i)
            if (facts.data(facts.index(i, 0), Qt.UserRole + 1) === label)
                found.push(facts.data(facts.index(i, 0), Qt.UserRole + 2));
        compare(found.length, 1);
        verify(/^\d{4}-\d\d-\d\d$/.test(found[0]), found[0]);
    }
    function test_page_shows_head_timeline_and_contacts() {
        const opened = createTemporaryObject(customer_page, test);
        tryVerify(() => findChild(opened, "timelineEntry0") !== null);
        const texts = [];
        for (let i = 0; findChild(opened, "timelineEntry" + i) !== null; ++i)
            texts.push(findChild(opened, "timelineEntry" + i).body);
        verify(texts.some(text => text.indexOf("新产线") >= 0), texts.join("|"));
        opened.view = 1;
        tryVerify(() => findChild(opened, "addContact").visible);
    }
    function test_what_the_organisation_hides_is_said_and_comes_back() {
        const opened = createTemporaryObject(trader_page, test);
        const call = () => findChild(opened, "customerCall");
        const card = () => findChild(opened, "contactCard0");
        const note = () => findChild(opened, "phoneHidden");
        opened.view = 1;
        tryVerify(() => card() !== null && call().visible);
        compare(note().visible, false);
        compare(card().hiddenText, "");

        verify(Fixture.hide_trader(true));
        tryVerify(() => note().visible && !call().visible);
        verify(note().text.indexOf("hidden by your organisation") > 0, note().text);
        tryVerify(() => card() !== null && card().hiddenText !== "");
        verify(/^Hidden by your organisation: .*Phone.*WeChat/.test(card().hiddenText), card().hiddenText);
        verify(card().Accessible.name.indexOf(card().hiddenText) > 0, card().Accessible.name);
        const facts = createTemporaryObject(facts_model, test, {
            "customerId": Fixture.trader
        });
        const said = () => {
            const values = [];
            for (let i = 0; i < facts.count; ++i)
                if (facts.data(facts.index(i, 0), Qt.UserRole + 1) === Catalog.field("customer", "annual_revenue", "en"))
                    values.push(facts.data(facts.index(i, 0), Qt.UserRole + 2));
            return values.join();
        };
        tryVerify(() => said() === "Hidden by your organisation", 5000, said());
        const form = createTemporaryObject(contact_form, test, {
            "rowId": card().contactId
        });
        tryVerify(() => form.loaded);
        const phone = formRow(form, "phone");
        compare(form.data(phone, Qt.UserRole + 6), "Hidden by your organisation");
        compare(form.data(phone, Qt.UserRole + 9), true, "nobody fills in what is hidden from him");

        verify(Fixture.hide_trader(false));
        tryVerify(() => call().visible && !note().visible && card() !== null && card().hiddenText === "");
    }
}
