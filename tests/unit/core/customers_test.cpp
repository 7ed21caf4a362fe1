#include "core/customers/customers.h"

#include "core/customers/duplicates.h"
#include "core/customers/filing.h"
#include "core/visits/log_visit.h"
#include "tests/unit/core/store_fixture.h"

namespace fieldfare::tests {
namespace {

using core::ErrorCode;
using core::catalog::contact;
using core::catalog::customer;

class CustomersTest : public StoreTest {
  protected:
    core::customers::Filed file(const std::string& name, const std::string& potential = "a") {
        core::customers::FileCustomer wanted;
        wanted.fields[customer.at("name")] = name;
        if (!potential.empty()) wanted.fields[customer.at("potential_class")] = potential;
        return must(core::customers::file(*store_, wanted), "file");
    }
    core::Customers customers() { return {store_->read(), session()}; }
};

TEST_F(CustomersTest, FilingIsOneGroupWithTheFirstContact) {
    core::customers::FileCustomer wanted;
    wanted.fields[customer.at("name")] = std::string("长沙小微商贸有限公司");
    wanted.fields[customer.at("tags")] = core::StringSet{"重点"};
    wanted.contact = core::FieldValues{{contact.at("name"), std::string("李华")}};
    const auto filed = must(core::customers::file(*store_, wanted));
    const auto row = get(customer, filed.customer);
    EXPECT_EQ(row.reference(customer.at("owner")), me_);
    EXPECT_EQ(row.reference(customer.at("filed_by")), me_);
    EXPECT_EQ(row.text(customer.at("filed_on")), "2023-10-09");
    EXPECT_EQ(row.text(customer.at("stage")), "lead");
    EXPECT_EQ(row.text(customer.at("provisional_code")), filed.provisional_code);
    EXPECT_TRUE(filed.provisional_code.starts_with("新-0007-1-")) << filed.provisional_code;
    const auto person = get(contact, *filed.contact);
    EXPECT_EQ(person.integer(contact.at("is_primary")), 1);
    const auto items = outbox();
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items[0].group.changes.size(), 2U);
    EXPECT_EQ(items[0].title.id, filed.customer);
}

TEST_F(CustomersTest, ProvisionalCodesAreNeverUsedTwice) {
    const auto first = file("甲").provisional_code;
    const auto second = file("乙").provisional_code;
    reopen();
    const auto third = file("丙").provisional_code;
    EXPECT_NE(first, second);
    EXPECT_NE(second, third);
    const auto one = *core::Uuid::parse("0190a6b2-7c3d-7e4f-8a5b-6c7d00011f20");
    const auto other = *core::Uuid::parse("0190a6b2-7c3d-7e4f-8a5b-6c7d00011f21");
    EXPECT_EQ(core::customers::provisional_code(0x7F3A, 2, one), "新-7F3A-2-23Z2");
    EXPECT_EQ(core::customers::provisional_code(0x7F3A, 2, other), "新-7F3A-2-23Z3") << "a copy of the phone";
}

TEST_F(CustomersTest, ANamelessCustomerIsRefusedAndNothingIsKept) {
    const auto refused = core::customers::file(*store_, {});
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, ErrorCode::missing_field);
    EXPECT_TRUE(outbox().empty());
}

TEST_F(CustomersTest, EditingWritesOnlyWhatDiffers) {
    const auto filed = file("甲");
    seal();
    const auto seen = get(customer, filed.customer);
    FF_ASSERT_OK(core::customers::edit(*store_, seen,
                                       {{customer.at("name"), std::string("甲")},
                                        {customer.at("industry"), std::string("零售")},
                                        {customer.at("tags"), core::StringSet{"新"}}}));
    const auto items = outbox();
    ASSERT_EQ(items.size(), 2U);
    ASSERT_EQ(items[1].group.changes.size(), 1U);
    EXPECT_EQ(items[1].group.changes[0].cells.size(), 2U);
    EXPECT_EQ(get(customer, filed.customer).text(customer.at("industry")), "零售");
}

TEST_F(CustomersTest, ContactsAreAddedEditedAndRemoved) {
    const auto filed = file("甲");
    const auto id =
        must(core::customers::add_contact(*store_, filed.customer, {{contact.at("name"), std::string("王")}}));
    EXPECT_EQ(get(contact, id).integer(contact.at("is_primary")), 1);
    const auto second =
        must(core::customers::add_contact(*store_, filed.customer, {{contact.at("name"), std::string("张")}}));
    EXPECT_FALSE(get(contact, second).has(contact.at("is_primary")));
    FF_ASSERT_OK(
        core::customers::edit_contact(*store_, get(contact, id), {{contact.at("phone"), std::string("13912345678")}}));
    auto page = must(customers().page(filed.customer));
    ASSERT_EQ(page.contacts.size(), 2U);
    EXPECT_EQ(page.contacts[0].text(contact.at("phone")), "13912345678");
    FF_ASSERT_OK(core::customers::remove_contact(*store_, id));
    EXPECT_EQ(must(customers().page(filed.customer)).contacts.size(), 1U);
    EXPECT_EQ(core::customers::add_contact(*store_, new_id(), {}).error().code, ErrorCode::not_found);
}

TEST_F(CustomersTest, SharingSetsTheCollaborators) {
    const auto filed = file("甲");
    const auto colleague = new_id();
    FF_ASSERT_OK(core::customers::share(*store_, filed.customer, {colleague}));
    EXPECT_EQ(get(customer, filed.customer).set(customer.at("collaborators")), core::StringSet{colleague.text()});
    FF_ASSERT_OK(core::customers::share(*store_, filed.customer, {}));
    EXPECT_FALSE(get(customer, filed.customer).has(customer.at("collaborators")));
}

TEST_F(CustomersTest, RemovingHidesAndRestoringBringsBack) {
    const auto filed = file("甲");
    const auto person =
        must(core::customers::add_contact(*store_, filed.customer, {{contact.at("name"), std::string("王")}}));
    seal();
    FF_ASSERT_OK(core::customers::remove(*store_, filed.customer));
    EXPECT_EQ(outbox().back().group.changes.size(), 2U);
    EXPECT_TRUE(must(customers().list({})).empty());
    EXPECT_EQ(customers().page(filed.customer).error().code, ErrorCode::not_found);
    EXPECT_TRUE(must(store_->read().find(contact, person))->deleted());
    FF_ASSERT_OK(core::customers::restore(*store_, filed.customer));
    EXPECT_EQ(must(customers().list({})).size(), 1U);
}

TEST_F(CustomersTest, ListsByFilterSortAndPage) {
    file("丙", "a");
    advance_days(1);
    file("甲", "b");
    file("乙", "a");
    core::CustomerFilter filter;
    filter.sort = core::CustomerSort::filed;
    auto items = must(customers().list(filter));
    ASSERT_EQ(items.size(), 3U);
    EXPECT_EQ(items[2].customer.text(customer.at("name")), "丙");
    EXPECT_TRUE(items[0].pending);
    filter.potential_class = "a";
    EXPECT_EQ(must(customers().count(filter)), 2);
    filter.sort = core::CustomerSort::name;
    filter.limit = 1;
    filter.offset = 1;
    items = must(customers().list(filter));
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(must(customers().list({})).size(), 3U);
}

TEST_F(CustomersTest, SortedByDueTheOverdueComeFirst) {
    const auto first = file("先").customer;
    advance_days(3);
    const auto second = file("后").customer;
    core::CustomerFilter filter;
    filter.sort = core::CustomerSort::due;
    auto items = must(customers().list(filter));
    ASSERT_EQ(items.size(), 2U);
    EXPECT_EQ(items[0].customer.id, first);
    EXPECT_EQ(items[0].severity.overdue_days, 2);
    core::visits::LogVisit visit;
    visit.customer = first;
    visit.channels = {"phone"};
    FF_ASSERT_OK(core::visits::log(*store_, visit));
    items = must(customers().list(filter));
    EXPECT_EQ(items[0].customer.id, second);
    EXPECT_EQ(items[1].due->rule, "CAD-20");
    EXPECT_EQ(items[1].last_contact_at, clock_.wall());
}

TEST_F(CustomersTest, CompletenessCountsTheExpectedFields) {
    const auto filed = file("甲");
    const auto before = must(customers().page(filed.customer)).completeness_percent;
    FF_ASSERT_OK(core::customers::edit(
        *store_, get(customer, filed.customer),
        {{customer.at("industry"), std::string("零售")}, {customer.at("initial_need"), std::string("物流")}}));
    const auto after = must(customers().page(filed.customer)).completeness_percent;
    EXPECT_GT(before, 0);
    EXPECT_GT(after, before);
    EXPECT_LT(after, 100);
}

TEST_F(CustomersTest, WarnsOfLikelyDuplicates) {
    const auto filed = file("湖南小微商贸有限公司");
    FF_ASSERT_OK(core::customers::add_contact(
        *store_, filed.customer,
        {{contact.at("name"), std::string("王")}, {contact.at("phone"), std::string("139-1234-5678")}}));
    file("不相干");
    const auto ask = [&](const core::customers::DuplicateQuestion& question) {
        return must(core::customers::duplicates(store_->read(), question));
    };
    auto found = ask({.name = "（湖南）小微商贸", .phones = {}, .credit_code = {}, .except = {}});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].likeness, core::customers::Likeness::same_name);
    EXPECT_EQ(found[0].code, filed.provisional_code);
    found = ask({.name = "小微商贸", .phones = {}, .credit_code = {}, .except = {}});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].likeness, core::customers::Likeness::similar_name);
    found = ask({.name = "别的名字", .phones = {"+86 13912345678"}, .credit_code = {}, .except = {}});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].likeness, core::customers::Likeness::same_phone);
    EXPECT_TRUE(ask({.name = "湖南小微商贸", .phones = {}, .credit_code = {}, .except = filed.customer}).empty());
    EXPECT_TRUE(ask({.name = "全新客户", .phones = {"139****5678"}, .credit_code = {}, .except = {}}).empty());
    EXPECT_EQ(core::customers::normal_name("ＡＣＭＥ（上海）股份有限公司"), "acme上海");
}

}  // namespace
}  // namespace fieldfare::tests
