#include "core/store/sqlite.h"

#include <algorithm>

#include "tests/unit/core/store_fixture.h"

namespace fieldfare::tests {
namespace {

using core::ErrorCode;
using core::sqlite::Connection;
using core::sqlite::Mode;
using core::sqlite::OpenOptions;

std::unique_ptr<Connection> open(const std::string& path, Mode mode = Mode::writer) {
    OpenOptions options;
    options.path = path;
    options.mode = mode;
    return must(Connection::open(options));
}

TEST(Sqlite, ValuesComeBackAsTheyWent) {
    const TempDir dir;
    auto database = open(dir.file("a.db"));
    FF_ASSERT_OK(database->execute("CREATE TABLE t(a, b, c, d, e)"));
    const core::Bytes bytes{0, 1, 255};
    {
        auto insert = must(database->prepare("INSERT INTO t VALUES(?1, ?2, ?3, ?4, ?5)"));
        insert.bind(1, std::int64_t{-5}).bind(2, 2.5).bind(3, "汉字").bind(4, bytes).bind_null(5);
        FF_ASSERT_OK(insert.run());
    }
    auto read = must(database->prepare("SELECT a, b, c, d, e FROM t"));
    ASSERT_TRUE(must(read.step()));
    EXPECT_EQ(read.integer(0), -5);
    EXPECT_EQ(read.real(1), 2.5);
    EXPECT_EQ(read.text(2), "汉字");
    EXPECT_EQ(core::Bytes(read.bytes(3).begin(), read.bytes(3).end()), bytes);
    EXPECT_TRUE(read.null(4));
    EXPECT_FALSE(must(read.step()));
}

TEST(Sqlite, ATransactionWithoutCommitLeavesNothing) {
    const TempDir dir;
    auto database = open(dir.file("a.db"));
    FF_ASSERT_OK(database->execute("CREATE TABLE t(a)"));
    {
        auto scope = must(core::sqlite::Transaction::begin_write(*database));
        FF_ASSERT_OK(database->execute("INSERT INTO t VALUES(1)"));
    }
    EXPECT_EQ(must(database->integer("SELECT count(*) FROM t")), 0);
    auto scope = must(core::sqlite::Transaction::begin_write(*database));
    FF_ASSERT_OK(database->execute("INSERT INTO t VALUES(1)"));
    FF_ASSERT_OK(scope.commit());
    EXPECT_EQ(must(database->integer("SELECT count(*) FROM t")), 1);
}

TEST(Sqlite, AWriterIsDurableAndReadersNeverWriteOrCheckpoint) {
    const TempDir dir;
    auto writer = open(dir.file("a.db"));
    EXPECT_EQ(must(writer->integer("PRAGMA synchronous")), 2);
    EXPECT_EQ(must(writer->integer("PRAGMA wal_autocheckpoint")), 0);
    EXPECT_EQ(must(writer->integer("PRAGMA secure_delete")), 1);
    FF_ASSERT_OK(writer->execute("CREATE TABLE t(a); INSERT INTO t VALUES(1)"));
    const auto wal = dir.file("a.db-wal");
    const auto before = file_bytes(wal);
    ASSERT_FALSE(before.empty());
    {
        auto reader = open(dir.file("a.db"), Mode::reader);
        EXPECT_EQ(must(reader->integer("SELECT a FROM t")), 1);
        EXPECT_FALSE(reader->execute("INSERT INTO t VALUES(2)").ok());
        EXPECT_EQ(must(reader->integer("PRAGMA wal_autocheckpoint")), 0);
    }
    EXPECT_EQ(file_bytes(wal), before);
    FF_ASSERT_OK(writer->checkpoint());
    EXPECT_EQ(file_bytes(wal).size(), 0U);
}

TEST(Sqlite, FilesAreTheirOwnersAlone) {
    namespace fs = std::filesystem;
    constexpr auto alone = fs::perms::owner_read | fs::perms::owner_write;
    constexpr auto shared = alone | fs::perms::group_read | fs::perms::others_read;
    const TempDir dir;
    const auto names = {dir.file("a.db"), dir.file("a.db-wal"), dir.file("a.db-shm")};
    {
        const auto writer = open(dir.file("a.db"));
        FF_ASSERT_OK(writer->execute("CREATE TABLE t(a)"));
        const auto reader = open(dir.file("a.db"), Mode::reader);
        for (const auto& name : names) EXPECT_EQ(fs::status(name).permissions(), alone) << name;
        // As a version before this one left them, or a copy.
        for (const auto& name : names) fs::permissions(name, shared);
        const auto again = open(dir.file("a.db"));
        for (const auto& name : names) EXPECT_EQ(fs::status(name).permissions(), alone) << name;
    }
    // What is no database of ours stays as it is.
    std::ofstream(dir.file("junk.db")) << std::string(5000, 'x');
    fs::permissions(dir.file("junk.db"), shared);
    OpenOptions options;
    options.path = dir.file("junk.db");
    EXPECT_FALSE(Connection::open(options).ok());
    EXPECT_EQ(fs::status(options.path).permissions(), shared);
}

TEST(Sqlite, ASnapshotStandsWhileTheWriterGoesOn) {
    const TempDir dir;
    auto writer = open(dir.file("a.db"));
    FF_ASSERT_OK(writer->execute("CREATE TABLE t(a); INSERT INTO t VALUES(1)"));
    auto reader = open(dir.file("a.db"), Mode::reader);
    {
        auto snapshot = must(core::sqlite::Transaction::begin_read(*reader));
        FF_ASSERT_OK(writer->execute("INSERT INTO t VALUES(2)"));
        EXPECT_EQ(must(reader->integer("SELECT count(*) FROM t")), 1);
        EXPECT_EQ(writer->checkpoint().error().code, ErrorCode::storage_busy);
    }
    EXPECT_EQ(must(reader->integer("SELECT count(*) FROM t")), 2);
    FF_ASSERT_OK(writer->checkpoint());
}

TEST(Sqlite, ErrorsHaveCodes) {
    const TempDir dir;
    auto database = open(dir.file("a.db"));
    EXPECT_EQ(database->execute("NONSENSE").error().code, ErrorCode::storage_failed);
    FF_ASSERT_OK(database->execute("CREATE TABLE t(a PRIMARY KEY); INSERT INTO t VALUES(1)"));
    EXPECT_EQ(database->execute("INSERT INTO t VALUES(1)").error().code, ErrorCode::already_exists);
    FF_ASSERT_OK(database->execute("PRAGMA max_page_count=4"));
    EXPECT_EQ(database->execute("CREATE TABLE big AS SELECT randomblob(100000)").error().code, ErrorCode::storage_full);

    std::ofstream(dir.file("junk.db")) << std::string(5000, 'x');
    OpenOptions options;
    options.path = dir.file("junk.db");
    const auto junk = Connection::open(options);
    ASSERT_FALSE(junk.ok());
    EXPECT_EQ(junk.error().code, ErrorCode::storage_key_wrong);
}

TEST(Sqlite, CopiesWhatDoesNotLiveUntilTheStep) {
    const TempDir dir;
    auto database = open(dir.file("a.db"));
    FF_ASSERT_OK(database->execute("CREATE TABLE t(a, b)"));
    {
        auto insert = must(database->prepare("INSERT INTO t VALUES (?1, ?2)"));
        insert.bind(1, std::string(100, 'x')).bind(2, core::Bytes(100, 7));
        FF_ASSERT_OK(insert.run());
    }
    auto select = must(database->prepare("SELECT a, b FROM t"));
    ASSERT_TRUE(must(select.step()));
    EXPECT_EQ(select.text(0), std::string(100, 'x'));
    EXPECT_TRUE(std::ranges::equal(select.bytes(1), core::Bytes(100, 7)));
}

TEST(Sqlite, AnAnotherWriterMakesItBusyNotWrong) {
    const TempDir dir;
    auto first = open(dir.file("a.db"));
    FF_ASSERT_OK(first->execute("CREATE TABLE t(a)"));
    OpenOptions options;
    options.path = dir.file("a.db");
    options.busy_timeout_ms = 1;
    auto second = must(Connection::open(options));
    auto scope = must(core::sqlite::Transaction::begin_write(*first));
    const auto blocked = core::sqlite::Transaction::begin_write(*second);
    ASSERT_FALSE(blocked.ok());
    EXPECT_EQ(blocked.error().code, ErrorCode::storage_busy);
}

TEST(Sqlite, KnowsWhichVersionsHaveTheWalResetBug) {
    using core::sqlite::has_wal_reset_bug;
    EXPECT_FALSE(has_wal_reset_bug(3006023));
    EXPECT_TRUE(has_wal_reset_bug(3007000));
    EXPECT_TRUE(has_wal_reset_bug(3040001));
    EXPECT_TRUE(has_wal_reset_bug(3044005));
    EXPECT_FALSE(has_wal_reset_bug(3044006));
    EXPECT_TRUE(has_wal_reset_bug(3046001));
    EXPECT_FALSE(has_wal_reset_bug(3050007));
    EXPECT_TRUE(has_wal_reset_bug(3051002));
    EXPECT_FALSE(has_wal_reset_bug(3051003));
    EXPECT_NE(core::sqlite::version_line().find(core::sqlite::version()), std::string::npos);
}

}  // namespace
}  // namespace fieldfare::tests
