#include "core/journal/resend.h"
#include "core/store/added_cells.h"
#include "tests/unit/core/store_fixture.h"

namespace fieldfare::tests {
namespace {

using core::ErrorCode;
using core::catalog::customer;
using core::journal::State;

class Verdicts : public StoreTest {
  protected:
    core::journal::SyncState state() { return *must(core::journal::sync_state(store_->read())); }
};

TEST_F(Verdicts, AcknowledgedGroupsLeaveTheOutboxAndTheNextBatchFollows) {
    for (int i = 0; i < 5; ++i) add_customer("客户" + std::to_string(i));
    seal(3);
    FF_ASSERT_OK(
        record({{1, State::applied, {}, {}, {}}, {2, State::merged, {}, {}, {}}, {3, State::superseded, {}, {}, {}}}));
    EXPECT_EQ(outbox().size(), 2U);
    EXPECT_EQ(state().acknowledged, 3U);
    EXPECT_EQ(state().chain[0], 1);
    const auto batch = seal();
    EXPECT_EQ(batch.first, 4U);
    EXPECT_EQ(batch.last, 5U);
}

TEST_F(Verdicts, ARepeatedVerdictChangesNothingAndAStrangeOneIsRefused) {
    add_customer("甲");
    add_customer("乙");
    seal(1);
    FF_ASSERT_OK(record({{1, State::applied, {}, {}, {}}}));
    FF_ASSERT_OK(record({{1, State::quarantined, ErrorCode::forbidden, {}, {}}}));
    EXPECT_EQ(must(core::journal::counts(store_->read())).quarantined, 0);
    EXPECT_EQ(record({{2, State::applied, {}, {}, {}}}).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(record({{9, State::applied, {}, {}, {}}}).error().code, ErrorCode::not_found);
}

TEST_F(Verdicts, AnAnswerForManyGroupsLeavesThoseAloneThatWereDecidedBefore) {
    for (int i = 0; i < 6; ++i) add_customer("客户" + std::to_string(i));
    seal(5);
    FF_ASSERT_OK(record({{2, State::waiting, {}, "customer", {}}, {3, State::quarantined, {}, "why", {}}}));
    std::vector<core::journal::Verdict> all;
    for (std::uint64_t number = 1; number <= 5; ++number) all.push_back({number, State::quarantined, {}, "late", {}});
    FF_ASSERT_OK(record(all));
    const auto items = outbox();
    ASSERT_EQ(items.size(), 6U);
    for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(items[i].detail, i == 2 ? "why" : "late");
    EXPECT_EQ(state().acknowledged, 5U);
    // One that was never sent, or is not there, among them: nothing of the answer is taken.
    all.push_back({6, State::applied, {}, {}, {}});
    EXPECT_EQ(record(all).error().code, ErrorCode::invalid_argument);
    all.push_back({7, State::applied, {}, {}, {}});
    EXPECT_EQ(record(all).error().code, ErrorCode::not_found);
    EXPECT_EQ(outbox().size(), 6U);
    EXPECT_EQ(seal().first, 6U);
}

TEST_F(Verdicts, WhatWasRefusedTakesEffectWhenSomebodyElseTookIt) {
    add_customer("客户");
    seal();
    FF_ASSERT_OK(record({{1, State::quarantined, ErrorCode::not_in_scope, "customer", {}}}));
    FF_ASSERT_OK(record({{1, State::applied, {}, {}, {}}}));
    EXPECT_TRUE(outbox().empty());
    // An answer from before that comes late.
    FF_ASSERT_OK(record({{1, State::quarantined, ErrorCode::not_in_scope, "customer", {}}}));
    EXPECT_TRUE(outbox().empty());
}

TEST_F(Verdicts, QuarantineAndWaitingStayInTheOutboxAndBlockNobody) {
    for (int i = 0; i < 3; ++i) add_customer("客户" + std::to_string(i));
    seal();
    FF_ASSERT_OK(record({{1, State::quarantined, ErrorCode::forbidden, "why", {}},
                         {2, State::waiting, {}, "customer", {}},
                         {3, State::applied, {}, {}, {}}}));
    const auto items = outbox();
    ASSERT_EQ(items.size(), 2U);
    EXPECT_EQ(items[0].state, State::quarantined);
    EXPECT_EQ(items[0].reason, ErrorCode::forbidden);
    EXPECT_EQ(items[0].detail, "why");
    EXPECT_EQ(items[1].state, State::waiting);
    EXPECT_EQ(state().acknowledged, 3U);
    EXPECT_TRUE(seal().empty());
    // The server decides the waiting one later.
    FF_ASSERT_OK(record({{2, State::applied, {}, {}, {}}}));
    EXPECT_EQ(outbox().size(), 1U);
}

TEST_F(Verdicts, WhatTheServerRefusedGoesAgainWithWhatWasPutRight) {
    auto row = add_customer("甲");
    seal();
    FF_ASSERT_OK(record({{1, State::quarantined, ErrorCode::missing_field, "industry", {}}}));
    set_field(row, customer.at("industry"), std::string("制造业"));
    set_field(row, customer.at("name"), std::string("甲公司"));
    auto transaction = must(store_->begin());
    EXPECT_EQ(must(core::journal::resend(transaction, 1)), 3U);
    EXPECT_EQ(core::journal::resend(transaction, 1).error().code, ErrorCode::not_found);
    EXPECT_EQ(core::journal::resend(transaction, 9).error().code, ErrorCode::not_found);
    FF_ASSERT_OK(transaction.commit());
    const auto items = outbox();
    ASSERT_EQ(items.size(), 2U);
    const auto& again = items[1].group.changes.at(0);
    EXPECT_EQ(items[1].group.number, 3U);
    EXPECT_EQ(items[1].state, State::unsent);
    EXPECT_EQ(again.kind, core::ChangeKind::add);
    EXPECT_EQ(again.stamp, row.clocks.row) << "a retry never takes a new stamp";
    EXPECT_EQ(again.cells, core::added_cells(row));
    EXPECT_EQ(must(core::journal::counts(store_->read())).quarantined, 0);
}

TEST_F(Verdicts, ARefusedEditGoesAgainWithoutWhatWasReplacedByALaterOne) {
    auto row = add_customer("甲");
    const auto first = row.clocks.row;
    seal();
    FF_ASSERT_OK(record({{1, State::applied, {}, {}, {}}}));
    set_field(row, customer.at("industry"), std::string("制造"));
    set_field(row, customer.at("note"), std::string("一"));
    seal();
    FF_ASSERT_OK(record({{2, State::quarantined, ErrorCode::forbidden, {}, {}}}));
    set_field(row, customer.at("industry"), std::string("制造业"));
    auto transaction = must(store_->begin());
    EXPECT_EQ(must(core::journal::resend(transaction, 2)), 4U);
    FF_ASSERT_OK(transaction.commit());
    const auto items = outbox();
    ASSERT_EQ(items.size(), 2U);
    EXPECT_EQ(items[0].group.changes.at(0).cells.at(0).base, first) << "its author saw what lay under both";
    const auto& again = items[1].group.changes;
    ASSERT_EQ(again.size(), 2U);
    EXPECT_EQ(again[0].kind, core::ChangeKind::discard) << "nothing of it is left, and the server hears that";
    EXPECT_EQ(again[1].cells.at(0).value, core::Value(std::string("一")));
}

// The server takes it up by itself when what it waits for comes: it may have taken effect, and edits over it must know.
TEST_F(Verdicts, WhatWaitsGoesAgainAsItIs) {
    auto row = add_customer("甲");
    seal();
    FF_ASSERT_OK(record({{1, State::applied, {}, {}, {}}}));
    set_field(row, customer.at("industry"), std::string("制造"));
    const auto waiting = seal().groups.at(0);
    FF_ASSERT_OK(record({{2, State::waiting, ErrorCode::unknown_reference, "contact", {}}}));
    set_field(row, customer.at("industry"), std::string("制造业"));
    const auto later = outbox().at(1).group;
    auto transaction = must(store_->begin());
    EXPECT_EQ(must(core::journal::resend(transaction, 2)), 4U);
    FF_ASSERT_OK(transaction.commit());
    const auto items = outbox();
    ASSERT_EQ(items.size(), 2U);
    EXPECT_EQ(items[0].group, later);
    EXPECT_EQ(items[0].group.changes.at(0).cells.at(0).base, waiting.changes.at(0).stamp);
    EXPECT_EQ(items[1].group.changes, waiting.changes);
}

// A copy of this device's data may have given the same stamp to another edit: who deleted the row elsewhere has seen
// that one.
TEST_F(Verdicts, ARestampLeavesWhatSomebodyElsesDeletionHadSeen) {
    auto row = add_customer("甲");
    seal();
    FF_ASSERT_OK(record({{1, State::applied, {}, {}, {}}}));
    set_field(row, customer.at("note"), std::string("一"));
    const auto claimed = outbox().at(0).group.changes.at(0).stamp;
    const core::Cell cell{customer.fields[customer.at("note")].id, ""};
    seal();
    const auto deleted_by = [&](core::DeviceNumber device) {
        auto transaction = must(store_->begin());
        auto gone = must(transaction.get(customer, row.id));
        gone.clocks.deletion = core::Deletion{{core::Hlc{claimed.time.packed - 1}, device}, {}, {{cell, claimed, {}}}};
        FF_ASSERT_OK(transaction.put(gone));
        FF_ASSERT_OK(transaction.commit());
    };
    deleted_by(9);
    const core::Stamp given{core::Hlc{claimed.time.packed + 7}, claimed.device};
    FF_ASSERT_OK(record({{2, State::applied, {}, {}, {{claimed, given}}}}));
    const auto now = must(store_->read().find(customer, row.id));
    EXPECT_EQ(now->clocks.of(cell), given);
    EXPECT_EQ(now->clocks.deletion->seen_cells.at(0).stamp, claimed);
}

TEST_F(Verdicts, ARestampReachesRowsLaterBasesAndTheGroupItself) {
    auto row = add_customer("甲");
    const auto old = row.clocks.row;
    const auto sent = seal();
    set_field(row, customer.at("note"), std::string("一"));
    ASSERT_EQ(outbox()[1].group.changes[0].cells[0].base, old);
    const core::Stamp fresh{core::Hlc::at(monday + 5'000), 7};
    FF_ASSERT_OK(record({{1, State::applied, {}, {}, {{old, fresh}}}}));
    EXPECT_EQ(get(customer, row.id).clocks.row, fresh);
    EXPECT_EQ(outbox()[0].group.changes[0].cells[0].base, fresh);
    auto transaction = must(store_->begin());
    FF_ASSERT_OK(core::journal::rewind(transaction, 0));
    FF_ASSERT_OK(transaction.commit());
    auto again = sent.groups;
    again[0].changes[0].stamp = fresh;
    EXPECT_EQ(seal(1).groups, again) << "another stamp would be later than what others saved over it";
    EXPECT_GE(store_->hybrid_clock().next().time, fresh.time);
}

TEST_F(Verdicts, ARewindSendsTheSameGroupsAgain) {
    for (int i = 0; i < 4; ++i) add_customer("客户" + std::to_string(i));
    const auto first = seal(2);
    FF_ASSERT_OK(record({{1, State::applied, {}, {}, {}}, {2, State::applied, {}, {}, {}}}, 11));
    const auto second = seal(2);
    FF_ASSERT_OK(record({{3, State::applied, {}, {}, {}}, {4, State::quarantined, ErrorCode::forbidden, {}, {}}}, 22));
    auto later = add_customer("后来");
    set_field(later, customer.at("note"), std::string("一"));
    EXPECT_EQ(outbox().size(), 3U);

    auto transaction = must(store_->begin());
    FF_ASSERT_OK(core::journal::rewind(transaction, 2));
    FF_ASSERT_OK(transaction.commit());
    EXPECT_EQ(state().acknowledged, 2U);
    EXPECT_EQ(state().chain[0], 11);
    EXPECT_EQ(seal(2).groups, second.groups);
    FF_ASSERT_OK(record({{3, State::applied, {}, {}, {}}, {4, State::applied, {}, {}, {}}}, 22));
    EXPECT_EQ(seal().first, 5U);

    auto impossible = must(store_->begin());
    EXPECT_EQ(core::journal::rewind(impossible, 1).error().code, ErrorCode::changed_meanwhile)
        << "no hash between batches";
    FF_ASSERT_OK(core::journal::rewind(impossible, 4));  // nothing to do
    EXPECT_EQ(must(core::journal::chain_after(store_->read(), 2)).value()[0], 11);
}

TEST_F(Verdicts, AcknowledgedGroupsAreKeptThirtyDaysAndNumbersGoOn) {
    add_customer("甲");
    add_customer("乙");
    add_customer("丙");
    seal();
    FF_ASSERT_OK(record({{1, State::applied, {}, {}, {}},
                         {2, State::quarantined, ErrorCode::forbidden, {}, {}},
                         {3, State::applied, {}, {}, {}}}));
    advance_days(29);
    auto early = must(store_->begin());
    EXPECT_EQ(must(core::journal::prune(early, clock_.wall())), 0);
    FF_ASSERT_OK(early.commit());
    advance_days(2);
    auto late = must(store_->begin());
    EXPECT_EQ(must(core::journal::prune(late, clock_.wall())), 1);
    FF_ASSERT_OK(late.commit());
    EXPECT_EQ(outbox().size(), 1U) << "the quarantined one";
    EXPECT_EQ(must(core::journal::next_number(store_->read())), 4U);
    auto transaction = must(store_->begin());
    EXPECT_EQ(core::journal::rewind(transaction, 0).error().code, ErrorCode::changed_meanwhile);
}

TEST_F(Verdicts, AServerThatStandsAtAnOldGroupStillGetsTheYoungerOnes) {
    add_customer("甲");
    seal();
    FF_ASSERT_OK(record({{1, State::applied, {}, {}, {}}}, 11));
    advance_days(40);
    add_customer("乙");
    const auto young = seal();
    FF_ASSERT_OK(record({{2, State::applied, {}, {}, {}}}, 22));
    auto transaction = must(store_->begin());
    FF_ASSERT_OK(core::journal::prune(transaction, clock_.wall()));
    FF_ASSERT_OK(core::journal::rewind(transaction, 1));
    FF_ASSERT_OK(transaction.commit());
    EXPECT_EQ(seal().groups, young.groups);
}

TEST_F(Verdicts, WhatIsKeptCanBeSentAgainFromItsFirstGroupWithoutAGap) {
    for (int i = 0; i < 3; ++i) add_customer("客户" + std::to_string(i));
    const auto sent = seal();
    FF_ASSERT_OK(record(
        {{1, State::applied, {}, {}, {}}, {2, State::applied, {}, {}, {}}, {3, State::superseded, {}, {}, {}}}, 11));
    add_customer("未发送");
    FF_ASSERT_OK(store_->database().execute("DELETE FROM journal_groups WHERE number = 1"));
    auto transaction = must(store_->begin());
    auto fresh = state();
    fresh.acknowledged = must(core::journal::reopen_kept(transaction));
    fresh.chain = {};
    EXPECT_EQ(fresh.acknowledged, 1U);
    FF_ASSERT_OK(core::journal::set_sync_state(transaction, fresh));
    FF_ASSERT_OK(transaction.commit());
    const auto again = seal();
    EXPECT_EQ(again.first, 2U);
    ASSERT_EQ(again.groups.size(), 3U);
    EXPECT_EQ(again.groups[0], sent.groups[1]);
    EXPECT_EQ(again.groups[1], sent.groups[2]);
}

TEST_F(Verdicts, WhatLeftTheScopeLeavesTheJournalTooButNoGap) {
    const auto gone = add_customer("离开的客户");
    add_customer("留下的客户");
    const auto sent = seal();
    FF_ASSERT_OK(record({{1, State::applied, {}, {}, {}}, {2, State::applied, {}, {}, {}}}, 5));
    auto transaction = must(store_->begin());
    FF_ASSERT_OK(transaction.erase(customer, gone.id));
    FF_ASSERT_OK(core::journal::forget(transaction, {{&customer, gone.id}}));
    FF_ASSERT_OK(transaction.commit());
    auto kept = must(store_->database().prepare("SELECT count(*) FROM journal_groups WHERE instr(payload, ?1) > 0"));
    kept.bind(1, gone.id);
    ASSERT_TRUE(must(kept.step()));
    EXPECT_EQ(kept.integer(0), 0);
    auto again = must(store_->begin());
    FF_ASSERT_OK(core::journal::rewind(again, 0));
    FF_ASSERT_OK(again.commit());
    const auto batch = seal();
    ASSERT_EQ(batch.groups.size(), 2U);
    EXPECT_TRUE(batch.groups[0].changes.empty());
    EXPECT_EQ(batch.groups[1], sent.groups[1]);
}

}  // namespace
}  // namespace fieldfare::tests
