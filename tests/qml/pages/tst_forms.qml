import QtQuick
import QtTest
import Fieldfare
import FieldfareTest

TestCase {
    id: test

    name: "Forms"
    when: windowShown
    width: 390
    height: 844
    visible: true

    Component {
        id: form

        FormModel { }
    }
    Component {
        id: new_page

        NewCustomerPage {
            width: 390
            height: 844
        }
    }
    Component {
        id: edit_page

        RowFormPage {
            width: 390
            height: 844
            title: "Edit"
            entity: "customer"
            rowId: Fixture.shop
        }
    }
    SignalSpy {
        id: saved

        signalName: "saved"
    }

    function loaded(properties) {
        const model = createTemporaryObject(form, test, properties);
        tryVerify(() => model.loaded);
        return model;
    }

    function test_1_every_kind_of_editor_loads() {
        const page = createTemporaryObject(edit_page, test);
        tryVerify(() => findChild(page, "field_name") !== null);
        compare(findChild(page, "field_name").text, "张伟便利店");
    }
    function test_2_all_fields_of_the_catalog_are_there() {
        const model = loaded({
            "entity": "customer",
            "rowId": Fixture.shop
        });
        verify(model.count > 55, model.count);
    }
    function test_3_an_edit_is_kept() {
        const model = loaded({
            "entity": "customer",
            "rowId": Fixture.shop
        });
        verify(!model.dirty);
        model.edit("main_business", "零售、快递代收");
        model.edit("tags", ["社区店", "夜间营业"]);
        model.edit("annual_revenue", "1200000.50");
        verify(model.dirty);
        saved.target = model;
        saved.clear();
        model.save();
        tryCompare(saved, "count", 1);
        const again = loaded({
            "entity": "customer",
            "rowId": Fixture.shop
        });
        compare(again.valueOf("main_business"), "零售、快递代收");
        compare(again.valueOf("annual_revenue"), "1200000.50");
        compare(again.valueOf("tags").length, 2);
    }
    function test_4_what_cannot_be_read_is_marked() {
        const model = loaded({
            "entity": "customer",
            "rowId": Fixture.shop
        });
        saved.target = model;
        saved.clear();
        model.edit("staff_count", "many");
        model.save();
        verify(model.error !== "");
        compare(saved.count, 0);
    }
    function test_5_a_required_field_is_asked_for() {
        const model = loaded({
            "entity": "contact",
            "customerId": Fixture.shop
        });
        saved.target = model;
        saved.clear();
        model.save();
        tryVerify(() => model.error !== "");
        model.edit("name", "陈经理");
        model.save();
        tryCompare(saved, "count", 1);
    }
    function test_5b_the_same_phone_and_credit_code_are_noticed_while_filing() {
        const page = createTemporaryObject(new_page, test, {
            "name": "全新的名字"
        });
        tryVerify(() => page.form.loaded);
        const warning = findChild(page, "duplicateWarning");
        wait(100);
        verify(!warning.visible);
        page.form.edit("contact.phone", "138 0013 8000");
        tryVerify(() => warning.visible);
        page.form.edit("contact.phone", "");
        tryVerify(() => !warning.visible);
    }
    // Codes of the choices that a field offers.
    function choicesOf(model, field) {
        const name_role = Qt.UserRole + 1;
        const choices_role = Qt.UserRole + 7;
        for (let i = 0; i < model.count; ++i) {
            const at = model.index(i, 0);
            if (model.data(at, name_role) === field)
                return model.data(at, choices_role).map(choice => choice.code);
        }
        return [];
    }
    function movePlan(to) {
        const model = loaded({
            "entity": "followup",
            "rowId": Fixture.plan
        });
        saved.target = model;
        saved.clear();
        model.edit("status", to);
        model.save();
        tryCompare(saved, "count", 1);
        return loaded({
            "entity": "followup",
            "rowId": Fixture.plan
        });
    }
    function test_5c_a_state_goes_only_where_it_may() {
        const model = loaded({
            "entity": "followup",
            "rowId": Fixture.plan
        });
        compare(choicesOf(model, "status"), ["pending", "in_progress", "done", "cancelled"]);
        compare(choicesOf(movePlan("done"), "status"), ["pending", "in_progress", "done"]);
        compare(choicesOf(movePlan("pending"), "status").length, 4);
    }
    function test_6_filing_warns_of_the_same_customer() {
        const page = createTemporaryObject(new_page, test, {
            "name": "张伟便利店"
        });
        tryVerify(() => findChild(page, "duplicateWarning") !== null && findChild(page, "duplicateWarning").visible);
    }
}
