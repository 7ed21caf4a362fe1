// What the organisation hides from a role, outside the account team.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/catalog/entities.h"
#include "tests/unit/sync/authority_world.h"

namespace fieldfare {
namespace {

namespace catalog = core::catalog;
using core::Classes;
using core::ErrorCode;
using core::Sensitivity;
using tests::AuthorityWorld;
using Kind = sync::Verdict::Kind;

constexpr auto revenue_at = catalog::customer.at("annual_revenue");
constexpr auto phone_at = catalog::contact.at("phone");
constexpr std::int64_t revenue_of_acme = 98'765'432;

Classes only(Sensitivity one) {
    Classes classes;
    classes.add(one);
    return classes;
}

struct Masks : testing::Test {
    AuthorityWorld world;
    AuthorityWorld::Device& li = world.enrol(world.li);
    AuthorityWorld::Device& wang = world.enrol(world.wang);
    core::Uuid acme = world.id();
    core::Uuid person = world.id();

    void SetUp() override {
        auto filed = world.new_customer(li, acme, world.li);
        filed.cells.push_back({catalog::customer.fields[revenue_at].id, {}, revenue_of_acme, {}});
        world.save(li, {filed});
        EXPECT_EQ(world.save(li, {card(li, person, "13912345678")}).kind, Kind::applied);
    }

    core::Change card(const AuthorityWorld::Device& device, const core::Uuid& id, const char* phone) {
        core::Change change{core::ChangeKind::add, &catalog::contact, id, world.stamp(device), {}, {}};
        const auto field = [](std::size_t at) { return catalog::contact.fields[at].id; };
        change.cells = {{field(catalog::contact.at("customer")), {}, acme, {}},
                        {field(catalog::contact.at("name")), {}, std::string("张经理"), {}},
                        {field(phone_at), {}, std::string(phone), {}}};
        return change;
    }
    core::Change set_revenue(const AuthorityWorld::Device& device) {
        return world.set_field(device, acme, revenue_at, std::int64_t{1});
    }
    void mask(const char* role, Classes classes) {
        ASSERT_TRUE(world.authority.mask(*world.ledger, world.org, role, classes).ok());
    }
    sync::PullPage page(const AuthorityWorld::Device& device, const sync::Cursor& from = {}) {
        return world.authority.pull(*world.ledger, device.principal, from).value();
    }
    static const core::Row* row_of(const sync::PullPage& page, const core::Uuid& id) {
        const auto found = std::ranges::find(page.rows, id, &core::Row::id);
        return found == page.rows.end() ? nullptr : &*found;
    }
    void share_with_wang(bool with) {
        const auto field = catalog::customer.fields[catalog::customer.at("collaborators")].id;
        const auto row = world.customer(acme);
        const auto* clock = row.clocks.find({field, world.wang.text()});
        core::Change change{core::ChangeKind::update, &catalog::customer, acme, world.stamp(li), {}, {}};
        change.cells = {{field, world.wang.text(), std::int64_t{with}, clock ? clock->stamp : core::Stamp{}}};
        EXPECT_EQ(world.save(li, {change}).kind, Kind::applied);
    }
};

TEST_F(Masks, nothing_is_hidden_until_the_organisation_says_so) {
    const auto all = page(wang);
    EXPECT_EQ(row_of(all, acme)->integer(revenue_at), revenue_of_acme);
    EXPECT_TRUE(all.masked.empty());
}

TEST_F(Masks, a_hidden_class_is_left_out_of_rows_and_the_page_says_of_which) {
    mask("lead", only(Sensitivity::revenue));
    const auto all = page(wang);
    EXPECT_FALSE(row_of(all, acme)->has(revenue_at));
    EXPECT_EQ(row_of(all, acme)->clocks, world.customer(acme).clocks)
        << "what it comes to does not depend on who sees it";
    EXPECT_EQ(row_of(all, person)->text(phone_at), "13912345678") << "another class";
    EXPECT_EQ(all.masked, (std::vector<sync::MaskedCustomer>{{acme, only(Sensitivity::revenue)}}));
    EXPECT_EQ(row_of(page(li), acme)->integer(revenue_at), revenue_of_acme) << "it is his own";
}

TEST_F(Masks, where_one_begins_what_is_held_goes_and_comes_again_without_it) {
    const auto before = page(wang);
    mask("lead", only(Sensitivity::contact_data));
    const auto after = page(wang, before.cursor);
    EXPECT_EQ(after.exits, std::vector{acme});
    ASSERT_NE(row_of(after, person), nullptr);
    EXPECT_FALSE(row_of(after, person)->has(phone_at));
    EXPECT_EQ(after.digest, before.digest);
}

TEST_F(Masks, where_one_ends_the_rows_come_again_and_nothing_goes) {
    mask("lead", Classes::every());
    const auto before = page(wang);
    mask("lead", only(Sensitivity::revenue));
    const auto after = page(wang, before.cursor);
    EXPECT_TRUE(after.exits.empty());
    EXPECT_EQ(row_of(after, person)->text(phone_at), "13912345678");
    EXPECT_EQ(after.masked, (std::vector<sync::MaskedCustomer>{{acme, only(Sensitivity::revenue)}}));
}

TEST_F(Masks, one_that_came_and_went_while_the_device_was_away_still_takes_what_it_holds) {
    const auto before = page(wang);
    mask("lead", Classes::every());
    mask("lead", {});
    const auto after = page(wang, before.cursor);
    EXPECT_EQ(after.exits, std::vector{acme});
    EXPECT_EQ(row_of(after, acme)->integer(revenue_at), revenue_of_acme);
}

TEST_F(Masks, who_works_on_the_customer_sees_it_whole_for_as_long_as_he_does) {
    mask("lead", Classes::every());
    const auto hidden = page(wang);
    share_with_wang(true);
    const auto shared = page(wang, hidden.cursor);
    EXPECT_TRUE(shared.exits.empty());
    EXPECT_TRUE(shared.masked.empty());
    EXPECT_EQ(row_of(shared, acme)->integer(revenue_at), revenue_of_acme);
    EXPECT_EQ(row_of(shared, person)->text(phone_at), "13912345678");
    EXPECT_EQ(world.save(wang, {set_revenue(wang)}).kind, Kind::applied);
    share_with_wang(false);
    const auto unshared = page(wang, shared.cursor);
    EXPECT_EQ(unshared.exits, std::vector{acme});
    EXPECT_FALSE(row_of(unshared, acme)->has(revenue_at));
}

TEST_F(Masks, it_goes_with_the_role) {
    mask("lead", Classes::every());
    world.become(world.wang, "director", world.north);
    EXPECT_TRUE(row_of(page(wang), acme)->has(revenue_at));
    world.become(world.wang, "lead", world.north);
    EXPECT_FALSE(row_of(page(wang), acme)->has(revenue_at));
}

TEST_F(Masks, nobody_writes_what_is_hidden_from_him) {
    mask("lead", Classes::every());
    const auto refused = world.save(wang, {set_revenue(wang)});
    EXPECT_EQ(refused.kind, Kind::quarantined);
    EXPECT_EQ(refused.reason, ErrorCode::forbidden);
    EXPECT_EQ(refused.detail, "customer.annual_revenue");
    EXPECT_EQ(world.save(wang, {card(wang, world.id(), "13800000000")}).detail, "contact.phone");
    EXPECT_EQ(world.save(wang, {world.set_name(wang, acme, "by the lead")}).kind, Kind::applied);
    EXPECT_EQ(world.customer(acme).integer(revenue_at), revenue_of_acme);
    // Of his own account team he is the first.
    auto filed = world.new_customer(wang, world.id(), world.wang);
    filed.cells.push_back({catalog::customer.fields[revenue_at].id, {}, std::int64_t{5}, {}});
    EXPECT_EQ(world.save(wang, {filed}).kind, Kind::applied);
}

TEST_F(Masks, nobody_lets_himself_see_what_is_hidden_from_him) {
    const auto joins = [&](const core::Uuid& user) {
        const auto field = catalog::customer.fields[catalog::customer.at("collaborators")].id;
        core::Change change{core::ChangeKind::update, &catalog::customer, acme, world.stamp(wang), {}, {}};
        change.cells = {{field, user.text(), std::int64_t{1}, {}}};
        return world.save(wang, {change});
    };
    mask("lead", only(Sensitivity::revenue));
    const auto joined = joins(world.wang);
    EXPECT_EQ(joined.reason, ErrorCode::forbidden);
    EXPECT_EQ(joined.detail, "customer.collaborators");
    const auto taken = world.save(wang, {world.set_field(wang, acme, catalog::customer.at("owner"), world.wang)});
    EXPECT_EQ(taken.reason, ErrorCode::forbidden);
    EXPECT_EQ(taken.detail, "customer.owner");
    EXPECT_FALSE(row_of(page(wang), acme)->has(revenue_at));
    EXPECT_EQ(joins(world.sun).kind, Kind::applied) << "another person";
    share_with_wang(true);
    EXPECT_TRUE(row_of(page(wang), acme)->has(revenue_at)) << "by somebody who sees it";
    share_with_wang(false);
    mask("lead", {});
    EXPECT_EQ(joins(world.wang).kind, Kind::applied) << "nothing is hidden from him";
}

TEST_F(Masks, a_director_may_not_either) {
    world.become(world.wang, "director", world.north);
    mask("director", Classes::every());
    EXPECT_EQ(world.save(wang, {set_revenue(wang)}).reason, ErrorCode::forbidden);
}

TEST_F(Masks, what_was_written_while_it_was_shown_is_taken_later) {
    const auto written = set_revenue(wang);
    world.clock.advance(60'000);
    mask("lead", Classes::every());
    EXPECT_EQ(world.save(wang, {written}).kind, Kind::applied);
    EXPECT_EQ(world.customer(acme).integer(revenue_at), 1);
}

TEST_F(Masks, who_sees_it_takes_what_its_author_may_not_write) {
    mask("lead", Classes::every());
    const auto refused = world.save(wang, {set_revenue(wang)});
    const auto& chief = world.enrol(world.sun);
    world.become(world.sun, "director", world.south);
    auto by = chief.principal;
    by.role = "director";
    const auto take = [&] {
        return world.authority.accept(*world.ledger, by, wang.principal.device, wang.principal.epoch, refused.number);
    };
    mask("director", Classes::every());
    EXPECT_EQ(take().error().code, ErrorCode::forbidden);
    mask("director", {});
    ASSERT_TRUE(take().ok());
    EXPECT_EQ(world.customer(acme).integer(revenue_at), 1);
}

// He went on before somebody took it, and another one from there: that one knows no less.
TEST_F(Masks, what_its_author_had_gone_on_from_is_no_conflict_when_it_is_taken) {
    mask("lead", only(Sensitivity::revenue));
    const auto industry = catalog::customer.at("industry");
    auto first = world.set_field(wang, acme, industry, std::string("一"));
    first.cells.push_back({catalog::customer.fields[revenue_at].id, {}, std::int64_t{1}, {}});
    const auto refused = world.save(wang, {first});
    ASSERT_EQ(refused.kind, Kind::quarantined);
    auto next = world.set_field(wang, acme, industry, std::string("二"));
    next.cells.front().base = first.stamp;
    ASSERT_EQ(world.save(wang, {next}).kind, Kind::applied);
    ASSERT_EQ(world.save(li, {world.set_field(li, acme, industry, std::string("三"))}).kind, Kind::applied);
    const auto& chief = world.enrol(world.sun);
    world.become(world.sun, "director", world.south);
    auto by = chief.principal;
    by.role = "director";
    ASSERT_TRUE(
        world.authority.accept(*world.ledger, by, wang.principal.device, wang.principal.epoch, refused.number).ok());
    EXPECT_EQ(world.customer(acme).text(industry), "三");
    const core::Cell cell{catalog::customer.fields[industry].id, {}};
    EXPECT_TRUE(world.ledger->open_conflicts(catalog::customer, acme, cell)->empty());
}

// The page ends while the rows of the customer arrive; the view under which more is hidden began without any of its
// parts beginning there: his work on the customer ended, and what he sees as a lead goes on.
TEST_F(Masks, a_page_may_end_among_rows_from_which_more_is_hidden) {
    mask("lead", only(Sensitivity::revenue));
    share_with_wang(true);
    const auto before = page(wang).cursor;
    share_with_wang(false);
    std::vector<core::Uuid> come;
    auto cursor = before;
    sync::PullLimits limits;
    limits.items = 2;
    for (bool more = true; more;) {
        const auto part = world.authority.pull(*world.ledger, wang.principal, cursor, limits).value();
        for (const auto& row : part.rows) come.push_back(row.id);
        cursor = part.cursor;
        more = part.more;
    }
    EXPECT_EQ(std::ranges::count(come, acme), 1);
    EXPECT_EQ(std::ranges::count(come, person), 1);
}

// Nothing changes, but his phone holds what he wrote and must not go on doing so.
TEST_F(Masks, what_somebody_gives_up_of_it_comes_again_without_it) {
    mask("lead", only(Sensitivity::revenue));
    const auto held = page(wang).cursor;
    auto refused = set_revenue(wang);
    ASSERT_EQ(world.save(wang, {refused}).kind, Kind::quarantined);
    refused.kind = core::ChangeKind::discard;
    refused.cells.clear();
    EXPECT_EQ(world.save(wang, {refused}).kind, Kind::applied);
    const auto again = page(wang, held);
    ASSERT_NE(row_of(again, acme), nullptr);
    EXPECT_TRUE(core::is_null(row_of(again, acme)->values[revenue_at]));
}

TEST_F(Masks, verdicts_and_repairs_hide_it_too) {
    const auto seen = world.set_name(wang, acme, "older");
    world.save(li, {world.set_name(li, acme, "newer")});
    mask("lead", Classes::every());
    const auto request = world.request(wang, {{seen}});
    for (const bool again : {false, true}) {
        const auto reply = world.push(wang, request);
        ASSERT_TRUE(reply.ok()) << again;
        ASSERT_EQ(reply->verdicts.at(0).rows.size(), 1U) << again;
        EXPECT_FALSE(reply->verdicts[0].rows[0].has(revenue_at)) << again;
    }
    const auto all = page(wang);
    for (int bucket = 0; bucket < 256; ++bucket) {
        sync::RepairRequest lost;
        lost.cursor = all.cursor;
        lost.bucket = static_cast<std::uint8_t>(bucket);
        const auto reply = world.authority.repair(*world.ledger, wang.principal, lost);
        ASSERT_TRUE(reply.ok());
        for (const auto& row : reply->rows) {
            if (row.id == acme) {
                EXPECT_FALSE(row.has(revenue_at));
                EXPECT_EQ(reply->masked, (std::vector<sync::MaskedCustomer>{{acme, Classes::every()}}));
            }
            if (row.id == person) {
                EXPECT_FALSE(row.has(phone_at));
            }
        }
    }
}

}  // namespace
}  // namespace fieldfare
