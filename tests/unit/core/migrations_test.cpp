#include "core/store/migrations.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

#include "core/search/fts_tokenizer.h"
#include "tests/unit/core/store_fixture.h"

namespace fieldfare::tests {
namespace {

using core::ErrorCode;
using core::Migration;

using Migrations = StoreTest;

core::sqlite::OpenOptions writer(const std::string& path) {
    core::sqlite::OpenOptions options;
    options.path = path;
    return options;
}

constexpr std::array<Migration, 3> steps = {{
    {1, [] { return std::string("CREATE TABLE a(x); INSERT INTO a VALUES(1)"); }},
    {2, [] { return std::string("ALTER TABLE a ADD COLUMN y; UPDATE a SET y = x + 1"); }},
    {3, [] { return std::string("CREATE TABLE b(z); INSERT INTO b SELECT y FROM a"); }},
}};

constexpr std::array<Migration, 2> broken = {{
    {1, [] { return std::string("CREATE TABLE a(x)"); }},
    {2, [] { return std::string("INSERT INTO a VALUES(1); INSERT INTO nowhere VALUES(1)"); }},
}};

// The second step kills the process in its middle.
constexpr std::array<Migration, 2> deadly = {{
    {1, [] { return std::string("CREATE TABLE a(x)"); }},
    {2,
     [] {
         ::kill(::getpid(), SIGKILL);
         return std::string();
     }},
}};

TEST(MigrationSteps, RunOnceInOrder) {
    const TempDir dir;
    auto database = must(core::sqlite::Connection::open(writer(dir.file("m.db"))));
    FF_ASSERT_OK(core::migrate(*database, std::span(steps).first(1)));
    EXPECT_EQ(must(database->integer("PRAGMA user_version")), 1);
    FF_ASSERT_OK(core::migrate(*database, steps));
    FF_ASSERT_OK(core::migrate(*database, steps));
    EXPECT_EQ(must(database->integer("PRAGMA user_version")), 3);
    EXPECT_EQ(must(database->integer("SELECT z FROM b")), 2);
}

TEST(MigrationSteps, AFailedStepLeavesTheVersionBefore) {
    const TempDir dir;
    auto database = must(core::sqlite::Connection::open(writer(dir.file("m.db"))));
    EXPECT_FALSE(core::migrate(*database, broken).ok());
    EXPECT_EQ(must(database->integer("PRAGMA user_version")), 1);
    EXPECT_EQ(must(database->integer("SELECT count(*) FROM a")), 0);
}

TEST(MigrationSteps, AKillInAStepLeavesTheVersionBefore) {
    const TempDir dir;
    const auto path = dir.file("m.db");
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        auto database = core::sqlite::Connection::open(writer(path));
        static_cast<void>(core::migrate(**database, deadly));
        ::_exit(1);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));
    auto database = must(core::sqlite::Connection::open(writer(path)));
    EXPECT_EQ(must(database->integer("PRAGMA user_version")), 1);
    FF_ASSERT_OK(core::migrate(*database, steps.size() > 1 ? std::span(steps).first(2) : std::span(steps)));
    EXPECT_EQ(must(database->integer("PRAGMA user_version")), 2);
}

TEST_F(Migrations, AFreshStoreIsAtTheNewestVersion) {
    EXPECT_EQ(must(store_->database().integer("PRAGMA user_version")), core::newest_device_version());
    EXPECT_EQ(must(store_->database().integer("PRAGMA integrity_check")), 0);  // "ok" as a number
}

// As one that was in use before copies were told from originals.
TEST_F(Migrations, ADatabaseOfVersion1GoesOnAsTheSameDevice) {
    const auto path = dir_.file("version-1.db");
    const auto numbered = [&] {
        auto state = *must(core::journal::sync_state(store_->read()));
        return std::pair(state.device, state.token);
    };
    core::sqlite::OpenOptions options = writer(path);
    options.key = options_.key;
    {
        auto old = must(core::sqlite::Connection::open(options));
        FF_ASSERT_OK(core::search::register_tokenizer(*old));
        FF_ASSERT_OK(core::migrate(*old, core::device_migrations().first(1)));
        FF_ASSERT_OK(old->execute(
            "INSERT INTO sync_state(one, device, device_id, epoch, org, user, role, server_url, server_epoch, cursor, "
            "chain, acknowledged, token, last_sync_at) VALUES(1, 3, zeroblob(16), 1, zeroblob(16), zeroblob(16), "
            "'rep', 'https://server', 1, 9, zeroblob(32), 4, 'token', 0)"));
    }
    options_.path = path;
    options_.install = new_id();
    for (int i = 0; i < 2; ++i) {
        reopen();
        EXPECT_EQ(numbered(), (std::pair<core::DeviceNumber, std::string>(3, "token")));
        const auto state = *must(core::journal::sync_state(store_->read()));
        EXPECT_EQ(state.install, options_.install);
        EXPECT_FALSE(state.fork.has_value());
        EXPECT_EQ(state.forked_from, 0u);
        EXPECT_EQ(store_->hybrid_clock().device(), 3u);
    }
}

// Every table and index with its text.
std::vector<std::string> parts_of(core::sqlite::Connection& database) {
    std::vector<std::string> lines;
    auto all = must(database.prepare("SELECT name, COALESCE(sql, '') FROM sqlite_schema ORDER BY name"));
    while (must(all.step())) lines.push_back(std::string(all.text(0)) + ": " + std::string(all.text(1)));
    return lines;
}

// As one that was founded before there were attachments.
TEST_F(Migrations, ADatabaseOfVersion4LearnsOfAttachments) {
    add_customer("甲");
    const auto fresh = parts_of(store_->database());
    FF_ASSERT_OK(store_->database().execute(
        "DROP TABLE attachment; DROP TABLE blob; DROP TABLE blob_box; DROP TABLE masks; DROP TABLE conflict; "
        "DROP TABLE arrival; DROP TABLE enrolling; DROP INDEX customer_by_merged_into; ALTER TABLE customer DROP "
        "COLUMN merged_into; "
        "ALTER TABLE search_dirty DROP COLUMN has_left; PRAGMA user_version = 4"));
    EXPECT_NE(parts_of(store_->database()), fresh);
    reopen();
    EXPECT_EQ(parts_of(store_->database()), fresh);
    EXPECT_EQ(must(store_->database().integer("SELECT count(*) FROM customer")), 1);
}

TEST_F(Migrations, ANewerDatabaseIsRefusedAndKeptUntouched) {
    add_customer("甲");
    FF_ASSERT_OK(store_->database().execute("PRAGMA user_version = 999"));
    FF_ASSERT_OK(store_->checkpoint());
    store_.reset();
    const auto before = file_bytes(options_.path);
    for (int i = 0; i < 2; ++i) {
        const auto refused = core::Store::open(options_, clock_, random_);
        ASSERT_FALSE(refused.ok());
        EXPECT_EQ(refused.error().code, ErrorCode::storage_newer);
        EXPECT_EQ(core::StoreReader::open(options_).error().code, ErrorCode::storage_newer);
    }
    EXPECT_EQ(file_bytes(options_.path), before);
}

TEST_F(Migrations, AReaderDoesNotCreateAStore) {
    core::StoreOptions missing = options_;
    missing.path = dir_.file("missing.db");
    EXPECT_FALSE(core::StoreReader::open(missing).ok());
    EXPECT_FALSE(std::filesystem::exists(missing.path));
}

}  // namespace
}  // namespace fieldfare::tests
