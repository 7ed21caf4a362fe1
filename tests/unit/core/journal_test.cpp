#include "core/journal/journal.h"

#include "core/rows/codec.h"
#include "tests/unit/core/store_fixture.h"

namespace fieldfare::tests {
namespace {

using core::Row;
using core::catalog::customer;
using core::journal::State;

class Journal : public StoreTest {
  protected:
    core::FieldId id_of(std::size_t field) const { return customer.fields[field].id; }
};

TEST_F(Journal, TheEnrolmentRoundTrips) {
    core::journal::SyncState state;
    state.device = 4'000'000'000U;
    state.device_id = new_id();
    state.epoch = 0xFFFF'FFFF'FFFF'FFFFULL;
    state.org = new_id();
    state.user = new_id();
    state.role = "lead";
    state.server_url = "https://例子.example";
    state.server_epoch = 3;
    state.cursor = 1'234'567'890'123ULL;
    state.chain[31] = 9;
    state.acknowledged = 2;
    state.token = "secret";
    state.last_sync_at = monday;
    {
        auto transaction = must(store_->begin());
        FF_ASSERT_OK(core::journal::set_sync_state(transaction, state));
        FF_ASSERT_OK(transaction.commit());
    }
    reopen();
    EXPECT_EQ(must(core::journal::sync_state(store_->read())), state);
    auto transaction = must(store_->begin());
    FF_ASSERT_OK(core::journal::set_cursor(transaction, 77));
    FF_ASSERT_OK(transaction.commit());
    EXPECT_EQ(must(core::journal::sync_state(store_->read()))->cursor, 77U);
}

TEST_F(Journal, UnsentEditsOfOneFieldBecomeOne) {
    auto row = add_customer("甲");
    seal();
    const auto base = row.clocks.row;
    set_field(row, customer.at("note"), std::string("一"));
    set_field(row, customer.at("note"), std::string("二"));
    set_field(row, customer.at("note"), std::string("三"));
    const auto items = outbox();
    ASSERT_EQ(items.size(), 2U);
    const auto& group = items[1].group;
    EXPECT_EQ(group.number, 2U);
    ASSERT_EQ(group.changes.size(), 1U);
    ASSERT_EQ(group.changes[0].cells.size(), 1U);
    EXPECT_EQ(group.changes[0].cells[0].value, core::Value(std::string("三")));
    EXPECT_EQ(group.changes[0].cells[0].base, base);
    EXPECT_EQ(group.changes[0].stamp, row.clocks.of({id_of(customer.at("note")), ""}));
}

TEST_F(Journal, OtherFieldsKeepTheirOwnStampInAJoinedGroup) {
    auto row = add_customer("甲");
    seal();
    set_field(row, customer.at("note"), std::string("一"));
    const auto first = row.clocks.of({id_of(customer.at("note")), ""});
    set_field(row, customer.at("industry"), std::string("制造业"));
    const auto items = outbox();
    ASSERT_EQ(items.size(), 2U);
    ASSERT_EQ(items[1].group.changes.size(), 2U);
    EXPECT_EQ(items[1].group.changes[0].stamp, first);
    EXPECT_GT(items[1].group.changes[1].stamp, first);
    // What stands in the journal decodes to what stands in the row.
    for (const auto& change : items[1].group.changes) {
        for (const auto& cell : change.cells) {
            EXPECT_EQ(get(customer, row.id).clocks.of({cell.field, ""}), change.stamp);
        }
    }
}

TEST_F(Journal, ASealedGroupIsNeverJoined) {
    auto row = add_customer("甲");
    set_field(row, customer.at("note"), std::string("一"));
    const auto batch = seal();
    ASSERT_EQ(batch.groups.size(), 2U);
    set_field(row, customer.at("note"), std::string("二"));
    EXPECT_EQ(seal().groups, batch.groups);
    ASSERT_EQ(outbox().size(), 3U);
    EXPECT_EQ(outbox()[2].group.changes[0].cells[0].base, batch.groups[1].changes[0].stamp);
}

TEST_F(Journal, AnEditWrittenMeanwhileByAnotherGroupKeepsGroupsApart) {
    auto row = add_customer("甲");
    auto other = add_customer("乙");
    seal();
    set_field(row, customer.at("note"), std::string("一"));  // group 3, may be joined
    {
        auto transaction = must(store_->begin());
        core::Edit edit(transaction);
        FF_ASSERT_OK(edit.set(row, customer.at("note"), std::string("二")));
        FF_ASSERT_OK(edit.set(other, customer.at("note"), std::string("二")));
        FF_ASSERT_OK(edit.save());
        FF_ASSERT_OK(transaction.commit());  // group 4, two rows
    }
    set_field(row, customer.at("note"), std::string("三"));
    const auto items = outbox();
    ASSERT_EQ(items.size(), 5U);
    EXPECT_EQ(items[4].group.changes[0].cells[0].base, items[3].group.changes[0].stamp);
}

TEST_F(Journal, AnEditOfARowThatWasDeletedAndBroughtBackStaysBehindBoth) {
    auto row = add_customer("甲");
    seal();
    set_field(row, customer.at("note"), std::string("一"));  // group 2, may be joined
    const auto in_one = [&](auto what) {
        auto transaction = must(store_->begin());
        core::Edit edit(transaction);
        FF_ASSERT_OK(what(edit));
        FF_ASSERT_OK(edit.save());
        FF_ASSERT_OK(transaction.commit());
        row = must(store_->read().find(customer, row.id)).value();  // deleted or not
    };
    in_one([&](core::Edit& edit) { return edit.remove(row); });
    in_one([&](core::Edit& edit) { return edit.revive(row); });
    set_field(row, customer.at("note"), std::string("二"));
    const auto items = outbox();
    ASSERT_EQ(items.size(), 5U);
    EXPECT_EQ(items[4].group.changes[0].cells[0].base, items[1].group.changes[0].stamp);
    // What follows joins again.
    set_field(row, customer.at("note"), std::string("三"));
    EXPECT_EQ(outbox().size(), 5U);
}

TEST_F(Journal, AnEditIsNotMovedBeforeTheGroupWhoseValueItReplaces) {
    auto row = add_customer("甲");
    auto other = add_customer("乙");
    seal();
    set_field(row, customer.at("note"), std::string("一"));  // group 3, may be joined
    {
        auto transaction = must(store_->begin());
        core::Edit edit(transaction);
        FF_ASSERT_OK(edit.set(row, customer.at("industry"), std::string("制造业")));
        FF_ASSERT_OK(edit.set(other, customer.at("note"), std::string("二")));
        FF_ASSERT_OK(edit.save());
        FF_ASSERT_OK(transaction.commit());  // group 4, two rows
    }
    set_field(row, customer.at("note"), std::string("三"));  // joins group 3 and renews its stamp
    ASSERT_EQ(outbox().size(), 4U);
    set_field(row, customer.at("industry"), std::string("金融业"));
    const auto items = outbox();
    ASSERT_EQ(items.size(), 5U);
    EXPECT_EQ(items[4].group.changes[0].cells[0].base, items[3].group.changes[0].stamp);
}

TEST_F(Journal, AReferenceIsNeverMovedBeforeWhatItRefersTo) {
    auto row = add_customer("甲");
    seal();
    set_field(row, customer.at("note"), std::string("一"));
    const auto referrer = add_customer("介绍人");
    set_field(row, customer.at("referred_by"), referrer.id);
    const auto items = outbox();
    ASSERT_EQ(items.size(), 4U);
    EXPECT_EQ(items[3].group.changes[0].cells[0].field, id_of(customer.at("referred_by")));
}

TEST_F(Journal, BatchesKeepTheirLimitsAndTheirOrder) {
    for (int i = 0; i < 7; ++i) add_customer("客户" + std::to_string(i));
    auto batch = seal(3);
    EXPECT_EQ(batch.first, 1U);
    EXPECT_EQ(batch.last, 3U);
    EXPECT_EQ(seal(500).groups, batch.groups) << "the same batch until its verdicts are there";
    reopen();
    EXPECT_EQ(seal(500).groups, batch.groups) << "also after a restart";
}

TEST_F(Journal, AGroupBeyondTheLimitsGoesAlone) {
    add_customer("甲");
    add_customer("乙");
    const auto batch = seal(500, 10);
    EXPECT_EQ(batch.groups.size(), 1U);
}

TEST_F(Journal, TheOutboxNamesWhatTheUserDid) {
    const auto row = add_customer("甲");
    const auto items = outbox();
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items[0].title.entity, &customer);
    EXPECT_EQ(items[0].title.id, row.id);
    EXPECT_EQ(items[0].state, State::unsent);
    EXPECT_EQ(items[0].saved_at, monday);
    EXPECT_EQ(must(core::journal::pending_count(store_->read())), 1);
    const auto pending = must(core::journal::pending_rows(store_->read()));
    EXPECT_TRUE(pending.contains({&customer, row.id}));
}

TEST_F(Journal, AttemptsAreCounted) {
    add_customer("甲");
    seal();
    auto transaction = must(store_->begin());
    FF_ASSERT_OK(core::journal::note_attempt(transaction));
    FF_ASSERT_OK(transaction.commit());
    EXPECT_EQ(outbox().at(0).attempts, 1U);
    EXPECT_EQ(outbox().at(0).state, State::sealed);
}

TEST_F(Journal, PagesAreStagedUntilCleared) {
    auto transaction = must(store_->begin());
    FF_ASSERT_OK(core::journal::stage_page(transaction, core::Bytes{1, 2}));
    FF_ASSERT_OK(core::journal::stage_page(transaction, core::Bytes{3}));
    FF_ASSERT_OK(transaction.commit());
    reopen();
    EXPECT_EQ(must(core::journal::staged(store_->read())), (std::vector<core::Bytes>{{1, 2}, {3}}));
    EXPECT_EQ(must(core::journal::staged_count(store_->read())), 2);
    auto clear = must(store_->begin());
    FF_ASSERT_OK(core::journal::clear_staged(clear));
    FF_ASSERT_OK(clear.commit());
    EXPECT_EQ(must(core::journal::staged_count(store_->read())), 0);
}

}  // namespace
}  // namespace fieldfare::tests
