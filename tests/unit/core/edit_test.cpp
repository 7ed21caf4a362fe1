#include "core/store/edit.h"

#include "tests/unit/core/store_fixture.h"

namespace fieldfare::tests {
namespace {

using core::Cell;
using core::ChangeKind;
using core::ErrorCode;
using core::Row;
using core::catalog::customer;

class Edits : public StoreTest {
  protected:
    // Runs one save and gives its change, the only one of its group.
    template <typename Work>
    core::Change save(Work work) {
        auto transaction = must(store_->begin());
        core::Edit edit(transaction);
        work(edit);
        const auto saved = edit.save();
        EXPECT_TRUE(saved.ok()) << saved.error().describe();
        EXPECT_TRUE(transaction.commit().ok());
        auto change = outbox().back().group.changes.back();
        acknowledge();  // keeps the next save from being joined with this one
        return change;
    }
    void acknowledge() {
        const auto batch = seal();
        std::vector<core::journal::Verdict> verdicts;
        for (const auto& group : batch.groups) {
            verdicts.push_back({group.number, core::journal::State::applied, {}, {}, {}});
        }
        EXPECT_TRUE(record(verdicts).ok());
    }
};

TEST_F(Edits, AnAddCarriesEveryFilledCellWithOneStampAndNoBase) {
    auto row = add_customer("甲");
    const auto item = outbox().at(0);
    ASSERT_EQ(item.group.number, 1U);
    ASSERT_EQ(item.group.changes.size(), 1U);
    const auto& change = item.group.changes[0];
    EXPECT_EQ(change.kind, ChangeKind::add);
    EXPECT_EQ(change.row, row.id);
    EXPECT_EQ(change.stamp, row.clocks.row);
    EXPECT_EQ(change.cells.size(), 3U);
    for (const auto& cell : change.cells) EXPECT_TRUE(cell.base.is_zero());
    EXPECT_EQ(get(customer, row.id), row);
}

TEST_F(Edits, AnUpdateNamesTheStampItReplaces) {
    auto row = add_customer("甲");
    const auto added = row.clocks.row;
    const auto first =
        save([&](core::Edit& edit) { EXPECT_TRUE(edit.set(row, customer.at("name"), std::string("乙")).ok()); });
    ASSERT_EQ(first.cells.size(), 1U);
    EXPECT_EQ(first.kind, ChangeKind::update);
    EXPECT_EQ(first.cells[0].base, added);
    EXPECT_EQ(row.clocks.of({customer.fields[customer.at("name")].id, ""}), first.stamp);
    const auto second =
        save([&](core::Edit& edit) { EXPECT_TRUE(edit.set(row, customer.at("name"), std::string("丙")).ok()); });
    EXPECT_EQ(second.cells[0].base, first.stamp);
    EXPECT_GT(second.stamp, first.stamp);
    EXPECT_EQ(get(customer, row.id), row);
}

TEST_F(Edits, TheBaseIsWhatTheAuthorSawNotWhatStandsThere) {
    auto row = add_customer("甲");
    const Row seen = row;
    set_field(row, customer.at("note"), std::string("新"));
    const auto newer = row.clocks.of({customer.fields[customer.at("note")].id, ""});
    acknowledge();
    Row old = seen;
    const auto change =
        save([&](core::Edit& edit) { EXPECT_TRUE(edit.set(old, customer.at("note"), std::string("旧")).ok()); });
    EXPECT_EQ(change.cells[0].base, seen.clocks.row);
    EXPECT_NE(change.cells[0].base, newer);
    EXPECT_EQ(get(customer, row.id).text(customer.at("note")), "旧");
}

TEST_F(Edits, FieldsOfAGroupGoTogetherUnderOneClock) {
    auto row = add_customer("甲");
    const auto change =
        save([&](core::Edit& edit) { EXPECT_TRUE(edit.set(row, customer.at("city"), std::string("长沙")).ok()); });
    ASSERT_EQ(change.cells.size(), 3U);
    EXPECT_EQ(change.cells[0].field, customer.fields[customer.at("province")].id);
    EXPECT_EQ(change.cells[1].value, core::Value(std::string("长沙")));
    const auto& clock_field = customer.clock_field(customer.fields[customer.at("city")]);
    EXPECT_EQ(row.clocks.of({clock_field.id, ""}), change.stamp);
    EXPECT_EQ(row.clocks.cells.size(), 1U);
    EXPECT_EQ(get(customer, row.id), row);
}

TEST_F(Edits, SettingWhatStandsThereChangesNothing) {
    auto row = add_customer("甲");
    auto transaction = must(store_->begin());
    core::Edit edit(transaction);
    FF_ASSERT_OK(edit.set(row, customer.at("name"), std::string("甲")));
    FF_ASSERT_OK(edit.save());
    FF_ASSERT_OK(transaction.commit());
    EXPECT_EQ(outbox().size(), 1U);
}

TEST_F(Edits, SetElementsComeAndGoWithTheirOwnClocks) {
    auto row = add_customer("甲");
    const auto tags = customer.at("tags");
    const Cell cell{customer.fields[tags].id, "重点"};
    const auto added = save([&](core::Edit& edit) { EXPECT_TRUE(edit.set_elements(row, tags, {"老", "重点"}).ok()); });
    EXPECT_EQ(added.cells.size(), 2U);
    EXPECT_EQ(row.set(tags), (core::StringSet{"老", "重点"}));
    EXPECT_EQ(row.clocks.of(cell), added.stamp);
    const auto removed = save([&](core::Edit& edit) { EXPECT_TRUE(edit.remove_from_set(row, tags, "重点").ok()); });
    ASSERT_EQ(removed.cells.size(), 1U);
    EXPECT_EQ(removed.cells[0].value, core::Value(std::int64_t{0}));
    EXPECT_EQ(removed.cells[0].base, added.stamp);
    EXPECT_EQ(row.clocks.find(cell)->removed, added.stamp);
    EXPECT_EQ(row.set(tags), (core::StringSet{"老"}));
    EXPECT_EQ(get(customer, row.id), row);
}

TEST_F(Edits, AnElementThatAnotherAddedMeanwhileOutlivesTheRemove) {
    auto row = add_customer("甲");
    const auto tags = customer.at("tags");
    save([&](core::Edit& edit) { EXPECT_TRUE(edit.add_to_set(row, tags, "重点").ok()); });
    Row seen = row;
    {
        // A pull brings a newer add of the same element.
        auto transaction = must(store_->begin());
        Row pulled = row;
        pulled.clocks.set({{customer.fields[tags].id, "重点"}, {core::Hlc::at(monday + 60'000), 9}, {}});
        FF_ASSERT_OK(transaction.put(pulled));
        transaction.clock().observe(core::Hlc::at(monday + 60'000));
        FF_ASSERT_OK(transaction.commit());
    }
    save([&](core::Edit& edit) { EXPECT_TRUE(edit.remove_from_set(seen, tags, "重点").ok()); });
    EXPECT_EQ(get(customer, row.id).set(tags), (core::StringSet{"重点"}));
}

TEST_F(Edits, CustomFieldsChangePerKey) {
    {
        Row field(core::catalog::custom_field, new_id());
        field.values[core::catalog::custom_field.at("entity")] = std::string("customer");
        field.values[core::catalog::custom_field.at("key")] = std::string("vip");
        field.values[core::catalog::custom_field.at("type")] = std::string("integer");
        field.clocks.row = {core::Hlc::at(1), 0};
        auto transaction = must(store_->begin());
        FF_ASSERT_OK(transaction.put(field));
        FF_ASSERT_OK(transaction.commit());
    }
    auto row = add_customer("甲");
    const auto custom = customer.at("custom");
    const auto change =
        save([&](core::Edit& edit) { EXPECT_TRUE(edit.set_key(row, custom, "vip", std::int64_t{3}).ok()); });
    ASSERT_EQ(change.cells.size(), 1U);
    EXPECT_EQ(change.cells[0].key, "vip");
    EXPECT_EQ(get(customer, row.id), row);
    save([&](core::Edit& edit) { EXPECT_TRUE(edit.remove_key(row, custom, "vip").ok()); });
    EXPECT_FALSE(get(customer, row.id).has(custom));

    auto transaction = must(store_->begin());
    core::Edit edit(transaction);
    FF_ASSERT_OK(edit.set_key(row, custom, "nobody_knows", std::int64_t{3}));
    EXPECT_EQ(edit.save().error().code, ErrorCode::unknown_field);
}

TEST_F(Edits, ARemoveCarriesWhatItsAuthorSawAndAReviveUndoesIt) {
    auto row = add_customer("甲");
    set_field(row, customer.at("note"), std::string("有"));
    const auto seen = row.clocks;
    const auto removed = save([&](core::Edit& edit) { EXPECT_TRUE(edit.remove(row).ok()); });
    EXPECT_EQ(removed.kind, ChangeKind::remove);
    EXPECT_EQ(removed.seen, seen);
    EXPECT_TRUE(row.deleted());
    const auto revived = save([&](core::Edit& edit) { EXPECT_TRUE(edit.revive(row).ok()); });
    EXPECT_EQ(revived.kind, ChangeKind::revive);
    EXPECT_FALSE(get(customer, row.id).deleted());
    EXPECT_EQ(get(customer, row.id), row);
    // Removed again: the deletion has seen the revival.
    save([&](core::Edit& edit) { EXPECT_TRUE(edit.remove(row).ok()); });
    EXPECT_TRUE(must(store_->read().find(customer, row.id))->deleted());
}

TEST_F(Edits, WhatAnEarlierDeletionHadSeenStaysSeen) {
    auto row = add_customer("甲");
    const Cell owner{customer.fields[customer.at("owner")].id, {}};
    const core::Stamp seen_elsewhere{core::Hlc::at(monday + 1000), 9};
    {
        // A pull brings a deletion whose author knew an owner that never came here, and an edit that outlived it.
        auto transaction = must(store_->begin());
        Row pulled = row;
        pulled.clocks.deletion = core::Deletion{{core::Hlc::at(monday + 2000), 9}, row.clocks.row, {}};
        pulled.clocks.deletion->seen_cells.push_back({owner, seen_elsewhere, {}});
        pulled.clocks.set({{customer.fields[customer.at("note")].id, {}}, {core::Hlc::at(monday + 3000), 8}, {}});
        FF_ASSERT_OK(transaction.put(pulled));
        transaction.clock().observe(core::Hlc::at(monday + 3000));
        FF_ASSERT_OK(transaction.commit());
        row = pulled;
    }
    ASSERT_FALSE(row.deleted());
    save([&](core::Edit& edit) { EXPECT_TRUE(edit.remove(row).ok()); });
    const auto held = *must(store_->read().find(customer, row.id));
    EXPECT_TRUE(held.deleted());
    const auto& seen = held.clocks.deletion->seen_cells;
    EXPECT_TRUE(std::find(seen.begin(), seen.end(), core::CellClock{owner, seen_elsewhere, {}}) != seen.end());
}

TEST_F(Edits, OneSaveOfSeveralRowsIsOneGroup) {
    auto first = add_customer("甲");
    auto second = add_customer("乙");
    seal();
    auto transaction = must(store_->begin());
    core::Edit edit(transaction);
    FF_ASSERT_OK(edit.set(first, customer.at("note"), std::string("一")));
    FF_ASSERT_OK(edit.set(second, customer.at("note"), std::string("二")));
    FF_ASSERT_OK(edit.save());
    FF_ASSERT_OK(transaction.commit());
    const auto items = outbox();
    ASSERT_EQ(items.size(), 3U);
    ASSERT_EQ(items[2].group.changes.size(), 2U);
    EXPECT_EQ(items[2].group.changes[0].stamp, items[2].group.changes[1].stamp);
}

TEST_F(Edits, RefusesWhatTheCatalogDoesNotAllow) {
    auto row = add_customer("甲");
    auto transaction = must(store_->begin());
    core::Edit edit(transaction);
    EXPECT_EQ(edit.set(row, customer.at("code"), std::string("X")).error().code, ErrorCode::assigned_field);
    EXPECT_EQ(edit.set(row, customer.at("filed_by"), me_).error().code, ErrorCode::immutable_field);
    EXPECT_EQ(edit.set(row, customer.at("tags"), std::string("x")).error().code, ErrorCode::wrong_type);
    FF_ASSERT_OK(edit.set(row, customer.at("stage"), std::string("no such stage")));
    EXPECT_EQ(edit.save().error().code, ErrorCode::unknown_enum_value);
    transaction.rollback();
    EXPECT_FALSE(get(customer, row.id).has(customer.at("stage")));

    auto again = must(store_->begin());
    core::Edit second(again);
    Row nameless(customer, new_id());
    FF_ASSERT_OK(second.add(nameless));
    EXPECT_EQ(second.save().error().code, ErrorCode::missing_field);
    Row known = row;
    core::Edit third(again);
    EXPECT_EQ(third.add(known).error().code, ErrorCode::already_exists);
}

}  // namespace
}  // namespace fieldfare::tests
