// Each rule by example: what two people did, and what stands afterwards.
#include <gtest/gtest.h>

#include "core/catalog/entities.h"
#include "sync/merge/merge.h"

namespace fieldfare {
namespace {

namespace catalog = core::catalog;
using core::Change;
using core::ChangeKind;
using core::Row;
using core::Stamp;
using sync::Applied;

constexpr core::WallMs morning = 1'700'000'000'000;

Stamp at(int minute, core::DeviceNumber device) {
    return {core::Hlc::at(morning + minute * 60'000), device};
}

Row customer() {
    Row row(catalog::customer, *core::Uuid::parse("0190a6b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b"));
    row.clocks.row = at(0, 1);
    row.values[catalog::customer.at("name")] = std::string("Acme");
    row.values[catalog::customer.at("aliases")] = core::StringSet{"A"};
    row.values[catalog::customer.at("provisional_code")] = std::string("N-1");
    return row;
}

core::FieldId id(std::size_t position) {
    return catalog::customer.fields[position].id;
}

Change update(std::size_t position, core::Value value, Stamp base, Stamp stamp, std::string key = {}) {
    const auto row = customer();
    return {ChangeKind::update,
            &catalog::customer,
            row.id,
            stamp,
            {{id(position), std::move(key), std::move(value), base}},
            {}};
}

Applied apply(Row& row, const Change& change) {
    std::optional<Row> held(row);
    auto applied = sync::apply_change(held, change);
    EXPECT_TRUE(applied.ok());
    row = *held;
    return *applied;
}

constexpr auto name = catalog::customer.at("name");
constexpr auto aliases = catalog::customer.at("aliases");
constexpr auto custom = catalog::customer.at("custom");

TEST(Register, an_edit_of_what_its_author_saw_is_sequential) {
    auto row = customer();
    const auto applied = apply(row, update(name, std::string("Acme Ltd"), at(0, 1), at(5, 2)));
    EXPECT_EQ(row.text(name), "Acme Ltd");
    EXPECT_TRUE(applied.losers.empty());
    EXPECT_EQ(applied.taken, 1);
}

TEST(Register, the_newer_of_two_concurrent_edits_wins_whatever_comes_first) {
    const auto early = update(name, std::string("early"), at(0, 1), at(5, 2));
    const auto late = update(name, std::string("late"), at(0, 1), at(9, 3));
    auto row = customer();
    apply(row, early);
    const auto won = apply(row, late);
    auto other = customer();
    apply(other, late);
    const auto lost = apply(other, early);
    EXPECT_EQ(row, other);
    EXPECT_EQ(row.text(name), "late");
    ASSERT_EQ(won.losers.size(), 1u);
    ASSERT_EQ(lost.losers.size(), 1u);
    EXPECT_FALSE(won.losers[0].incoming);
    EXPECT_TRUE(lost.losers[0].incoming);
    EXPECT_EQ(won.losers[0].stamp, at(5, 2));
    EXPECT_EQ(won.losers[0].values, lost.losers[0].values);
    EXPECT_EQ(lost.losers[0].winner, at(9, 3));
}

TEST(Register, the_device_breaks_a_tie) {
    auto row = customer();
    apply(row, update(name, std::string("two"), at(0, 1), at(5, 2)));
    apply(row, update(name, std::string("three"), at(0, 1), at(5, 3)));
    EXPECT_EQ(row.text(name), "three");
}

TEST(Register, a_repeated_edit_does_nothing) {
    auto row = customer();
    const auto edit = update(name, std::string("Acme Ltd"), at(0, 1), at(5, 2));
    apply(row, edit);
    const auto before = row;
    const auto again = apply(row, edit);
    EXPECT_EQ(row, before);
    EXPECT_EQ(again.repeated, 1);
    EXPECT_TRUE(again.losers.empty());
}

TEST(Register, an_edit_says_which_open_conflict_its_author_settled) {
    auto row = customer();
    apply(row, update(name, std::string("winner"), at(0, 1), at(9, 3)));
    apply(row, update(name, std::string("loser"), at(0, 1), at(5, 2)));
    const auto applied = apply(row, update(name, std::string("loser again"), at(5, 2), at(12, 2)));
    ASSERT_EQ(applied.replaced.size(), 1u);
    EXPECT_EQ(applied.replaced[0].second, at(5, 2));
    ASSERT_EQ(applied.losers.size(), 1u);
    EXPECT_EQ(applied.losers[0].stamp, at(9, 3));
}

TEST(Group, fields_of_a_group_win_or_lose_together) {
    const core::Field* first = nullptr;
    std::vector<core::FieldId> members;
    for (const auto& field : catalog::customer.fields) {
        if (field.rule != core::Rule::group) continue;
        if (first == nullptr) first = &field;
        if (field.group == first->group) members.push_back(field.id);
    }
    ASSERT_GT(members.size(), 1u);
    const auto write = [&](const std::string& word, Stamp stamp) {
        Change change{ChangeKind::update, &catalog::customer, customer().id, stamp, {}, {}};
        for (const auto member : members) change.cells.push_back({member, {}, word, at(0, 1)});
        return change;
    };
    auto row = customer();
    apply(row, write("new", at(9, 3)));
    const auto lost = apply(row, write("old", at(5, 2)));
    for (const auto member : members) {
        EXPECT_EQ(row.values[catalog::customer.position(member)], core::Value(std::string("new")));
    }
    ASSERT_EQ(lost.losers.size(), 1u);
    EXPECT_EQ(lost.losers[0].values.size(), members.size());
    EXPECT_EQ(lost.losers[0].cell, (core::Cell{first->id, ""}));
}

TEST(Set, an_add_wins_over_a_concurrent_remove) {
    auto row = customer();
    apply(row, update(aliases, std::int64_t{1}, at(0, 1), at(3, 2), "A"));  // added again
    apply(row, update(aliases, std::int64_t{0}, at(0, 1), at(9, 3), "A"));  // removed by one who saw the first
    EXPECT_EQ(row.set(aliases), core::StringSet{"A"});
}

TEST(Set, a_remove_of_what_its_author_saw_holds) {
    auto row = customer();
    apply(row, update(aliases, std::int64_t{0}, at(0, 1), at(9, 3), "A"));
    EXPECT_TRUE(row.set(aliases).empty());
    apply(row, update(aliases, std::int64_t{1}, {}, at(12, 3), "A"));
    EXPECT_EQ(row.set(aliases), core::StringSet{"A"});
}

TEST(Set, two_elements_added_at_once_are_both_there_and_nobody_lost) {
    auto row = customer();
    apply(row, update(aliases, std::int64_t{1}, {}, at(3, 2), "B"));
    const auto second = apply(row, update(aliases, std::int64_t{1}, {}, at(2, 3), "C"));
    EXPECT_EQ(row.set(aliases), (core::StringSet{"A", "B", "C"}));
    EXPECT_TRUE(second.losers.empty());
}

TEST(Map, keys_are_registers_of_their_own) {
    auto row = customer();
    apply(row, update(custom, std::string("x"), at(0, 1), at(3, 2), "k1"));
    apply(row, update(custom, std::string("y"), at(0, 1), at(4, 3), "k2"));
    const auto lost = apply(row, update(custom, std::string("z"), at(0, 1), at(2, 4), "k1"));
    EXPECT_EQ(std::get<std::string>(row.map(custom).at("k1")), "x");
    EXPECT_EQ(std::get<std::string>(row.map(custom).at("k2")), "y");
    ASSERT_EQ(lost.losers.size(), 1u);
    EXPECT_EQ(lost.losers[0].cell.key, "k1");
}

TEST(Map, a_removed_key_stays_removed_against_an_older_write) {
    auto row = customer();
    apply(row, update(custom, std::string("x"), at(0, 1), at(3, 2), "k"));
    apply(row, update(custom, core::Value{}, at(3, 2), at(8, 2), "k"));
    apply(row, update(custom, std::string("y"), at(3, 2), at(5, 3), "k"));
    EXPECT_EQ(row.map(custom).count("k"), 0u);
}

TEST(Log, what_was_written_first_stays) {
    auto mine = customer();
    auto theirs = customer();
    theirs.clocks.row = at(5, 2);
    theirs.values[catalog::customer.at("provisional_code")] = std::string("N-2");
    sync::merge_rows(mine, theirs);
    EXPECT_EQ(mine.text(catalog::customer.at("provisional_code")), "N-1");
}

// A server that was set back writes something else than what it had written, or nothing.
TEST(ServersOwn, WhatAServerWroteAndDoesNotHoldAnyMoreGivesWay) {
    const auto with_name = [](const std::string& text, Stamp stamp) {
        auto row = customer();
        row.values[name] = text;
        row.clocks.set({{id(name), ""}, stamp, {}});
        return row;
    };
    const auto from_server = with_name("now", at(5, 2));
    auto held = with_name("then", at(9, 0));
    sync::merge_rows(held, from_server, sync::Tie::incoming);
    EXPECT_EQ(held, from_server);
    auto own = with_name("mine", at(9, 3));
    sync::merge_rows(own, from_server, sync::Tie::incoming);
    EXPECT_EQ(own.text(name), "mine");
    auto copy = with_name("then", at(9, 0));
    sync::merge_rows(copy, from_server);
    EXPECT_EQ(copy.text(name), "then") << "between copies the greater stamp stays";
}

TEST(ServersOwn, ElementsAndDeletionsThatAServerDoesNotHoldAnyMoreGiveWay) {
    const auto from_server = customer();
    auto held = from_server;
    apply(held, update(aliases, std::int64_t{1}, {}, at(9, 0), "merged"));
    apply(held, {ChangeKind::remove, &catalog::customer, held.id, at(9, 0), {}, held.clocks});
    ASSERT_TRUE(held.deleted());
    ASSERT_EQ(held.set(aliases), (core::StringSet{"A", "merged"}));
    auto copy = held;
    sync::merge_rows(held, from_server, sync::Tie::incoming);
    EXPECT_EQ(held, from_server);
    sync::merge_rows(copy, from_server);
    EXPECT_TRUE(copy.deleted()) << "between copies what was written stays";

    auto merged = from_server;
    apply(merged, update(aliases, std::int64_t{1}, {}, at(9, 0), "merged"));
    auto parted = merged;
    apply(parted, update(aliases, std::int64_t{0}, at(9, 0), at(11, 0), "merged"));
    ASSERT_EQ(parted.set(aliases), core::StringSet{"A"});
    auto taken_away_here = parted;
    sync::merge_rows(taken_away_here, merged, sync::Tie::incoming);
    EXPECT_EQ(taken_away_here, parted) << "a device may have taken it away, and not sent that yet";
    sync::merge_rows(parted, from_server, sync::Tie::incoming);
    EXPECT_EQ(parted, from_server) << "without the add there is nothing to take away";

    auto own = from_server;
    apply(own, update(aliases, std::int64_t{1}, {}, at(9, 3), "mine"));
    apply(own, {ChangeKind::remove, &catalog::customer, own.id, at(9, 3), {}, own.clocks});
    sync::merge_rows(own, from_server, sync::Tie::incoming);
    EXPECT_TRUE(own.deleted()) << "what a device wrote stays";
    EXPECT_EQ(own.set(aliases), (core::StringSet{"A", "mine"}));
}

Change removal(const Row& row, Stamp stamp) {
    auto seen = row.clocks;
    seen.deletion.reset();
    return {ChangeKind::remove, &catalog::customer, row.id, stamp, {}, seen};
}

TEST(Delete, holds_against_what_its_author_had_seen) {
    auto row = customer();
    const auto applied = apply(row, removal(row, at(5, 2)));
    EXPECT_TRUE(row.deleted());
    EXPECT_FALSE(applied.revived);
}

TEST(Delete, a_concurrent_edit_revives_whatever_comes_first) {
    const auto remove = removal(customer(), at(9, 2));
    const auto edit = update(name, std::string("alive"), at(0, 1), at(5, 3));
    auto row = customer();
    apply(row, remove);
    const auto by_edit = apply(row, edit);
    auto other = customer();
    apply(other, edit);
    const auto by_remove = apply(other, remove);
    EXPECT_EQ(row, other);
    EXPECT_FALSE(row.deleted());
    EXPECT_EQ(by_edit.revived, std::optional(at(9, 2)));
    EXPECT_EQ(by_remove.revived, std::optional(at(9, 2)));
}

TEST(Delete, revive_is_newer_than_every_removal_it_has_seen) {
    auto row = customer();
    apply(row, removal(row, at(5, 2)));
    const auto applied = apply(row, {ChangeKind::revive, &catalog::customer, row.id, at(8, 2), {}, {}});
    EXPECT_FALSE(row.deleted());
    EXPECT_FALSE(applied.revived);
    apply(row, removal(row, at(12, 3)));
    EXPECT_TRUE(row.deleted());
}

TEST(Update, never_creates_a_row) {
    std::optional<Row> absent;
    const auto applied = sync::apply_change(absent, update(name, std::string("x"), {}, at(5, 2)));
    ASSERT_FALSE(applied.ok());
    EXPECT_EQ(applied.error().code, core::ErrorCode::not_found);
    EXPECT_FALSE(absent.has_value());
}

}  // namespace
}  // namespace fieldfare
