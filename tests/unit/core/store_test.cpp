#include "core/store/store.h"

#include <sys/wait.h>
#include <unistd.h>

#include "core/store/migrations.h"
#include "tests/unit/core/store_fixture.h"

namespace fieldfare::tests {
namespace {

using core::Compare;
using core::ErrorCode;
using core::Row;
using core::catalog::customer;

using Stores = StoreTest;

Row full_row(const core::Entity& entity, const core::Uuid& id) {
    Row row(entity, id);
    for (std::size_t at = 0; at < entity.fields.size(); ++at) {
        const auto& field = entity.fields[at];
        switch (field.type) {
            case core::Type::integer:
            case core::Type::boolean:
            case core::Type::timestamp:
            case core::Type::money:
                row.values[at] = std::int64_t{1} + static_cast<std::int64_t>(at);
                break;
            case core::Type::real:
                row.values[at] = 0.5 + static_cast<double>(at);
                break;
            case core::Type::reference:
                row.values[at] = id;
                break;
            case core::Type::set:
                row.values[at] = core::StringSet{"a\"b", "汉字"};
                break;
            case core::Type::map:
                row.values[at] = core::ScalarMap{{"k", 1.5}, {"l", std::string("值")}};
                break;
            default:
                row.values[at] = "text " + std::to_string(at);
        }
    }
    row.clocks.row = {core::Hlc::at(1000, 3), 9};
    row.clocks.set({{entity.fields[0].id, ""}, {core::Hlc::at(2000), 4}, {}});
    return row;
}

TEST_F(Stores, EveryEntityRoundTripsAndSurvivesReopening) {
    std::vector<Row> rows;
    {
        auto transaction = must(store_->begin());
        for (const auto* entity : core::entities()) {
            rows.push_back(full_row(*entity, new_id()));
            rows.emplace_back(*entity, new_id());
            rows.back().clocks.row = {core::Hlc::at(5), 1};
        }
        for (const auto& row : rows) FF_ASSERT_OK(transaction.put(row));
        FF_ASSERT_OK(transaction.commit());
    }
    reopen();
    for (const auto& row : rows) {
        const auto held = must(store_->read().find(*row.entity, row.id));
        ASSERT_TRUE(held.has_value());
        EXPECT_EQ(*held, row) << row.entity->name;
    }
}

TEST_F(Stores, ARowNeverHeldIsNothingAndADeletedOneIsHidden) {
    EXPECT_FALSE(must(store_->read().find(customer, new_id())).has_value());
    auto row = add_customer("甲");
    auto transaction = must(store_->begin());
    core::Edit edit(transaction);
    FF_ASSERT_OK(edit.remove(row));
    FF_ASSERT_OK(edit.save());
    FF_ASSERT_OK(transaction.commit());
    EXPECT_TRUE(must(store_->read().find(customer, row.id))->deleted());
    EXPECT_EQ(store_->read().get(customer, row.id).error().code, ErrorCode::not_found);
    core::Select all;
    all.entity = &customer;
    EXPECT_EQ(must(store_->read().select(all)).size(), 0U);
    all.with_deleted = true;
    EXPECT_EQ(must(store_->read().select(all)).size(), 1U);
}

TEST_F(Stores, SelectsByConditionsOrderAndPages) {
    for (const auto* name : {"丙", "甲", "乙"}) add_customer(name);
    auto tagged = add_customer("丁");
    auto transaction = must(store_->begin());
    core::Edit edit(transaction);
    FF_ASSERT_OK(edit.add_to_set(tagged, customer.at("tags"), "重点"));
    FF_ASSERT_OK(edit.set(tagged, customer.at("staff_count"), std::int64_t{20}));
    FF_ASSERT_OK(edit.save());
    FF_ASSERT_OK(transaction.commit());

    core::Select question;
    question.entity = &customer;
    question.where = {{customer.at("tags"), Compare::equal, std::string("重点")}};
    auto rows = must(store_->read().select(question));
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0], tagged);
    question.where = {{customer.at("tags"), Compare::not_equal, std::string("重点")}};
    EXPECT_EQ(must(store_->read().count(question)), 3);
    question.where = {{customer.at("name"), Compare::one_of, {}, {std::string("甲"), std::string("乙")}}};
    EXPECT_EQ(must(store_->read().count(question)), 2);
    question.where = {{customer.at("staff_count"), Compare::greater_equal, std::int64_t{20}}};
    EXPECT_EQ(must(store_->read().count(question)), 1);
    question.where = {{customer.at("staff_count"), Compare::is_null, {}}};
    question.order = {{customer.at("name"), false, false}};
    question.limit = 2;
    question.offset = 1;
    question.fields = {customer.at("name")};
    rows = must(store_->read().select(question));
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].text(customer.at("name")), "乙");
    EXPECT_EQ(rows[1].text(customer.at("name")), "甲");
    EXPECT_FALSE(rows[0].has(customer.at("owner")));
}

TEST_F(Stores, ATransactionWithoutCommitLeavesNothing) {
    {
        auto transaction = must(store_->begin());
        core::Edit edit(transaction);
        Row row(customer, new_id());
        row.values[customer.at("name")] = std::string("甲");
        row.values[customer.at("owner")] = me_;
        row.values[customer.at("filed_on")] = std::string("2023-10-09");
        FF_ASSERT_OK(edit.add(row));
        FF_ASSERT_OK(edit.save());
    }
    core::Select all;
    all.entity = &customer;
    EXPECT_EQ(must(store_->read().count(all)), 0);
    EXPECT_TRUE(outbox().empty());
    EXPECT_EQ(must(core::journal::next_number(store_->read())), 1U);
}

TEST_F(Stores, AnEnrolmentThatWasNotKeptGivesNoStampItsNumber) {
    {
        auto transaction = must(store_->begin());
        auto state = **core::journal::sync_state(transaction);
        state.device = 9;
        FF_ASSERT_OK(core::journal::set_sync_state(transaction, state));
        transaction.rollback();
    }
    EXPECT_EQ(add_customer("甲").clocks.row.device, 7U);
    auto transaction = must(store_->begin());
    auto state = **core::journal::sync_state(transaction);
    state.device = 9;
    FF_ASSERT_OK(core::journal::set_sync_state(transaction, state));
    FF_ASSERT_OK(transaction.commit());
    EXPECT_EQ(add_customer("乙").clocks.row.device, 9U);
}

TEST_F(Stores, AFailedCommitLeavesNothing) {
    const auto kept = add_customer("甲");
    const auto pages = must(store_->database().integer("PRAGMA page_count"));
    FF_ASSERT_OK(store_->database().execute("PRAGMA max_page_count=" + std::to_string(pages + 2)));
    auto transaction = must(store_->begin());
    core::Edit edit(transaction);
    Row row(customer, new_id());
    row.values[customer.at("name")] = std::string("乙");
    row.values[customer.at("owner")] = me_;
    row.values[customer.at("filed_on")] = std::string("2023-10-09");
    row.values[customer.at("note")] = std::string(9000, 'n');
    row.values[customer.at("growth_archive")] = std::string(9000, 'g');
    FF_ASSERT_OK(edit.add(row));
    auto saved = edit.save();
    if (saved.ok()) {
        const auto committed = transaction.commit();
        ASSERT_FALSE(committed.ok());
        saved = committed.error();
    }
    ASSERT_FALSE(saved.ok());
    EXPECT_EQ(saved.error().code, ErrorCode::storage_full);
    transaction.rollback();
    reopen();
    EXPECT_FALSE(must(store_->read().find(customer, row.id)).has_value());
    EXPECT_EQ(get(customer, kept.id), kept);
    EXPECT_EQ(outbox().size(), 1U);
}

TEST_F(Stores, ObserversHearWhatACommitChanged) {
    std::vector<core::Committed> heard;
    store_->observe([&](const core::Committed& committed) { heard.push_back(committed); });
    const auto row = add_customer("甲");
    ASSERT_EQ(heard.size(), 1U);
    EXPECT_TRUE(heard[0].journal_grew);
    ASSERT_EQ(heard[0].entities.size(), 1U);
    EXPECT_EQ(heard[0].entities[0], &customer);
    ASSERT_EQ(heard[0].rows.size(), 1U);
    EXPECT_EQ(heard[0].rows[0].id, row.id);
}

TEST_F(Stores, StampsRiseAcrossRestartsEvenWhenTheClockGoesBack) {
    const auto first = add_customer("甲").clocks.row;
    clock_.set_wall(monday - 3'600'000);
    reopen();
    const auto second = add_customer("乙").clocks.row;
    EXPECT_GT(second, first);
    {
        auto transaction = must(store_->begin());
        transaction.clock().observe(core::Hlc::at(monday + 9'000'000));
        transaction.clock().set_offset(1234);
        FF_ASSERT_OK(transaction.commit());
    }
    reopen();
    EXPECT_EQ(store_->hybrid_clock().offset(), 1234);
    EXPECT_GT(add_customer("丙").clocks.row.time, core::Hlc::at(monday + 9'000'000));
    EXPECT_EQ(store_->hybrid_clock().device(), 7U);
}

TEST_F(Stores, ASecondOpenerIsRefusedInThisProcessAndInAnother) {
    core::SystemRandom random;
    const auto second = core::Store::open(options_, clock_, random);
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.error().code, ErrorCode::storage_busy);

    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        // A program of its own has no registry of ours, only the lock file. exec is not needed for that: flock belongs
        // to the open file, and this opens it anew under another name of the same file.
        core::StoreOptions other = options_;
        other.path = options_.path.substr(0, options_.path.rfind('/')) + "/alias.db";
        ::link((options_.path + ".lock").c_str(), (other.path + ".lock").c_str());
        const auto result = core::Store::open(other, clock_, random);
        ::_exit(!result.ok() && result.error().code == ErrorCode::storage_busy ? 0 : 1);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    store_.reset();
    FF_ASSERT_OK(core::Store::open(options_, clock_, random));
}

TEST_F(Stores, AReaderSeesCommitsAndNeverWrites) {
    auto reader = must(core::StoreReader::open(options_));
    const auto row = add_customer("甲");
    EXPECT_EQ(must(reader->get(customer, row.id)), row);
    EXPECT_FALSE(reader->database().execute("DELETE FROM customer").ok());
    auto snapshot = must(reader->snapshot());
    const auto later = add_customer("乙");
    EXPECT_FALSE(must(reader->find(customer, later.id)).has_value());
}

TEST_F(Stores, CheckpointsOnlyWhenAsked) {
    EXPECT_TRUE(store_->worth_checkpoint()) << "what an earlier life left in the log is not known";
    FF_ASSERT_OK(store_->checkpoint());
    EXPECT_FALSE(store_->worth_checkpoint());
    for (int i = 0; i < 30; ++i) add_customer("客户" + std::to_string(i));
    EXPECT_GT(file_bytes(options_.path + "-wal").size(), 0U);
    FF_ASSERT_OK(store_->checkpoint());
    EXPECT_EQ(file_bytes(options_.path + "-wal").size(), 0U);
    // What left the device must leave its log, too.
    const auto row = add_customer("离开");
    FF_ASSERT_OK(store_->checkpoint());
    EXPECT_FALSE(store_->worth_checkpoint());
    auto transaction = must(store_->begin());
    FF_ASSERT_OK(transaction.erase(customer, row.id));
    ASSERT_TRUE(transaction.commit().ok());
    EXPECT_TRUE(store_->worth_checkpoint());
}

TEST_F(Stores, NoEditBeforeEnrolment) {
    core::StoreOptions fresh = options_;
    fresh.path = dir_.file("fresh.db");
    auto store = must(core::Store::open(fresh, clock_, random_));
    auto transaction = must(store->begin());
    core::Edit edit(transaction);
    Row row(customer, new_id());
    EXPECT_EQ(edit.add(row).error().code, ErrorCode::unauthenticated);
}

#ifdef FIELDFARE_SQLCIPHER
TEST_F(Stores, AWrongKeyIsToldAndNothingIsReadable) {
    add_customer("绝密客户");
    FF_ASSERT_OK(store_->checkpoint());
    store_.reset();
    EXPECT_EQ(file_bytes(options_.path).find("绝密客户"), std::string::npos);
    EXPECT_NE(file_bytes(options_.path).substr(0, 15), "SQLite format 3");
    core::StoreOptions wrong = options_;
    wrong.key[0] ^= 1;
    const auto refused = core::Store::open(wrong, clock_, random_);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, ErrorCode::storage_key_wrong);
    wrong.key.clear();
    EXPECT_EQ(core::Store::open(wrong, clock_, random_).error().code, ErrorCode::storage_key_wrong);
    reopen();
    core::Select all;
    all.entity = &customer;
    EXPECT_EQ(must(store_->read().count(all)), 1);
}
#else
TEST_F(Stores, ABuildWithoutEncryptionRefusesAKey) {
    core::StoreOptions keyed = options_;
    keyed.path = dir_.file("keyed.db");
    keyed.key = core::Bytes(32, 1);
    EXPECT_EQ(core::Store::open(keyed, clock_, random_).error().code, ErrorCode::storage_failed);
}
#endif

}  // namespace
}  // namespace fieldfare::tests
