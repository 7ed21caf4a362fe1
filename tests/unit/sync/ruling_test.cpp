// What the server decides beyond the join: where a state may go, how two texts become one.
#include <gtest/gtest.h>

#include "core/catalog/entities.h"
#include "tests/unit/sync/authority_world.h"

namespace fieldfare {
namespace {

namespace catalog = core::catalog;
using core::ErrorCode;
using core::Stamp;
using Kind = sync::Verdict::Kind;

constexpr auto status = catalog::followup.at("status");
constexpr auto completed_at = catalog::followup.at("completed_at");
constexpr auto note = catalog::customer.at("note");
const core::Cell note_cell{catalog::customer.fields[note].id, ""};
const core::Cell status_cell{catalog::followup.fields[status].id, ""};

class Ruling : public testing::Test {
  protected:
    Ruling() {
        world.save(li, {world.new_customer(li, acme, world.li)});
        core::Row row(catalog::followup, plan);
        row.values[catalog::followup.at("customer")] = acme;
        row.values[catalog::followup.at("author")] = world.li;
        row.values[catalog::followup.at("owner")] = world.li;
        row.values[catalog::followup.at("due_on")] = std::string("2023-12-01");
        row.values[status] = std::string("pending");
        auto add = sync::add_of(row);
        add.stamp = world.stamp(li);
        world.save(li, {add});
    }

    core::Row plan_now() { return world.ledger.find(catalog::followup, plan).value(); }
    std::string state() { return std::string(plan_now().text(status)); }
    Stamp state_stamp() { return plan_now().clocks.of(status_cell); }
    std::string text() { return std::string(world.customer(acme).text(note)); }
    Stamp text_stamp() { return world.customer(acme).clocks.of(note_cell); }

    core::Change move(const tests::AuthorityWorld::Device& by, const std::string& to, Stamp base) {
        auto change = sync::update_of(plan_now(), {{catalog::followup.fields[status].id, to},
                                                   {catalog::followup.fields[completed_at].id, core::Value{}}});
        for (auto& cell : change.cells) cell.base = base;
        change.stamp = world.stamp(by);
        return change;
    }
    core::Change write(const tests::AuthorityWorld::Device& by, const std::string& words, Stamp base) {
        auto change = world.set_field(by, acme, note, words);
        change.cells[0].base = base;
        return change;
    }
    std::vector<sync::Conflict> of(sync::Conflict::Kind kind) {
        auto all = world.ledger.conflicts();
        std::erase_if(all, [&](const sync::Conflict& conflict) { return conflict.kind != kind; });
        return all;
    }
    static std::string lost(const sync::Conflict& conflict) {
        return std::get<std::string>(conflict.loser_values[0].value);
    }

    tests::AuthorityWorld world;
    tests::AuthorityWorld::Device& li = world.enrol(world.li);
    tests::AuthorityWorld::Device& zhao = world.enrol(world.li);
    core::Uuid acme = world.id();
    core::Uuid plan = world.id();
};

TEST_F(Ruling, AStateMovesAlongItsTransitions) {
    const auto before = state_stamp();
    EXPECT_EQ(world.save(li, {move(li, "done", before)}).kind, Kind::applied);
    EXPECT_EQ(state(), "done");
    EXPECT_EQ(world.save(li, {move(li, "pending", state_stamp())}).kind, Kind::applied) << "undo";
}

TEST_F(Ruling, AStateThatItsAuthorSawMovesNowhereElse) {
    world.save(li, {move(li, "done", state_stamp())});
    const auto verdict = world.save(li, {move(li, "cancelled", state_stamp())});
    EXPECT_EQ(verdict.kind, Kind::quarantined);
    EXPECT_EQ(verdict.reason, ErrorCode::transition_not_allowed);
    EXPECT_EQ(verdict.detail, "followup.status");
    EXPECT_EQ(state(), "done");
}

TEST_F(Ruling, OfTwoWhoMoveAStateTheNewerStandsWhereItMayFollow) {
    const auto before = state_stamp();
    const auto begun = move(li, "in_progress", before);
    const auto done = move(zhao, "done", before);
    world.save(li, {begun});
    EXPECT_EQ(world.save(zhao, {done}).kind, Kind::merged);
    EXPECT_EQ(state(), "done");
    EXPECT_EQ(state_stamp(), done.stamp);
    const auto records = of(sync::Conflict::Kind::overwritten);
    ASSERT_EQ(records.size(), 1U);
    EXPECT_EQ(lost(records[0]), "in_progress");
}

TEST_F(Ruling, AStateThatMayNotFollowStaysOutAndEverybodyHearsSo) {
    const auto before = state_stamp();
    const auto done = move(li, "done", before);
    const auto cancelled = move(zhao, "cancelled", before);
    world.save(li, {done});
    const auto verdict = world.save(zhao, {cancelled});
    EXPECT_EQ(verdict.kind, Kind::superseded);
    ASSERT_EQ(verdict.rows.size(), 1U);
    EXPECT_EQ(state(), "done");
    EXPECT_EQ(state_stamp().device, 0U);
    EXPECT_GT(state_stamp(), cancelled.stamp) << "no phone keeps the state that was refused";
    const auto records = of(sync::Conflict::Kind::overwritten);
    ASSERT_EQ(records.size(), 1U);
    EXPECT_EQ(lost(records[0]), "cancelled");
    EXPECT_EQ(records[0].key.loser, cancelled.stamp);
    EXPECT_EQ(records[0].winner, state_stamp());
    // His next step starts from what he saw on his phone, and is judged by what stands.
    const auto reopened = move(zhao, "pending", cancelled.stamp);
    world.save(zhao, {reopened});
    EXPECT_EQ(of(sync::Conflict::Kind::overwritten).size(), 1U) << "he replaced his own";
}

TEST_F(Ruling, TheSamePushAgainChangesNothing) {
    const auto before = state_stamp();
    world.save(li, {move(li, "done", before)});
    const auto request = world.request(zhao, {{move(zhao, "cancelled", before)}});
    ASSERT_TRUE(world.push(zhao, request).ok());
    const auto stands = state_stamp();
    const auto lines = world.ledger.history_size();
    ASSERT_TRUE(world.push(zhao, request).ok());
    EXPECT_EQ(state_stamp(), stands);
    EXPECT_EQ(world.ledger.history_size(), lines);
}

TEST_F(Ruling, TextsOfTwoAuthorsBecomeOneUnderAStampOfTheServer) {
    world.save(li, {write(li, "budget 80k, decides in May", text_stamp())});
    const auto before = text_stamp();
    const auto budget = write(li, "budget 90k, decides in May", before);
    const auto month = write(zhao, "budget 80k, decides in June", before);
    world.save(zhao, {month});
    const auto verdict = world.save(li, {budget});
    EXPECT_EQ(verdict.kind, Kind::merged);
    ASSERT_EQ(verdict.rows.size(), 1U);
    EXPECT_EQ(text(), "budget 90k, decides in June");
    EXPECT_EQ(text_stamp().device, 0U);
    EXPECT_GT(text_stamp(), budget.stamp);
    EXPECT_GT(text_stamp(), month.stamp);
    EXPECT_TRUE(world.ledger.conflicts().empty());
    // Li has not pulled and writes on: what Zhao wrote stays.
    world.save(li, {write(li, "budget 90k, decides in May, wants a demo", budget.stamp)});
    EXPECT_EQ(text(), "budget 90k, decides in June, wants a demo");
    EXPECT_TRUE(world.ledger.conflicts().empty());
}

TEST_F(Ruling, ASequentialEditOfATextIsPlain) {
    const auto words = write(li, "Called.", text_stamp());
    EXPECT_EQ(world.save(li, {words}).kind, Kind::applied);
    EXPECT_EQ(text_stamp(), words.stamp);
}

TEST_F(Ruling, WhatBothWroteOverIsKeptTwiceUntilSomebodyPutsItInOrder) {
    world.save(li, {write(li, "budget 80k", text_stamp())});
    const auto before = text_stamp();
    const auto one = write(li, "budget 90k", before);
    const auto other = write(zhao, "budget 100k", before);
    world.save(zhao, {other});
    world.save(li, {one});
    EXPECT_EQ(text(), "budget [90k | 100k]");
    auto records = of(sync::Conflict::Kind::overlapped);
    ASSERT_EQ(records.size(), 2U);
    for (const auto& record : records) {
        EXPECT_EQ(record.winner, text_stamp());
        EXPECT_EQ(record.loser_base, before);
        EXPECT_EQ(lost(record), record.key.loser == one.stamp ? "budget 90k" : "budget 100k");
    }
    EXPECT_TRUE(of(sync::Conflict::Kind::overwritten).empty());
    // Somebody who has not seen it changes nothing about that.
    world.save(zhao, {write(zhao, "budget 100k, today", other.stamp)});
    EXPECT_EQ(of(sync::Conflict::Kind::overlapped).size(), 2U);
    EXPECT_EQ(text(), "budget [90k | 100k], today");
    world.save(li, {write(li, "budget 95k, today", text_stamp())});
    EXPECT_TRUE(world.ledger.conflicts().empty());
}

TEST_F(Ruling, WhatItMakesOfADeletedRowsTextBringsTheRowBackAndIsFlagged) {
    const auto before = text_stamp();
    const auto words = write(li, "Called.", before);
    world.save(zhao, {write(zhao, "Visited.", before)});
    auto removal = core::Change{core::ChangeKind::remove, &catalog::customer, acme, world.stamp(zhao), {}, {}};
    removal.seen = world.customer(acme).clocks;
    world.save(zhao, {removal});
    ASSERT_TRUE(world.customer(acme).deleted());
    world.save(li, {words});
    EXPECT_FALSE(world.customer(acme).deleted());
    EXPECT_EQ(text(), "Called.\nVisited.");
    EXPECT_EQ(of(sync::Conflict::Kind::revived).size(), 1U);
}

TEST_F(Ruling, WithoutTheTextThatBothHadSeenTheNewerStaysAndTheOtherIsKept) {
    world.save(li, {write(li, "one", text_stamp())});
    const auto unknown = write(zhao, "two", {core::Hlc{77}, zhao.principal.device});
    world.save(zhao, {unknown});
    EXPECT_EQ(text(), "two");
    auto records = of(sync::Conflict::Kind::overwritten);
    ASSERT_EQ(records.size(), 1U);
    EXPECT_EQ(lost(records[0]), "one");
    // Who goes on from the one that lost goes on beside the other, too.
    const auto on = write(li, "one and a half", records[0].key.loser);
    world.save(li, {on});
    EXPECT_EQ(text(), "one and a half");
    records = of(sync::Conflict::Kind::overwritten);
    ASSERT_EQ(records.size(), 1U);
    EXPECT_EQ(lost(records[0]), "two");
}

TEST_F(Ruling, ATextThatWouldBeTooLongIsNotMerged) {
    const auto before = text_stamp();
    const std::string many(catalog::customer.fields[note].max_length - 10, 'x');
    const auto one = write(li, many, before);
    const auto other = write(zhao, "y" + many, before);
    world.save(li, {one});
    world.save(zhao, {other});
    EXPECT_EQ(text(), "y" + many);
    EXPECT_EQ(of(sync::Conflict::Kind::overwritten).size(), 1U);
}

TEST_F(Ruling, AServerThatWasSetBackGetsTheSameTextFromEitherOrder) {
    const auto before = text_stamp();
    const auto one = write(li, "Called. Wants a quotation.", before);
    const auto other = write(zhao, "Visited. Met the manager.", before);
    std::vector<std::string> texts;
    for (const bool li_first : {true, false}) {
        auto part = world.ledger.savepoint();
        auto& first = li_first ? li : zhao;
        auto& second = li_first ? zhao : li;
        ASSERT_TRUE(
            world.authority.push(*world.ledger, first.principal, world.request(first, {{li_first ? one : other}}))
                .ok());
        ASSERT_TRUE(
            world.authority.push(*world.ledger, second.principal, world.request(second, {{li_first ? other : one}}))
                .ok());
        texts.push_back(text());
        // Under another number it is the same edit still.
        const auto stands = text_stamp();
        auto again = world.request(first, {{li_first ? one : other}, {li_first ? one : other}});
        ASSERT_TRUE(world.authority.push(*world.ledger, first.principal, again).ok());
        EXPECT_EQ(text(), texts.back());
        EXPECT_EQ(text_stamp(), stands);
    }
    EXPECT_EQ(texts[0], texts[1]);
    EXPECT_EQ(texts[0], "Called. Wants a quotation.\nVisited. Met the manager.");
}

}  // namespace
}  // namespace fieldfare
