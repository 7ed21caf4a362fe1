#include "tests/simulation/crash_disk.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <memory>
#include <string>

#include "tests/simulation/crash_vfs.h"

namespace fieldfare::simulation {
namespace {

struct Close {
    void operator()(sqlite3* db) const { sqlite3_close(db); }
};
using Database = std::unique_ptr<sqlite3, Close>;

Database open(const CrashDisk& disk) {
    sqlite3* db = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const int status = sqlite3_open_v2("visits.db", &db, flags, disk.vfs_name().c_str());
    EXPECT_EQ(status, SQLITE_OK);
    return Database(db);
}

bool run(const Database& db, const std::string& sql) {
    return sqlite3_exec(db.get(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

std::string ask(const Database& db, const char* sql) {
    std::string answer;
    const auto take = [](void* out, int, char** values, char**) {
        *static_cast<std::string*>(out) = values[0] != nullptr ? values[0] : "";
        return 0;
    };
    if (sqlite3_exec(db.get(), sql, take, &answer, nullptr) != SQLITE_OK) return sqlite3_errmsg(db.get());
    return answer;
}

bool prepare(const Database& db, const std::string& synchronous) {
    return run(db, "PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=4; PRAGMA synchronous=" + synchronous +
                       "; CREATE TABLE IF NOT EXISTS visit (n INTEGER PRIMARY KEY, note TEXT)");
}

struct Tally {
    int lost = 0;     // a power cut took a commit that had been acknowledged
    int damaged = 0;  // the database was not whole afterwards
    int cuts = 0;
};

// Cuts the power at a random operation again and again and looks at what is left of the acknowledged commits.
Tally torture(const std::string& synchronous, CrashDisk::Faults faults, int rounds) {
    Tally tally;
    for (int round = 0; round < rounds; ++round) {
        core::SeededRandom chance(static_cast<std::uint64_t>(round) + 1);
        seed_sqlite_chance(static_cast<std::uint64_t>(round));
        CrashDisk disk("torture");
        if (Database db = open(disk); !prepare(db, synchronous)) ADD_FAILURE() << sqlite3_errmsg(db.get());
        disk.set_faults(faults);
        int acknowledged = 0;
        {
            Database db = open(disk);
            prepare(db, synchronous);
            disk.die_after(1 + chance.below(60));
            for (int n = 1; n <= 60 && !disk.dead(); ++n) {
                const auto sql = "INSERT INTO visit VALUES (" + std::to_string(n) + ", zeroblob(3000))";
                if (run(db, sql)) acknowledged = n;
            }
        }
        EXPECT_TRUE(disk.dead());
        disk.cut_power(chance);
        ++tally.cuts;
        Database db = open(disk);
        if (ask(db, "PRAGMA integrity_check") != "ok") {
            ++tally.damaged;
            continue;
        }
        const std::string held = ask(db, "SELECT count(*) FROM visit");
        if (held.find_first_not_of("0123456789") != std::string::npos || std::stoi(held) < acknowledged) ++tally.lost;
    }
    return tally;
}

TEST(CrashDisk, KeepsEveryAcknowledgedCommitUnderFullSync) {
    const Tally tally = torture("FULL", {}, 2000);
    EXPECT_EQ(tally.cuts, 2000);
    EXPECT_EQ(tally.lost, 0);
    EXPECT_EQ(tally.damaged, 0);
}

// The controls: if the disk's forgetting were not real, these would pass as well and the test above would say nothing.
TEST(CrashDisk, LosesCommitsUnderNormalSync) {
    const Tally tally = torture("NORMAL", {}, 500);
    EXPECT_GT(tally.lost, 0);
    EXPECT_EQ(tally.damaged, 0);
}

TEST(CrashDisk, LosesCommitsWhenSyncIsIgnored) {
    const Tally tally = torture("FULL", {.ignore_sync = true}, 500);
    EXPECT_GT(tally.lost + tally.damaged, 0);
}

TEST(CrashDisk, KeepsEverythingWhenOnlyTheProcessDies) {
    CrashDisk disk("kill");
    disk.set_faults({.ignore_sync = true});
    {
        Database db = open(disk);
        ASSERT_TRUE(prepare(db, "FULL"));
        ASSERT_TRUE(run(db, "INSERT INTO visit VALUES (1, 'a')"));
        disk.kill_process();
        EXPECT_FALSE(run(db, "INSERT INTO visit VALUES (2, 'b')"));
    }
    EXPECT_EQ(ask(open(disk), "SELECT count(*) FROM visit"), "1");
}

TEST(CrashDisk, DiskFullRefusesOnceAndTheMachineLivesOn) {
    CrashDisk disk("full");
    Database db = open(disk);
    ASSERT_TRUE(prepare(db, "FULL"));
    disk.fail_once_after(1);
    EXPECT_FALSE(run(db, "INSERT INTO visit VALUES (1, 'a')"));
    EXPECT_EQ(sqlite3_errcode(db.get()), SQLITE_FULL);
    EXPECT_TRUE(run(db, "INSERT INTO visit VALUES (2, 'b')"));
    EXPECT_EQ(ask(db, "SELECT group_concat(n) FROM visit"), "2");
}

TEST(CrashDisk, AnImageGivesAnEqualDisk) {
    CrashDisk first("first");
    {
        Database db = open(first);
        ASSERT_TRUE(prepare(db, "FULL"));
        ASSERT_TRUE(run(db, "INSERT INTO visit VALUES (7, 'a')"));
    }
    CrashDisk second("second");
    second.load(first.image());
    EXPECT_EQ(ask(open(second), "SELECT n FROM visit"), "7");
}

TEST(CrashDisk, AReaderBesideTheWriterSeesItsOwnSnapshot) {
    CrashDisk disk("two");
    Database writer = open(disk);
    ASSERT_TRUE(prepare(writer, "FULL"));
    Database reader = open(disk);
    ASSERT_TRUE(run(reader, "BEGIN"));
    ASSERT_EQ(ask(reader, "SELECT count(*) FROM visit"), "0");
    ASSERT_TRUE(run(writer, "INSERT INTO visit VALUES (1, 'a')"));
    EXPECT_EQ(ask(reader, "SELECT count(*) FROM visit"), "0");
    ASSERT_TRUE(run(reader, "COMMIT"));
    EXPECT_EQ(ask(reader, "SELECT count(*) FROM visit"), "1");
    ASSERT_TRUE(run(writer, "BEGIN IMMEDIATE"));
    EXPECT_FALSE(run(reader, "BEGIN IMMEDIATE"));
}

}  // namespace
}  // namespace fieldfare::simulation
