// Giving up what the server keeps aside: what it wrote makes way, nothing else changes.
#include <algorithm>

#include "core/customers/filing.h"
#include "core/journal/resend.h"
#include "core/search/search.h"
#include "core/visits/log_visit.h"
#include "tests/unit/core/store_fixture.h"

namespace fieldfare::tests {
namespace {

using core::ChangeKind;
using core::ErrorCode;
using core::Stamp;
using core::catalog::customer;
using core::catalog::followup;
using core::catalog::interaction;
using core::journal::State;

class Discard : public StoreTest {
  protected:
    // The open groups go out; `refused` is kept aside, the others take effect.
    void push(std::uint64_t refused, State as = State::quarantined) {
        const auto batch = seal();
        std::vector<core::journal::Verdict> verdicts;
        for (const auto& group : batch.groups) {
            const bool aside = refused == all || group.number == refused;
            verdicts.push_back({group.number, aside ? as : State::applied, {}, {}, {}});
        }
        FF_ASSERT_OK(record(verdicts));
    }
    core::Status give_up(std::uint64_t number) {
        auto transaction = must(store_->begin());
        if (auto done = core::journal::discard(transaction, number); !done) return done;
        auto committed = transaction.commit();
        return committed ? core::Status{} : core::Status(committed.error());
    }
    core::Row customer_row(const core::Row& row) { return must(store_->read().find(customer, row.id)).value(); }
    template <typename Change>
    void edit(core::Row& row, Change&& change) {
        auto transaction = must(store_->begin());
        core::Edit edit(transaction);
        FF_ASSERT_OK(change(edit, row));
        FF_ASSERT_OK(edit.save());
        FF_ASSERT_OK(transaction.commit());
    }
    static Stamp stamp_of(const core::Row& row, std::size_t field, const std::string& key = {}) {
        return row.clocks.of({customer.clock_field(customer.fields[field]).id, key});
    }
    bool gone(const core::Entity& entity, const core::Uuid& id) { return !must(store_->read().find(entity, id)); }
    void index() {
        while (must(core::search::index_step(*store_, 10)) > 0) continue;
    }

    static constexpr std::uint64_t all = 0 - std::uint64_t{1};
    static constexpr auto name = customer.at("name");
    static constexpr auto note = customer.at("note");
};

TEST_F(Discard, OnlyTheCellsOfTheChangeGoBackToWhatItReplaced) {
    auto row = add_customer("甲");
    set_field(row, note, std::string("一"));
    push(0);
    const auto before = customer_row(row);
    set_field(row, name, std::string("乙"));
    set_field(row, customer.at("city"), std::string("北京"));  // a group of fields
    const auto number = outbox().back().group.number;
    push(number);
    FF_ASSERT_OK(give_up(number));
    const auto now = customer_row(row);
    EXPECT_EQ(now.clocks, before.clocks) << "it knows what it knew before, no less";
    EXPECT_EQ(now.text(name), "甲") << "his own journal knows what he replaced";
}

TEST_F(Discard, WhatSomebodyElseHadWrittenComesBackFromTheServerAlone) {
    auto row = add_customer("甲");
    push(0);
    auto theirs = customer_row(row);
    theirs.values[name] = std::string("别人的");
    theirs.clocks.set({{customer.fields[name].id, {}}, {core::Hlc::at(monday + 1'000), 9}, {}});
    auto transaction = must(store_->begin());
    FF_ASSERT_OK(transaction.put(theirs));
    FF_ASSERT_OK(transaction.commit());
    row = theirs;
    clock_.advance(5'000);
    set_field(row, name, std::string("乙"));
    push(2);
    FF_ASSERT_OK(give_up(2));
    EXPECT_EQ(customer_row(row).clocks, theirs.clocks);
    EXPECT_EQ(customer_row(row).text(name), "乙") << "nothing goes from the screen before the server's value comes";
}

TEST_F(Discard, TheServerIsToldInAGroupOfItsOwnAndNothingIsLeftToSendAgain) {
    auto row = add_customer("甲");
    push(0);
    set_field(row, name, std::string("乙"));
    const auto given_up = outbox().back().group;
    push(given_up.number);
    FF_ASSERT_OK(give_up(given_up.number));
    EXPECT_EQ(give_up(given_up.number).error().code, ErrorCode::not_found);
    EXPECT_EQ(give_up(1).error().code, ErrorCode::not_found) << "it took effect";
    const auto items = outbox();
    ASSERT_EQ(items.size(), 1U);
    ASSERT_EQ(items[0].group.changes.size(), 1U);
    const auto& told = items[0].group.changes[0];
    EXPECT_EQ(told.kind, ChangeKind::discard);
    EXPECT_EQ(told.stamp, given_up.changes[0].stamp);
    EXPECT_EQ(told.row, row.id);
    EXPECT_EQ(must(core::journal::counts(store_->read())).quarantined, 0);
    // A server restored to a time before it gets the number without the content, and no gap.
    auto transaction = must(store_->begin());
    FF_ASSERT_OK(core::journal::rewind(transaction, 0));
    FF_ASSERT_OK(transaction.commit());
    const auto again = seal();
    ASSERT_EQ(again.groups.size(), 3U);
    EXPECT_EQ(again.groups[1].number, given_up.number);
    EXPECT_TRUE(again.groups[1].changes.empty());
    EXPECT_EQ(again.groups[2].changes[0].kind, ChangeKind::discard);
}

TEST_F(Discard, WhatWasSentAgainGoesOnceMoreAsOneGroup) {
    auto row = add_customer("甲");
    push(1);
    auto transaction = must(store_->begin());
    EXPECT_EQ(must(core::journal::resend(transaction, 1)), 2U);
    FF_ASSERT_OK(transaction.commit());
    push(0);
    auto again = must(store_->begin());
    FF_ASSERT_OK(core::journal::rewind(again, 0));
    FF_ASSERT_OK(again.commit());
    const auto batch = seal();
    ASSERT_EQ(batch.groups.size(), 2U);
    EXPECT_TRUE(batch.groups[0].changes.empty());
    EXPECT_EQ(batch.groups[1].changes.size(), 1U);
}

TEST_F(Discard, NoLaterEditJoinsWhatIsSentAgain) {
    auto row = add_customer("甲");
    push(0);
    set_field(row, name, std::string("乙"));
    push(2);
    auto transaction = must(store_->begin());
    EXPECT_EQ(must(core::journal::resend(transaction, 2)), 3U);
    FF_ASSERT_OK(transaction.commit());
    set_field(row, name, std::string("丙"));
    EXPECT_EQ(outbox().size(), 2U) << "the server looks for the old stamp";
}

TEST_F(Discard, ALaterEditStaysAndKnowsWhatLayUnderBoth) {
    auto row = add_customer("甲");
    const auto first = row.clocks.row;
    push(0);
    set_field(row, name, std::string("乙"));
    push(2);
    set_field(row, name, std::string("丙"));
    const auto newest = stamp_of(row, name);
    FF_ASSERT_OK(give_up(2));
    EXPECT_EQ(customer_row(row).text(name), "丙");
    EXPECT_EQ(stamp_of(customer_row(row), name), newest);
    const auto items = outbox();
    EXPECT_EQ(items.front().group.changes[0].cells[0].base, first);
}

TEST_F(Discard, OfTwoRefusedEditsTheEarlierShowsAgainWhenTheLaterIsGivenUp) {
    auto row = add_customer("甲");
    push(0);
    set_field(row, name, std::string("乙"));
    push(2);
    const auto second = stamp_of(row, name);
    set_field(row, name, std::string("丙"));
    push(3);
    FF_ASSERT_OK(give_up(3));
    EXPECT_EQ(customer_row(row).text(name), "乙");
    EXPECT_EQ(stamp_of(customer_row(row), name), second);
    FF_ASSERT_OK(give_up(2));
    EXPECT_EQ(customer_row(row).clocks.cells.size(), 0U);
}

TEST_F(Discard, NothingIsTakenFromUnderAnEditThatIsOnItsWay) {
    auto row = add_customer("甲");
    push(0);
    set_field(row, name, std::string("乙"));
    push(2);
    set_field(row, name, std::string("丙"));
    const auto sent = seal();
    EXPECT_EQ(give_up(2).error().code, ErrorCode::needed_by_others);
    EXPECT_EQ(must(core::journal::counts(store_->read())).quarantined, 1);
    EXPECT_EQ(seal().groups, sent.groups);
}

TEST_F(Discard, WhatWaitsIsNotTakenFromUnderAnEditThatMayStillNameIt) {
    auto row = add_customer("甲");
    push(0);
    set_field(row, name, std::string("乙"));
    push(2, State::waiting);
    set_field(row, name, std::string("丙"));
    const auto later = outbox().back().group;
    EXPECT_EQ(give_up(2).error().code, ErrorCode::needed_by_others) << "it may have taken effect by now";
    EXPECT_EQ(outbox().back().group, later);
    push(0);
    FF_ASSERT_OK(give_up(2));
    EXPECT_EQ(customer_row(row).text(name), "丙");
}

TEST_F(Discard, ElementsKeysAndDeletionsGoBack) {
    auto row = add_customer("甲");
    edit(row, [](core::Edit& edit, core::Row& at) { return edit.add_to_set(at, customer.at("tags"), "旧"); });
    push(0);
    const auto before = customer_row(row);
    edit(row, [](core::Edit& edit, core::Row& at) { return edit.add_to_set(at, customer.at("tags"), "新"); });
    edit(row, [](core::Edit& edit, core::Row& at) { return edit.remove_from_set(at, customer.at("tags"), "旧"); });
    push(all);
    while (!outbox().empty() && outbox().front().state == State::quarantined) {
        FF_ASSERT_OK(give_up(outbox().front().group.number));
    }
    EXPECT_EQ(customer_row(row), before);
    push(0);
    edit(row, [](core::Edit& edit, core::Row& at) { return edit.remove(at); });
    EXPECT_TRUE(customer_row(row).deleted());
    const auto removal = outbox().back().group.number;
    push(removal);
    FF_ASSERT_OK(give_up(removal));
    EXPECT_EQ(customer_row(row), before);
}

TEST_F(Discard, ARemovalThatIsGivenUpLeavesTheEarlierOne) {
    auto row = add_customer("甲");
    const auto add = [](core::Edit& edit, core::Row& at) { return edit.add_to_set(at, customer.at("tags"), "重点"); };
    const auto remove = [](core::Edit& edit, core::Row& at) {
        return edit.remove_from_set(at, customer.at("tags"), "重点");
    };
    edit(row, add);
    push(0);
    edit(row, remove);
    const auto removed = customer_row(row);
    edit(row, add);
    edit(row, remove);
    edit(row, add);
    const auto items = outbox();
    ASSERT_EQ(items.size(), 4U) << "an element that comes and goes is not joined";
    push(all);
    FF_ASSERT_OK(give_up(items[1].group.number));
    FF_ASSERT_OK(give_up(items[2].group.number));
    const core::Cell cell{customer.fields[customer.at("tags")].id, "重点"};
    const auto clocks = customer_row(row).clocks;
    ASSERT_NE(clocks.find(cell), nullptr);
    EXPECT_EQ(clocks.find(cell)->removed, removed.clocks.find(cell)->removed);
    EXPECT_EQ(clocks.find(cell)->stamp, items[3].group.changes[0].stamp);
    FF_ASSERT_OK(give_up(items[3].group.number));
    EXPECT_EQ(customer_row(row), removed) << "nothing is left of an add that was given up before";
}

TEST_F(Discard, AVisitGoesWithAllThatItBroughtAndFromTheSearchToo) {
    auto row = add_customer("甲");
    push(0);
    core::visits::LogVisit visit;
    visit.customer = row.id;
    visit.channels = {"visit"};
    visit.note = "样品已寄出";
    visit.next_step = "回访";
    visit.next_due = core::Day::parse("2023-10-20");
    visit.stage_after = "intent";
    const auto logged = must(core::visits::log(*store_, visit));
    const auto planned = logged.next_followup.value();
    index();
    ASSERT_EQ(must(core::search::visits(store_->read(), "样品")).size(), 1U);
    const auto number = outbox().back().group.number;
    push(number);
    FF_ASSERT_OK(give_up(number));
    EXPECT_TRUE(gone(interaction, logged.interaction));
    EXPECT_TRUE(gone(followup, planned));
    EXPECT_EQ(customer_row(row).clocks.cells.size(), 0U);
    index();
    EXPECT_TRUE(must(core::search::visits(store_->read(), "样品")).empty());
}

TEST_F(Discard, WhatTookEffectBeforeTheServerWasSetBackIsNotGivenUp) {
    auto row = add_customer("甲");
    push(0);
    set_field(row, name, std::string("乙"));
    push(0);
    auto transaction = must(store_->begin());
    FF_ASSERT_OK(core::journal::rewind(transaction, 1));
    FF_ASSERT_OK(transaction.commit());
    push(2, State::waiting);
    EXPECT_EQ(give_up(2).error().code, ErrorCode::transition_not_allowed) << "others have seen it";
    EXPECT_EQ(outbox().size(), 1U);
    EXPECT_EQ(customer_row(row).text(name), "乙");
    auto again = must(store_->begin());
    EXPECT_EQ(must(core::journal::resend(again, 2)), 3U);
    FF_ASSERT_OK(again.commit());
    push(3);
    EXPECT_EQ(give_up(3).error().code, ErrorCode::transition_not_allowed);
}

TEST_F(Discard, ACustomerUnderOtherRecordsGoesOnlyAfterThem) {
    auto row = add_customer("甲");
    push(1);
    core::visits::LogVisit visit;
    visit.customer = row.id;
    visit.channels = {"visit"};
    visit.note = "一";
    const auto logged = must(core::visits::log(*store_, visit));
    const auto refused = give_up(1);
    EXPECT_EQ(refused.error().code, ErrorCode::needed_by_others);
    EXPECT_EQ(refused.error().detail, "customer");
    EXPECT_EQ(must(core::journal::counts(store_->read())).quarantined, 1) << "nothing was given up";
    EXPECT_FALSE(gone(customer, row.id));
    push(2, State::waiting);
    EXPECT_EQ(give_up(1).error().code, ErrorCode::needed_by_others);
    FF_ASSERT_OK(give_up(2));
    EXPECT_TRUE(gone(interaction, logged.interaction));
    push(0);
    FF_ASSERT_OK(give_up(1));
    EXPECT_TRUE(gone(customer, row.id));
}

}  // namespace
}  // namespace fieldfare::tests
