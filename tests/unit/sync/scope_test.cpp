// Who may write what, and what a pull shows him.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/catalog/entities.h"
#include "tests/unit/sync/authority_world.h"

namespace fieldfare {
namespace {

namespace catalog = core::catalog;
using core::ErrorCode;
using tests::AuthorityWorld;
using tests::customer_name;
using Kind = sync::Verdict::Kind;

constexpr auto owner = catalog::customer.at("owner");

struct Scopes : testing::Test {
    AuthorityWorld world;
    AuthorityWorld::Device& li = world.enrol(world.li);
    AuthorityWorld::Device& zhao = world.enrol(world.zhao);
    AuthorityWorld::Device& wang = world.enrol(world.wang);
    AuthorityWorld::Device& sun = world.enrol(world.sun);
    core::Uuid acme = world.id();
    core::Uuid visit = world.id();

    void SetUp() override {
        world.save(li, {world.new_customer(li, acme, world.li)});
        world.save(li, {world.new_visit(li, visit, acme)});
    }

    core::Change share(const core::Uuid& user, bool with) {
        const auto field = catalog::customer.fields[catalog::customer.at("collaborators")].id;
        const auto& row = world.customer(acme);
        const auto* clock = row.clocks.find({field, user.text()});
        core::Change change{core::ChangeKind::update, &catalog::customer, acme, world.stamp(li), {}, {}};
        change.cells.push_back({field, user.text(), std::int64_t{with ? 1 : 0}, clock ? clock->stamp : core::Stamp{}});
        return change;
    }
};

TEST_F(Scopes, a_rep_writes_only_what_is_his_or_shared_with_him) {
    const auto refused = world.save(zhao, {world.set_name(zhao, acme, "mine now")});
    EXPECT_EQ(refused.kind, Kind::quarantined);
    EXPECT_EQ(refused.reason, ErrorCode::not_in_scope);
    EXPECT_EQ(world.save(zhao, {world.new_visit(zhao, world.id(), acme)}).reason, ErrorCode::not_in_scope);
    world.save(li, {share(world.zhao, true)});
    EXPECT_EQ(world.save(zhao, {world.new_visit(zhao, world.id(), acme)}).kind, Kind::applied);
    EXPECT_EQ(world.save(zhao, {world.set_field(zhao, acme, owner, world.zhao)}).reason, ErrorCode::forbidden);
    EXPECT_EQ(world.customer(acme).text(customer_name), "Customer");
}

TEST_F(Scopes, a_rep_cannot_take_a_customer_inside_his_own_group) {
    const auto verdict = world.save(zhao, {world.set_field(zhao, acme, owner, world.zhao)});
    EXPECT_EQ(verdict.reason, ErrorCode::not_in_scope);
    EXPECT_EQ(world.customer(acme).reference(owner), world.li);
}

TEST_F(Scopes, a_rep_files_customers_for_himself_only) {
    EXPECT_EQ(world.save(sun, {world.new_customer(sun, world.id(), world.li)}).reason, ErrorCode::not_in_scope);
}

TEST_F(Scopes, nobody_signs_in_another_persons_name) {
    auto forged = world.new_visit(wang, world.id(), acme);
    const auto author = catalog::interaction.fields[catalog::interaction.at("author")].id;
    for (auto& cell : forged.cells) {
        if (cell.field == author) cell.value = world.li;
    }
    const auto verdict = world.save(wang, {forged});
    EXPECT_EQ(verdict.reason, ErrorCode::forbidden);
    EXPECT_EQ(verdict.detail, "interaction.author");
    auto filed = world.new_customer(li, world.id(), world.li);
    const auto filed_by = catalog::customer.fields[catalog::customer.at("filed_by")].id;
    filed.cells.push_back({filed_by, {}, world.zhao, {}});
    EXPECT_EQ(world.save(li, {filed}).detail, "customer.filed_by");
    // One's own name is no forgery, and the server's administration may name whom it takes over from.
    EXPECT_EQ(world.save(wang, {world.new_visit(wang, world.id(), acme)}).kind, Kind::applied);
}

TEST_F(Scopes, a_lead_writes_in_his_team_and_not_beyond) {
    EXPECT_EQ(world.save(wang, {world.set_name(wang, acme, "by the lead")}).kind, Kind::applied);
    const auto far = world.id();
    world.save(sun, {world.new_customer(sun, far, world.sun)});
    EXPECT_EQ(world.save(wang, {world.set_name(wang, far, "x")}).reason, ErrorCode::not_in_scope);
}

TEST_F(Scopes, the_organisations_rows_are_not_for_phones_to_write) {
    core::Change change{core::ChangeKind::update, &catalog::user, world.zhao, world.stamp(li), {}, {}};
    const auto phone = catalog::user.fields[catalog::user.at("phone")].id;
    change.cells.push_back({phone, {}, std::string("123"), {}});
    EXPECT_EQ(world.save(li, {change}).reason, ErrorCode::forbidden);
    change.row = world.li;
    change.stamp = world.stamp(li);
    change.cells[0].base = world.ledger.find(catalog::user, world.li)->clocks.row;
    EXPECT_EQ(world.save(li, {change}).kind, Kind::applied);
}

TEST_F(Scopes, each_pulls_what_he_may_see) {
    EXPECT_TRUE(world.pull(li).rows.contains(visit));
    EXPECT_TRUE(world.pull(wang).rows.contains(visit));
    EXPECT_FALSE(world.pull(zhao).rows.contains(acme));
    EXPECT_FALSE(world.pull(sun).rows.contains(visit));
    EXPECT_TRUE(world.pull(sun).rows.contains(world.li));  // colleagues' names
}

TEST_F(Scopes, a_gained_customer_comes_with_all_its_older_rows) {
    const auto before = world.pull(zhao);
    world.save(li, {share(world.zhao, true)});
    const auto after = world.pull(zhao, before.cursor);
    EXPECT_TRUE(after.rows.contains(acme));
    EXPECT_TRUE(after.rows.contains(visit));
    EXPECT_TRUE(after.exits.empty());
}

TEST_F(Scopes, a_lost_customer_is_an_exit) {
    world.save(li, {share(world.zhao, true)});
    const auto held = world.pull(zhao);
    EXPECT_TRUE(held.rows.contains(acme));
    world.save(li, {share(world.zhao, false)});
    const auto after = world.pull(zhao, held.cursor);
    ASSERT_EQ(after.exits.size(), 1u);
    EXPECT_EQ(after.exits[0], acme);
    EXPECT_FALSE(after.rows.contains(acme));
}

TEST_F(Scopes, an_edit_made_while_the_right_held_is_taken_a_later_one_not) {
    world.save(li, {share(world.zhao, true)});
    const auto in_time = world.new_visit(zhao, world.id(), acme);
    world.clock.advance(60'000);
    world.save(li, {share(world.zhao, false)});
    world.clock.advance(60'000);
    EXPECT_EQ(world.save(zhao, {in_time}).kind, Kind::applied);
    EXPECT_EQ(world.save(zhao, {world.new_visit(zhao, world.id(), acme)}).reason, ErrorCode::not_in_scope);
}

TEST_F(Scopes, a_move_to_another_team_is_an_exit_there_and_an_entry_here) {
    auto& other = world.enrol(world.sun);
    const auto wang_before = world.pull(wang);
    const auto sun_before = world.pull(other);
    EXPECT_EQ(world.save(li, {world.set_field(li, acme, owner, world.sun)}).kind, Kind::applied);
    EXPECT_EQ(world.pull(wang, wang_before.cursor).exits, std::vector{acme});
    EXPECT_TRUE(world.pull(other, sun_before.cursor).rows.contains(visit));
}

// A change of role or team takes and gives as a change of the customers does.
struct Careers : Scopes {
    void become(AuthorityWorld::Device& device, const std::string& role, const core::Uuid& team) {
        world.become(device.principal.user, role, team);
        device.principal.role = role;
        device.principal.team = team;
    }
};

TEST_F(Careers, a_rep_who_becomes_lead_gets_what_his_team_had_before) {
    const auto before = world.pull(zhao);
    EXPECT_FALSE(before.rows.contains(acme));
    become(zhao, "lead", world.north);
    const auto after = world.pull(zhao, before.cursor);
    EXPECT_TRUE(after.rows.contains(acme));
    EXPECT_TRUE(after.rows.contains(visit));
}

TEST_F(Careers, a_lead_who_becomes_rep_loses_his_teams_customers_and_keeps_his_own) {
    const auto own = world.id();
    world.save(wang, {world.new_customer(wang, own, world.wang)});
    const auto held = world.pull(wang);
    ASSERT_TRUE(held.rows.contains(acme));
    const auto in_time = world.set_name(wang, acme, "while he could");
    world.clock.advance(60'000);
    become(wang, "rep", world.north);
    const auto after = world.pull(wang, held.cursor);
    EXPECT_EQ(after.exits, std::vector{acme});
    world.clock.advance(60'000);
    EXPECT_EQ(world.save(wang, {in_time}).kind, Kind::applied);
    EXPECT_EQ(world.save(wang, {world.set_name(wang, acme, "too late")}).reason, ErrorCode::not_in_scope);
    EXPECT_EQ(world.save(wang, {world.set_name(wang, own, "mine")}).kind, Kind::applied);
}

TEST_F(Careers, a_lead_who_goes_to_another_team_changes_one_book_for_the_other) {
    const auto far = world.id();
    world.save(sun, {world.new_customer(sun, far, world.sun)});
    const auto held = world.pull(wang);
    become(wang, "lead", world.south);
    const auto after = world.pull(wang, held.cursor);
    EXPECT_EQ(after.exits, std::vector{acme});
    EXPECT_TRUE(after.rows.contains(far));
    EXPECT_FALSE(after.rows.contains(acme));
}

TEST_F(Careers, a_rep_who_changes_teams_leaves_one_lead_and_comes_to_another) {
    const auto held = world.pull(wang);
    become(sun, "lead", world.south);
    const auto of_south = world.pull(sun);
    become(li, "rep", world.south);
    EXPECT_EQ(world.pull(wang, held.cursor).exits, std::vector{acme});
    EXPECT_TRUE(world.pull(sun, of_south.cursor).rows.contains(visit));
}

TEST_F(Careers, a_deleted_customer_goes_with_its_rep_to_the_other_team) {
    const auto head = world.ledger.head();
    auto removal = world.set_name(li, acme, "");
    removal.kind = core::ChangeKind::remove;
    removal.cells.clear();
    removal.seen = world.customer(acme).clocks;
    ASSERT_EQ(world.save(li, {removal}).kind, Kind::applied);
    world.become(world.li, "rep", world.south);
    const auto pulled = world.pull(wang, {head, 0, {}});
    EXPECT_EQ(pulled.exits, std::vector<core::Uuid>{acme}) << "it may come back";
}

TEST_F(Careers, above_the_teams_everything_comes_and_below_them_it_goes) {
    const auto far = world.id();
    world.save(sun, {world.new_customer(sun, far, world.sun)});
    const auto as_rep = world.pull(zhao);
    become(zhao, "director", {});
    const auto as_director = world.pull(zhao, as_rep.cursor);
    EXPECT_TRUE(as_director.rows.contains(acme));
    EXPECT_TRUE(as_director.rows.contains(visit));
    EXPECT_TRUE(as_director.rows.contains(far));
    // What was filed after it is gained like everything else, and lost like it.
    const auto late = world.id();
    world.save(sun, {world.new_customer(sun, late, world.sun)});
    const auto grown = world.pull(zhao, as_director.cursor);
    EXPECT_TRUE(grown.rows.contains(late));
    become(zhao, "lead", world.north);
    auto exits = world.pull(zhao, grown.cursor).exits;
    std::sort(exits.begin(), exits.end());
    auto expected = std::vector{far, late};
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(exits, expected);
}

TEST_F(Scopes, pages_end_between_groups_and_miss_nothing) {
    std::vector<core::Uuid> visits;
    for (int i = 0; i < 30; ++i) {
        visits.push_back(world.id());
        const auto second = world.id();
        visits.push_back(second);
        world.save(li, {world.new_visit(li, visits[visits.size() - 2], acme), world.new_visit(li, second, acme)});
    }
    sync::PullLimits limits;
    limits.items = 3;
    const auto paged = world.pull(li, {}, limits);
    EXPECT_GT(paged.pages, 10);
    EXPECT_EQ(paged.rows.size(), world.pull(li).rows.size());
    sync::Cursor cursor;
    while (true) {
        const auto page = world.authority.pull(*world.ledger, li.principal, cursor, limits);
        ASSERT_TRUE(page.ok());
        if (cursor.seq > 0 && page->more) {
            EXPECT_TRUE(page->cursor.whole());
        }
        for (std::size_t i = 0; i < visits.size(); i += 2) {
            const auto has = [&](const core::Uuid& id) {
                return std::any_of(page->rows.begin(), page->rows.end(),
                                   [&](const core::Row& row) { return row.id == id; });
            };
            EXPECT_EQ(has(visits[i]), has(visits[i + 1]));
        }
        cursor = page->cursor;
        if (!page->more) break;
    }
}

TEST_F(Scopes, a_scope_larger_than_a_page_arrives_in_parts) {
    for (int i = 0; i < 40; ++i) world.save(li, {world.new_visit(li, world.id(), acme)});
    const auto before = world.pull(zhao);
    world.save(li, {share(world.zhao, true)});
    sync::PullLimits limits;
    limits.items = 7;
    const auto gained = world.pull(zhao, before.cursor, limits);
    EXPECT_EQ(gained.rows.size(), 42u);  // the customer, the first visit and 40 more
    EXPECT_GT(gained.pages, 5);
    EXPECT_TRUE(gained.cursor.whole());
}

TEST_F(Scopes, a_cursor_beyond_the_head_means_another_life_of_the_server) {
    const auto page = world.authority.pull(*world.ledger, li.principal, sync::Cursor{999, 0, {}});
    ASSERT_FALSE(page.ok());
    EXPECT_EQ(page.error().code, ErrorCode::epoch_changed);
}

}  // namespace
}  // namespace fieldfare
