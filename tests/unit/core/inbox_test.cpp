// What somebody overwrote unseen: restored as an ordinary edit, kept, taken back; gone with its row.
#include "core/conflicts/inbox.h"

#include "tests/unit/core/store_fixture.h"

namespace fieldfare::tests {
namespace {

namespace inbox = core::inbox;
using core::Change;
using core::ChangeKind;
using core::ConflictKind;
using core::OwnConflict;
using core::catalog::customer;

class Inbox : public StoreTest {
  protected:
    OwnConflict about(const core::Row& row, std::vector<core::CellChange> lost) {
        OwnConflict conflict;
        conflict.id = new_id();
        conflict.by = new_id();
        conflict.at = clock_.wall();
        conflict.lost = Change{ChangeKind::update, row.entity, row.id, row.clocks.row, std::move(lost), {}};
        conflict.kept = conflict.lost;
        change([&](core::Transaction& transaction) { return inbox::put(transaction, conflict); });
        return conflict;
    }
    void change(const std::function<core::Status(core::Transaction&)>& what) {
        auto transaction = must(store_->begin());
        FF_ASSERT_OK(what(transaction));
        FF_ASSERT_OK(transaction.commit());
    }
    core::Result<Change> restore(const OwnConflict& conflict) {
        auto transaction = must(store_->begin());
        auto stood = inbox::restore(transaction, conflict);
        if (stood) must(transaction.commit());
        return stood;
    }
    void keep(const OwnConflict& conflict) {
        change([&](core::Transaction& transaction) { return inbox::keep(transaction, conflict); });
    }
    void reopen(const OwnConflict& conflict, const std::optional<Change>& stood = {}) {
        change([&](core::Transaction& transaction) { return inbox::reopen(transaction, conflict, stood); });
    }
    core::Row stored(const core::Row& row) { return must(store_->read().find(*row.entity, row.id)).value(); }
    std::vector<OwnConflict> open() { return must(inbox::open(store_->read())); }
    static core::FieldId id_of(const core::Entity& entity, const char* name) {
        return entity.fields[entity.position(name)].id;
    }
};

TEST_F(Inbox, ARestoredValueIsAnEditThatHasSeenThePresentOne) {
    const auto row = add_customer("Acme & Sons");
    const auto conflict = about(row, {{id_of(customer, "name"), {}, std::string("Acme Ltd"), {}}});
    EXPECT_EQ(open(), std::vector{conflict});
    const auto then = stored(row).clocks.of({id_of(customer, "name"), {}});
    change([](core::Transaction& transaction) -> core::Status {
        FF_ASSIGN([[maybe_unused]] const auto batch, core::journal::seal_batch(transaction));
        return {};
    });
    FF_ASSERT_OK(restore(conflict));
    EXPECT_EQ(stored(row).text(customer.at("name")), "Acme Ltd");
    const auto box = must(core::journal::outbox(store_->read()));
    const auto& edit = box.back().group.changes.front();
    EXPECT_EQ(edit.kind, ChangeKind::update);
    EXPECT_EQ(edit.cells.front().base, then);
    EXPECT_TRUE(open().empty());
    EXPECT_TRUE(must(inbox::has_decisions(store_->read())));
}

TEST_F(Inbox, WhatStoodComesBackWithTheConflict) {
    const auto row = add_customer("Acme & Sons");
    const auto conflict = about(row, {{id_of(customer, "name"), {}, std::string("Acme Ltd"), {}},
                                      {id_of(customer, "service_cycle"), {}, std::string("old friends"), {}}});
    const auto stood = restore(conflict);
    FF_ASSERT_OK(stood);
    reopen(conflict, *stood);
    EXPECT_EQ(stored(row).text(customer.at("name")), "Acme & Sons");
    EXPECT_FALSE(stored(row).has(customer.at("service_cycle")));
    EXPECT_EQ(open(), std::vector{conflict});
}

TEST_F(Inbox, WhatStandsAlreadyIsSettledWithoutAnEdit) {
    const auto row = add_customer("Acme Ltd");
    const auto before = must(core::journal::outbox(store_->read())).size();
    FF_ASSERT_OK(restore(about(row, {{id_of(customer, "name"), {}, std::string("Acme Ltd"), {}}})));
    EXPECT_EQ(must(core::journal::outbox(store_->read())).size(), before);
    EXPECT_TRUE(open().empty());
}

TEST_F(Inbox, ADeletionThatWasUndoneIsMadeAgain) {
    const auto row = add_customer("Acme");
    auto conflict = about(row, {});
    conflict.kind = ConflictKind::revived;
    conflict.lost.kind = ChangeKind::remove;
    const auto stood = restore(conflict);
    FF_ASSERT_OK(stood);
    EXPECT_TRUE(stored(row).deleted());
    reopen(conflict, *stood);
    EXPECT_FALSE(stored(row).deleted());
}

TEST_F(Inbox, NothingIsWrittenIntoADeletedRow) {
    const auto row = add_customer("Acme");
    const auto conflict = about(row, {{id_of(customer, "name"), {}, std::string("Acme Ltd"), {}}});
    change([&](core::Transaction& transaction) -> core::Status {
        core::Edit edit(transaction);
        auto held = stored(row);
        FF_TRY(edit.remove(held));
        return edit.save();
    });
    EXPECT_EQ(restore(conflict).error().code, core::ErrorCode::not_found);
    EXPECT_EQ(open().size(), 1u);
}

TEST_F(Inbox, ADecisionStandsUntilTheServerKnowsIt) {
    const auto conflict = about(add_customer("Acme"), {{id_of(customer, "name"), {}, std::string("x"), {}}});
    keep(conflict);
    EXPECT_TRUE(open().empty());
    EXPECT_TRUE(must(inbox::has_untold(store_->read())));
    change([](core::Transaction& transaction) { return inbox::telling(transaction); });
    EXPECT_FALSE(must(inbox::has_untold(store_->read())));
    const auto asked = must(inbox::held(store_->read()));
    ASSERT_EQ(asked.size(), 1u);
    // Meanwhile he takes it back: an answer to what was asked before does not undo that.
    reopen(conflict);
    change([&](core::Transaction& transaction) { return inbox::told(transaction, asked, {conflict.id}); });
    EXPECT_EQ(open(), std::vector{conflict});
    EXPECT_TRUE(must(inbox::has_decisions(store_->read())));
    const auto again = must(inbox::held(store_->read()));
    change([&](core::Transaction& transaction) { return inbox::told(transaction, again, {}); });
    EXPECT_EQ(open(), std::vector{conflict});
    EXPECT_FALSE(must(inbox::has_decisions(store_->read())));
    // Told again of one that it holds, it keeps what was decided.
    keep(conflict);
    change([&](core::Transaction& transaction) { return inbox::put(transaction, conflict); });
    EXPECT_TRUE(open().empty());
}

TEST_F(Inbox, TheSumIsThatOfTheIds) {
    EXPECT_EQ(must(inbox::digest(store_->read())), core::Digest{});
    const auto row = add_customer("Acme");
    const auto first = about(row, {{id_of(customer, "name"), {}, std::string("x"), {}}});
    const auto second = about(row, {{id_of(customer, "name"), {}, std::string("y"), {}}});
    auto sum = *core::Digest::from_bytes(first.id.bytes);
    sum += *core::Digest::from_bytes(second.id.bytes);
    EXPECT_EQ(must(inbox::digest(store_->read())), sum);
}

TEST_F(Inbox, ARowThatLeavesTakesItsConflictsAlong) {
    const auto row = add_customer("Acme");
    const auto other = about(add_customer("Beta"), {{id_of(customer, "name"), {}, std::string("y"), {}}});
    about(row, {{id_of(customer, "name"), {}, std::string("x"), {}}});
    change([&](core::Transaction& transaction) { return transaction.erase(customer, row.id); });
    EXPECT_EQ(open(), std::vector{other});
}

}  // namespace
}  // namespace fieldfare::tests
