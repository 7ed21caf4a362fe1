#include "sync/authority/clock_policy.h"

#include <gtest/gtest.h>

#include "core/catalog/entities.h"
#include "tests/unit/sync/authority_world.h"

namespace fieldfare {
namespace {

namespace catalog = core::catalog;
using tests::AuthorityWorld;
using tests::customer_name;

constexpr core::WallMs day = 24 * 60 * 60 * 1000;

struct Clocks : testing::Test {
    AuthorityWorld world;
    AuthorityWorld::Device& li = world.enrol(world.li);
    core::Uuid acme = world.id();
    void SetUp() override { world.save(li, {world.new_customer(li, acme, world.li)}); }
};

TEST_F(Clocks, a_stamp_from_the_future_is_replaced_and_its_order_kept) {
    auto first = world.set_name(li, acme, "first");
    first.stamp = world.stamp(li, AuthorityWorld::noon + 365 * day);
    auto second = world.set_name(li, acme, "second");
    second.cells[0].base = first.stamp;
    second.stamp = world.stamp(li, AuthorityWorld::noon + 365 * day + 1);
    const auto reply = world.push(li, {{first}, {second}});
    ASSERT_TRUE(reply.ok());
    ASSERT_EQ(reply->verdicts[0].restamps.size(), 1u);
    ASSERT_EQ(reply->verdicts[1].restamps.size(), 1u);
    EXPECT_EQ(reply->verdicts[0].restamps[0].from, first.stamp);
    EXPECT_LT(reply->verdicts[0].restamps[0].to, reply->verdicts[1].restamps[0].to);
    EXPECT_EQ(world.customer(acme).text(customer_name), "second");
    EXPECT_LE(world.customer(acme).clocks.newest().time.ms(), world.clock.wall() + core::HybridClock::allowed_drift_ms);
    EXPECT_TRUE(world.ledger.conflicts().empty());
    EXPECT_EQ(world.ledger.last_claimed(), second.stamp);
}

TEST_F(Clocks, a_base_from_the_future_poisons_nothing) {
    const auto aliases = catalog::customer.fields[catalog::customer.at("aliases")].id;
    const auto future = world.stamp(li, AuthorityWorld::noon + 3650 * day);
    core::Change remove{core::ChangeKind::update, &catalog::customer, acme, world.stamp(li), {}, {}};
    remove.cells.push_back({aliases, "A", std::int64_t{0}, future});
    world.save(li, {remove});
    core::Change add = remove;
    add.stamp = world.stamp(li);
    add.cells[0] = {aliases, "A", std::int64_t{1}, {}};
    world.save(li, {add});
    EXPECT_EQ(world.customer(acme).set(catalog::customer.at("aliases")), core::StringSet{"A"});
    EXPECT_LE(world.customer(acme).clocks.newest().time.ms(), world.clock.wall() + core::HybridClock::allowed_drift_ms);
}

TEST_F(Clocks, what_was_removed_under_a_replaced_stamp_is_named_to_the_device) {
    const auto aliases = catalog::customer.fields[catalog::customer.at("aliases")].id;
    core::Change add{core::ChangeKind::update, &catalog::customer, acme, {}, {}, {}};
    add.stamp = world.stamp(li, AuthorityWorld::noon + 365 * day);
    add.cells.push_back({aliases, "A", std::int64_t{1}, {}});
    const auto replaced = world.save(li, {add}).restamps;
    ASSERT_EQ(replaced.size(), 1u);
    world.clock.advance(1000);
    // From a form that stood open since before the device heard of it.
    core::Change remove{core::ChangeKind::update, &catalog::customer, acme, world.stamp(li), {}, {}};
    remove.cells.push_back({aliases, "A", std::int64_t{0}, add.stamp});
    const auto verdict = world.save(li, {remove});
    EXPECT_EQ(verdict.restamps, replaced);
    EXPECT_FALSE(world.customer(acme).has(catalog::customer.at("aliases")));
    EXPECT_EQ(world.customer(acme).clocks.find({aliases, "A"})->removed, replaced[0].to);
}

// The answer with the new stamps was lost, and then the phone was enrolled anew: it sends what it has under its old
// number.
TEST_F(Clocks, a_device_enrolled_anew_gets_the_stamps_its_former_self_was_given) {
    auto first = world.set_name(li, acme, "first");
    first.stamp = world.stamp(li, AuthorityWorld::noon + 365 * day);
    auto second = world.set_name(li, acme, "second");
    second.cells[0].base = first.stamp;
    second.stamp = world.stamp(li, AuthorityWorld::noon + 365 * day + 1);
    const auto before = world.push(li, {{first}});
    ASSERT_TRUE(before.ok());
    auto& anew = world.enrol(world.li);
    const auto head = world.ledger.head();
    const auto after = world.push(anew, {{first}, {second}});
    ASSERT_TRUE(after.ok()) << after.error().describe();
    EXPECT_EQ(after->verdicts[0].restamps, before->verdicts[0].restamps);
    EXPECT_EQ(after->verdicts[1].kind, sync::Verdict::Kind::applied);
    EXPECT_LE(world.ledger.head(), head + 2);
    EXPECT_EQ(world.customer(acme).text(customer_name), "second");
    EXPECT_TRUE(world.ledger.conflicts().empty());
}

TEST_F(Clocks, two_minutes_ahead_are_allowed) {
    auto edit = world.set_name(li, acme, "ahead");
    edit.stamp = world.stamp(li, AuthorityWorld::noon + 2 * 60 * 1000);
    const auto verdict = world.save(li, {edit});
    EXPECT_TRUE(verdict.restamps.empty());
    EXPECT_EQ(world.customer(acme).clocks.newest(), edit.stamp);
}

TEST_F(Clocks, an_old_stamp_is_taken_as_it_is_and_does_not_beat_newer_work) {
    const auto base = world.customer(acme).clocks.of({catalog::customer.fields[customer_name].id, ""});
    auto late = world.set_name(li, acme, "Monday");
    world.clock.advance(4 * day);
    world.save(li, {world.set_name(li, acme, "Thursday")});
    late.cells[0].base = base;
    const auto verdict = world.save(li, {late});
    EXPECT_TRUE(verdict.restamps.empty());
    EXPECT_EQ(world.customer(acme).text(customer_name), "Thursday");
}

TEST_F(Clocks, changes_of_one_save_keep_one_stamp) {
    const auto old = world.stamp(li, AuthorityWorld::noon - 60'000);
    auto first = world.set_name(li, acme, "first");
    auto second = world.set_field(li, acme, catalog::customer.at("note"), std::string("second"));
    first.cells[0].base = {};
    second.cells[0].base = world.stamp(li, AuthorityWorld::noon - 1'000);
    first.stamp = second.stamp = old;
    const auto verdict = world.save(li, {first, second});
    ASSERT_EQ(verdict.restamps.size(), 1u);
    const auto& fields = catalog::customer.fields;
    const auto row = world.customer(acme);
    EXPECT_EQ(row.clocks.of({fields[customer_name].id, ""}), verdict.restamps[0].to);
    EXPECT_EQ(row.clocks.of({fields[catalog::customer.at("note")].id, ""}), verdict.restamps[0].to);
}

TEST_F(Clocks, a_stamp_not_later_than_what_it_replaces_is_replaced) {
    world.clock.advance(1000);
    world.save(li, {world.set_name(li, acme, "now")});
    auto backwards = world.set_name(li, acme, "after");
    backwards.stamp = world.stamp(li, AuthorityWorld::noon - day);
    const auto verdict = world.save(li, {backwards});
    ASSERT_EQ(verdict.restamps.size(), 1u);
    EXPECT_EQ(world.customer(acme).text(customer_name), "after");
    EXPECT_GT(verdict.restamps[0].to, backwards.cells[0].base);
}

TEST_F(Clocks, a_stamp_that_is_given_is_none_that_the_group_claims_itself) {
    world.clock.advance(1000);
    world.save(li, {world.set_name(li, acme, "now")});
    // Of a later save that joined, while the clock had jumped.
    auto kept = world.set_field(li, acme, catalog::customer.at("note"), std::string("kept"));
    kept.stamp = {core::Hlc{world.customer(acme).clocks.newest().time.packed + 1}, li.principal.device};
    auto jumped = world.set_name(li, acme, "jumped");
    jumped.stamp = world.stamp(li, AuthorityWorld::noon + 365 * day);
    world.clock.advance(-2000);
    const auto verdict = world.save(li, {kept, jumped});
    ASSERT_EQ(verdict.restamps.size(), 1u);
    EXPECT_EQ(verdict.restamps[0].from, jumped.stamp);
    EXPECT_GT(verdict.restamps[0].to, kept.stamp);
}

// On the phone both would be one stamp of one row, and what becomes of the one would become of the other.
TEST_F(Clocks, a_stamp_that_is_given_is_none_that_a_later_group_of_the_push_claims) {
    world.clock.advance(1000);
    world.save(li, {world.set_name(li, acme, "now")});
    const auto newest = world.customer(acme).clocks.newest().time.packed;
    world.clock.advance(-2000);
    auto backwards = world.set_name(li, acme, "after");
    backwards.stamp = world.stamp(li, AuthorityWorld::noon - day);
    auto next = world.set_field(li, acme, catalog::customer.at("note"), std::string("next"));
    next.stamp = {core::Hlc{newest + 1}, li.principal.device};
    const auto reply = world.push(li, {{backwards}, {next}});
    ASSERT_TRUE(reply.ok()) << reply.error().describe();
    ASSERT_EQ(reply->verdicts[0].restamps.size(), 1u);
    EXPECT_GT(reply->verdicts[0].restamps[0].to, next.stamp);
    ASSERT_EQ(reply->verdicts[1].restamps.size(), 1u);
    EXPECT_GT(reply->verdicts[1].restamps[0].to, reply->verdicts[0].restamps[0].to);
}

}  // namespace
}  // namespace fieldfare
