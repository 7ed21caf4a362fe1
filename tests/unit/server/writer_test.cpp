#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <thread>

#include "server/store/accounts.h"
#include "server/store/writer.h"
#include "tests/unit/server/support.h"

namespace fieldfare::server::testing {
namespace {

class WriterTest : public ::testing::Test {
  protected:
    void SetUp() override {
        options_.path = directory_.path() + "/store.db";
        reopen();
        ASSERT_TRUE(store_->found(core::Uuid::v7(clock_, random_)).ok());
    }
    void reopen() {
        store_.reset();
        auto opened = CanonicalStore::open(options_, clock_, random_);
        ASSERT_TRUE(opened.ok());
        store_ = std::move(*opened);
    }
    std::int64_t sessions() { return store_->database().integer("SELECT COUNT(*) FROM session").value(); }
    static WriteJob session(std::uint8_t mark, bool fail = false) {
        return [mark, fail](WriteScope& scope) -> core::Status {
            FF_TRY(add_session(scope.database, scope.org, core::Bytes(32, mark), {}, scope.now));
            if (fail) return core::ErrorCode::forbidden;
            return {};
        };
    }
    TemporaryDirectory directory_;
    StoreOptions options_;
    core::SystemClock clock_;
    core::SystemRandom random_;
    std::unique_ptr<CanonicalStore> store_;
};

TEST_F(WriterTest, AFailedJobIsUndoneAlone) {
    std::vector<core::Status> outcomes;
    store_->run({session(1), session(2, true), session(3)}, outcomes);
    EXPECT_TRUE(outcomes[0].ok());
    EXPECT_EQ(outcomes[1].error().code, core::ErrorCode::forbidden);
    EXPECT_TRUE(outcomes[2].ok());
    EXPECT_EQ(sessions(), 2);
}

TEST_F(WriterTest, FailedJobsAtTheStartAreUndoneAloneToo) {
    std::vector<core::Status> outcomes;
    store_->run({session(1, true), session(2, true), session(3), session(4, true)}, outcomes);
    EXPECT_FALSE(outcomes[0].ok());
    EXPECT_FALSE(outcomes[1].ok());
    EXPECT_TRUE(outcomes[2].ok());
    EXPECT_FALSE(outcomes[3].ok());
    EXPECT_EQ(sessions(), 1);
    reopen();
    EXPECT_EQ(sessions(), 1);
}

TEST_F(WriterTest, AFailedJobGivesItsSeqBack) {
    std::vector<core::Status> outcomes;
    std::vector<sync::Seq> taken;
    const auto take = [&taken](bool fail) -> WriteJob {
        return [&taken, fail](WriteScope& scope) -> core::Status {
            FF_ASSIGN(const auto seq, scope.ledger.next_seq());
            taken.push_back(seq);
            if (fail) return core::ErrorCode::forbidden;
            return {};
        };
    };
    store_->run({take(true), take(false), take(true), take(false)}, outcomes);
    EXPECT_EQ(taken, (std::vector<sync::Seq>{1, 1, 2, 2}));
    // The next commit, and the next start, go on from there.
    store_->run({take(false)}, outcomes);
    reopen();
    store_->run({take(false)}, outcomes);
    EXPECT_EQ(taken, (std::vector<sync::Seq>{1, 1, 2, 2, 3, 4}));
}

TEST_F(WriterTest, AJobSeesTheRowsOfThoseBeforeItUnlessTheyFailed) {
    namespace catalog = core::catalog;
    const auto id = core::Uuid::v7(clock_, random_);
    const auto name_it = [id](const std::string& name, bool fail) -> WriteJob {
        return [=](WriteScope& scope) -> core::Status {
            FF_ASSIGN(const auto before, scope.ledger.row(catalog::team, id));
            core::Row row(catalog::team, id);
            row.values[catalog::team.at("name")] = name;
            FF_ASSIGN(const auto seq, scope.ledger.next_seq());
            FF_TRY(scope.ledger.put_row(row, before.get(), {}, seq));
            FF_ASSIGN(const auto written, scope.ledger.row(catalog::team, id));
            EXPECT_EQ(written->text(catalog::team.at("name")), name);
            return fail ? core::Status(core::ErrorCode::forbidden) : core::Status();
        };
    };
    std::string seen;
    const auto look = [&seen, id](WriteScope& scope) -> core::Status {
        FF_ASSIGN(const auto row, scope.ledger.row(catalog::team, id));
        seen = row->text(catalog::team.at("name"));
        return {};
    };
    std::vector<core::Status> outcomes;
    store_->run({name_it("undone", true), name_it("first", false), name_it("undone", true), look}, outcomes);
    EXPECT_EQ(seen, "first");
    store_->run({name_it("second", false), look}, outcomes);
    EXPECT_EQ(seen, "second");
    // What is known is what stands there.
    SqliteLedgerReader reader(store_->database(), store_->organisation().number);
    EXPECT_EQ(reader.row(catalog::team, id).value()->text(catalog::team.at("name")), "second");
    // Alone in its transaction, too, what failed is forgotten with it.
    EXPECT_FALSE(store_->run(name_it("undone", true)).ok());
    EXPECT_TRUE(store_->run(look).ok());
    EXPECT_EQ(seen, "second");
}

TEST_F(WriterTest, WhoHearsOfACustomerIsWhoSeesItNow) {
    namespace catalog = core::catalog;
    const auto id = core::Uuid::v7(clock_, random_);
    const auto first = core::Uuid::v7(clock_, random_);
    const auto second = core::Uuid::v7(clock_, random_);
    const auto write = [id](WriteScope& scope) -> core::Status {
        FF_ASSIGN(const auto seq, scope.ledger.next_seq());
        const core::Row row(catalog::customer, id);
        FF_ASSIGN(const auto before, scope.ledger.row(catalog::customer, id));
        return scope.ledger.put_row(row, before.get(), sync::scope_of(row), seq);
    };
    const auto show_to = [id](const core::Uuid& circle, bool fail) -> WriteJob {
        return [=](WriteScope& scope) -> core::Status {
            FF_ASSIGN(const auto seq, scope.ledger.next_seq());
            FF_TRY(scope.ledger.set_audience(id, {circle}, seq, scope.now));
            // Whoever asks within the transaction hears of it, too.
            const core::Row row(catalog::customer, id);
            FF_ASSIGN(const auto before, scope.ledger.row(catalog::customer, id));
            FF_TRY(scope.ledger.put_row(row, before.get(), sync::scope_of(row), seq));
            FF_TRY(scope.ledger.take_news());
            return fail ? core::Status(core::ErrorCode::forbidden) : core::Status();
        };
    };
    const auto heard_by = [&](const WriteJob& job) {
        News news;
        EXPECT_TRUE(store_->run(job, &news).ok());
        return news.circles;
    };
    EXPECT_TRUE(store_->run(show_to(first, false)).ok());
    EXPECT_EQ(heard_by(write), std::set<core::Uuid>{first});
    EXPECT_EQ(heard_by(write), std::set<core::Uuid>{first});
    EXPECT_FALSE(store_->run(show_to(second, true)).ok());
    EXPECT_EQ(heard_by(write), std::set<core::Uuid>{first}) << "undone";
    EXPECT_TRUE(store_->run(show_to(second, false)).ok());
    EXPECT_EQ(heard_by(write), std::set<core::Uuid>{second});
}

TEST_F(WriterTest, TheRowCacheKeepsWhatWasAskedForLately) {
    namespace catalog = core::catalog;
    RowCache cache;
    std::vector<core::Uuid> ids;
    for (std::size_t i = 0; i <= RowCache::most_rows; ++i) {
        ids.push_back(core::Uuid::v7(clock_, random_));
        cache.keep(std::make_shared<const core::Row>(catalog::team, ids.back()));
        EXPECT_NE(cache.find(catalog::team, ids.front()), nullptr);
    }
    EXPECT_EQ(cache.find(catalog::team, ids.at(1)), nullptr);
    EXPECT_NE(cache.find(catalog::team, ids.back()), nullptr);
    EXPECT_EQ(cache.find(catalog::customer, ids.back()), nullptr);
}

TEST_F(WriterTest, WaitingJobsShareACommit) {
    Writer writer(*store_, 1000, nullptr);
    std::promise<void> gate;
    auto opened = gate.get_future().share();
    ASSERT_TRUE(
        writer.submit([opened](WriteScope&) -> core::Status { return opened.wait(), core::Status(); }, nullptr).ok());
    std::atomic<int> done{0};
    for (std::uint8_t i = 0; i < 100; ++i) {
        ASSERT_TRUE(writer.submit(session(i), [&](const core::Status& status) { done += status.ok() ? 1 : 0; }).ok());
    }
    gate.set_value();
    writer.stop();
    EXPECT_EQ(done, 100);
    EXPECT_LE(writer.counts().commits, 3U);
    EXPECT_EQ(writer.counts().jobs, 101U);
    EXPECT_EQ(sessions(), 100);
}

TEST_F(WriterTest, WhatMayBeLostGoesWithTheNextCommitOrByItself) {
    Writer writer(*store_, 1000, nullptr);
    std::promise<void> begun;
    std::promise<void> go;
    ASSERT_TRUE(writer
                    .submit(
                        [&](WriteScope&) -> core::Status {
                            begun.set_value();
                            go.get_future().wait();
                            return {};
                        },
                        nullptr)
                    .ok());
    begun.get_future().wait();
    ASSERT_TRUE(writer.submit_later(session(1)).ok());
    ASSERT_TRUE(writer.submit(session(2), nullptr).ok());
    go.set_value();
    const auto commits = [&](std::uint64_t wanted) {
        for (int i = 0; i < 500 && writer.counts().commits < wanted; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
        return writer.counts().commits;
    };
    EXPECT_EQ(commits(2), 2U);
    EXPECT_EQ(writer.counts().jobs, 3U) << "two shared a commit";
    ASSERT_TRUE(writer.submit_later(session(3)).ok());
    EXPECT_EQ(commits(3), 3U);
    ASSERT_TRUE(writer.submit_later(session(4)).ok());
    writer.stop();
    EXPECT_EQ(sessions(), 4);
}

TEST_F(WriterTest, AFullQueueRefusesAndAStoppedWriterToo) {
    Writer writer(*store_, 2, nullptr);
    std::promise<void> gate;
    std::promise<void> begun;
    ASSERT_TRUE(writer
                    .submit(
                        [&](WriteScope&) -> core::Status {
                            begun.set_value();
                            gate.get_future().wait();
                            return {};
                        },
                        nullptr)
                    .ok());
    begun.get_future().wait();
    EXPECT_TRUE(writer.submit(session(1), nullptr).ok());
    EXPECT_TRUE(writer.submit(session(2), nullptr).ok());
    EXPECT_EQ(writer.submit(session(3), nullptr).error().code, core::ErrorCode::overloaded);
    gate.set_value();
    writer.stop();
    EXPECT_EQ(writer.submit(session(4), nullptr).error().code, core::ErrorCode::overloaded);
    EXPECT_EQ(sessions(), 2);
}

TEST_F(WriterTest, ARestoredBackupBeginsANewEpoch) {
    const auto before = store_->organisation().epoch;
    reopen();
    EXPECT_EQ(store_->organisation().epoch, before);
    ASSERT_TRUE(store_->database().execute("UPDATE server SET is_backup=1").ok());
    reopen();
    EXPECT_GT(store_->organisation().epoch, before);
    const auto renewed = store_->organisation().epoch;
    reopen();
    EXPECT_EQ(store_->organisation().epoch, renewed);
}

}  // namespace
}  // namespace fieldfare::server::testing
