#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <climits>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>
#include <thread>

#include "core/base/files.h"
#include "core/rules/day.h"
#include "server/backup/keeper.h"
#include "server/backup/restore.h"
#include "tests/support/fake_clock.h"
#include "tests/unit/server/support.h"

namespace fieldfare::server::testing {
namespace {

namespace fs = std::filesystem;
using backup::Backup;

constexpr core::WallMs hour_ms = 60 * 60 * 1000;
constexpr core::WallMs day_ms = 24 * hour_ms;

std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
}

void write_file(const std::string& path, const std::string& bytes) {
    std::ofstream out(path, std::ios::binary);
    out << bytes;
}

// Every visit and every line of the history up to a seq, as text.
std::set<std::string> logical_content(const std::string& database, sync::Seq head) {
    StoreOptions options;
    options.path = database;
    auto opened = CanonicalStore::open_reader(options).value();
    std::set<std::string> lines;
    for (const auto* sql :
         {"SELECT 'visit', hex(id), note, _seq, '' FROM interaction WHERE _seq<=?1",
          "SELECT 'customer', hex(id), name, _seq, code FROM customer WHERE _seq<=?1",
          "SELECT 'history', entity || hex(row), hex(change), seq, ordinal FROM history WHERE seq<=?1"}) {
        auto statement = opened->prepare(sql).value();
        statement.bind(1, head);
        while (statement.step().value()) {
            std::string line;
            for (int column = 0; column < 5; ++column) line += std::string(statement.text(column)) + '|';
            lines.insert(line);
        }
    }
    return lines;
}

struct BackupTest : ::testing::Test {
    core::Result<Backup> take(const backup::Stopped& stopped = {}, const backup::Progress& progress = {}) {
        clock.advance(1000);
        return backup::take(server.config().server_data(), folder.path(), clock, stopped, progress);
    }
    core::Result<backup::Restored> restore(const std::string& database) {
        return backup::restore(server.config().server_data(), database, clock, random);
    }
    std::size_t files() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()));
    }
    std::set<std::string> visits() {
        std::set<std::string> notes;
        const auto page = server.get("/api/visits?limit=200", server.session("director@example.com")).json();
        for (const auto& item : page["items"]) notes.insert(item["fields"]["note"].get<std::string>());
        return notes;
    }
    core::Uuid customer_of(TestServer::Device& device) {
        const auto id = server.new_id();
        EXPECT_TRUE(server.push(device, {{server.new_customer(device, id, "华东机械")}}).ok());
        return id;
    }
    void log(TestServer::Device& device, const core::Uuid& customer, const std::string& note) {
        ASSERT_TRUE(server.push(device, {{server.new_visit(device, server.new_id(), customer, note)}}).ok());
    }

    TestServer server;
    TemporaryDirectory folder;
    core::SystemRandom random;
    tests::FakeClock clock{core::SystemClock().wall()};
};

TEST_F(BackupTest, WhatIsTakenWhilePhonesPushIsTheStateOfOneMoment) {
    std::atomic<bool> over = false;
    std::vector<std::thread> phones;
    for (const auto* email : {"li@example.com", "zhao@example.com", "sun@example.com"}) {
        phones.emplace_back([this, &over, device = server.enrol(email)]() mutable {
            const auto customer = customer_of(device);
            for (int i = 0; !over; ++i) {
                // One group: never in a backup by halves.
                EXPECT_TRUE(server
                                .push(device, {{server.new_visit(device, server.new_id(), customer, "一"),
                                                server.new_visit(device, server.new_id(), customer, "二")}})
                                .ok());
            }
        });
    }
    std::vector<Backup> taken;
    while (taken.size() < 12) {
        auto one = take();
        ASSERT_TRUE(one.ok()) << one.error().describe();
        if (one->manifest.head > 40) taken.push_back(*one);
    }
    over = true;
    for (auto& phone : phones) phone.join();
    EXPECT_GT(taken.back().manifest.head, taken.front().manifest.head) << "phones pushed meanwhile";

    const auto live = server.config().database_path();
    for (const auto& one : taken) {
        const auto found = backup::verify(one.database);
        ASSERT_TRUE(found.ok()) << found.error().describe();
        EXPECT_EQ(found->manifest, one.manifest);
        EXPECT_EQ(found->manifest.rows.at("interaction") % 2, 0);
        // Visits and customers were only added, so the live database's at that seq are those of then.
        EXPECT_EQ(logical_content(one.database, one.manifest.head), logical_content(live, one.manifest.head));
        EXPECT_EQ(logical_content(one.database, one.manifest.head), logical_content(one.database, INT64_MAX));
    }
}

TEST_F(BackupTest, AWipedServerIsRestoredAndTheRestComesBack) {
    auto li = server.enrol("li@example.com");
    const auto customer = customer_of(li);
    log(li, customer, "before");
    const auto made = take();
    ASSERT_TRUE(made.ok()) << made.error().describe();
    const auto at_backup = li;
    const auto epoch = made->manifest.epoch;
    log(li, customer, "after");
    EXPECT_EQ(restore(made->database).error().code, core::ErrorCode::storage_busy) << "not while the server runs";
    EXPECT_EQ(visits(), (std::set<std::string>{"before", "after"}));

    server.stop();
    fs::remove_all(server.config().data_directory);
    const auto restored = restore(made->database);
    ASSERT_TRUE(restored.ok()) << restored.error().describe();
    EXPECT_GT(restored->epoch, epoch);
    EXPECT_EQ(restored->head, made->manifest.head);
    EXPECT_EQ(restored->replaced, "");
    EXPECT_EQ(fs::status(server.config().data_directory).permissions(), fs::perms::owner_all);
    server.restart();
    EXPECT_EQ(visits(), std::set<std::string>{"before"});
    // As a phone does that saw the epoch change: it offers what it kept.
    li.mark = at_backup.mark;
    li.chain = at_backup.chain;
    log(li, customer, "after");
    EXPECT_EQ(visits(), (std::set<std::string>{"before", "after"}));
    EXPECT_TRUE(backup::verify(made->database).ok()) << "the backup stays as it was";
}

TEST_F(BackupTest, TheDatabaseThatIsReplacedIsKeptAsideWhole) {
    auto li = server.enrol("li@example.com");
    const auto customer = customer_of(li);
    const auto made = take();
    log(li, customer, "after");
    // Killed: what it wrote last is in the log alone.
    const auto wal = server.config().database_path() + "-wal";
    const TemporaryDirectory killed;
    for (const auto& path : {server.config().database_path(), wal}) {
        fs::copy(path, fs::path(killed.path()) / fs::path(path).filename());
    }
    ASSERT_GT(fs::file_size(wal), 0U);
    server.stop();
    fs::copy(killed.path(), server.config().data_directory, fs::copy_options::overwrite_existing);

    const auto restored = restore(made->database);
    ASSERT_TRUE(restored.ok()) << restored.error().describe();
    EXPECT_EQ(fs::status(restored->replaced).permissions(), fs::perms::owner_all);
    const auto aside = restored->replaced + "/fieldfare.db";
    const auto found = logical_content(aside, INT64_MAX);
    EXPECT_TRUE(std::ranges::any_of(found, [](const auto& line) { return line.find("|after|") != std::string::npos; }));
    // The same once more, as after a mistake: the former ones stay.
    const auto again = restore(made->database);
    ASSERT_TRUE(again.ok());
    EXPECT_NE(again->replaced, restored->replaced);
    EXPECT_GT(again->epoch, restored->epoch);
    EXPECT_TRUE(fs::exists(aside));
}

TEST_F(BackupTest, AnEpochIsNeverGivenTwiceEvenByAClockThatStandsInThePast) {
    const auto made = take();
    server.stop();
    clock.set_wall(1000);
    std::set<std::uint64_t> epochs{made->manifest.epoch};
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(epochs.insert(restore(made->database)->epoch).second) << i;
}

TEST_F(BackupTest, EveryFlippedByteIsFoundOrHarmless) {
    auto li = server.enrol("li@example.com");
    customer_of(li);
    const auto made = take();
    ASSERT_TRUE(backup::verify(made->database).ok());
    const auto flip_each = [&](const std::string& path, std::size_t dense, std::size_t stride) {
        const auto whole = read_file(path);
        std::size_t flips = 0;
        for (std::size_t at = 0; at < whole.size(); at += at < dense ? 1 : stride) {
            auto bytes = whole;
            bytes[at] = static_cast<char>(bytes[at] ^ 0x20);
            write_file(path, bytes);
            const auto found = backup::verify(made->database);
            if (found) {
                EXPECT_EQ(found->manifest, made->manifest) << path << " at " << at;
            } else {
                ++flips;
                EXPECT_NE(found.error().code, core::ErrorCode::internal);
            }
        }
        // Cut short, too.
        write_file(path, whole.substr(0, whole.size() - 1));
        EXPECT_EQ(path.ends_with(".db"), !backup::verify(made->database).ok());
        write_file(path, whole);
        EXPECT_TRUE(backup::verify(made->database).ok());
        return std::pair(flips, whole.size());
    };
    const auto [in_database, bytes] = flip_each(made->database, 120, 997);
    EXPECT_EQ(in_database, 120 + (bytes - 120 + 996) / 997) << "each of them";
    const auto [in_manifest, manifest_bytes] = flip_each(backup::manifest_path(made->database), SIZE_MAX, 1);
    EXPECT_GT(in_manifest, manifest_bytes / 2) << "all but blanks between the members";
    // Nothing damaged is put in the place of a database.
    auto bad = read_file(made->database);
    bad[bad.size() / 2] = static_cast<char>(bad[bad.size() / 2] ^ 1);
    write_file(made->database, bad);
    server.stop();
    const auto before = read_file(server.config().database_path());
    EXPECT_EQ(restore(made->database).error().code, core::ErrorCode::storage_corrupt);
    EXPECT_EQ(read_file(server.config().database_path()), before);
}

// Whose hash is right, because the damage was there before it was made.
TEST_F(BackupTest, ADatabaseWithRowsThatNobodyCanReadIsNoGoodBackup) {
    auto li = server.enrol("li@example.com");
    customer_of(li);
    for (const auto* damage :
         {"UPDATE customer SET _clocks=x'ffff'", "UPDATE history SET change=x'00'", "UPDATE server SET head=1",
          "DELETE FROM customer", "UPDATE server SET epoch=1", "PRAGMA user_version=1"}) {
        auto made = take();
        ASSERT_TRUE(made.ok());
        {
            core::sqlite::OpenOptions options;
            options.path = made->database;
            auto opened = core::sqlite::Connection::open(options).value();
            ASSERT_TRUE(opened->execute(damage).ok());
            ASSERT_TRUE(opened->execute("PRAGMA journal_mode=DELETE").ok());
        }
        auto manifest = made->manifest;
        manifest.bytes = fs::file_size(made->database);
        manifest.sha256 = *backup::hash_of(made->database, {});
        ASSERT_TRUE(core::files::replace(backup::manifest_path(made->database), backup::to_text(manifest)).ok());
        const auto found = backup::verify(made->database);
        ASSERT_FALSE(found.ok()) << damage;
        EXPECT_EQ(found.error().code, core::ErrorCode::storage_corrupt) << damage << ": " << found.error().describe();
    }
}

TEST_F(BackupTest, KilledAtAnyMomentItLeavesNothingWithAName) {
    auto li = server.enrol("li@example.com");
    customer_of(li);
    server.stop();
    const auto first = take();
    ASSERT_TRUE(first.ok());
    // `mortal` runs in a process of its own and is killed somewhere; true: it came to its end.
    const auto survives = [&](const std::function<void(int& looks)>& mortal) {
        clock.advance(1000);
        const auto child = fork();
        if (child == 0) {
            int looks = 0;
            mortal(looks);
            const auto taken = backup::take(server.config().server_data(), folder.path(), clock,
                                            [&] {
                                                if (looks-- == 0) raise(SIGKILL);
                                                return false;
                                            },
                                            {});
            _exit(taken ? 0 : 1);
        }
        int status = 0;
        EXPECT_EQ(waitpid(child, &status, 0), child);
        EXPECT_TRUE(!WIFEXITED(status) || WEXITSTATUS(status) == 0);
        std::size_t named = 0;
        for (const auto& entry : fs::directory_iterator(folder.path())) {
            if (entry.path().extension() == ".db") ++named;
        }
        EXPECT_EQ(named, WIFEXITED(status) ? 2U : 1U);
        const auto shelf = backup::list(folder.path());
        EXPECT_TRUE(shelf.ok());
        for (const auto& one : *shelf) EXPECT_TRUE(backup::verify(one.database).ok());
        return WIFEXITED(status);
    };
    // At each 4 KiB that it writes.
    std::size_t killed = 0;
    for (rlim_t bytes = 0; bytes < first->manifest.bytes; bytes += 4096, ++killed) {
        ASSERT_FALSE(survives([&](int& looks) {
            looks = INT_MAX;
            std::signal(SIGXFSZ, SIG_DFL);
            const rlimit no_core{0, 0};
            setrlimit(RLIMIT_CORE, &no_core);
            const rlimit less{bytes, bytes};
            setrlimit(RLIMIT_FSIZE, &less);
        })) << bytes;
    }
    EXPECT_GT(killed, 50U);
    // While it looks at what it has written.
    int looks = 0;
    while (!survives([&](int& wanted) { wanted = looks; })) ++looks;
    EXPECT_GE(looks, 2);
    EXPECT_EQ(files(), 6U)
        << "two databases, each with its manifest and receipt: what was cut is cleared away by the next one";
    EXPECT_TRUE(backup::verify(first->database).ok());
}

TEST_F(BackupTest, WhatCannotBeWrittenIsSaidAndLeavesNothing) {
    EXPECT_EQ(backup::take(server.config().server_data(), folder.path() + "/none", clock, {}, {}).error().code,
              core::ErrorCode::storage_failed);
    {
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        const rlimit less{64 * 1024, before.rlim_max};
        // Other threads of this process write small files meanwhile.
        setrlimit(RLIMIT_FSIZE, &less);
        const auto cut = take();
        setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, handler);
        ASSERT_FALSE(cut.ok());
        EXPECT_EQ(files(), 0U);
    }
    EXPECT_EQ(take([] { return true; }).error().code, core::ErrorCode::overloaded);
    EXPECT_EQ(files(), 0U);
    // One at a time: from within another one.
    core::Status second;
    ASSERT_TRUE(take({}, [&](std::size_t, std::size_t) {
                    if (second.ok()) second = take().error();
                }).ok());
    EXPECT_EQ(second.error().code, core::ErrorCode::storage_busy);
    EXPECT_EQ(server.get("/readyz").status, 200);
}

TEST_F(BackupTest, AnotherOrganisationsIsNotPutHere) {
    TestServer other;
    const auto made = backup::take(other.config().server_data(), folder.path(), clock, {}, {});
    ASSERT_TRUE(made.ok());
    server.stop();
    EXPECT_EQ(restore(made->database).error().code, core::ErrorCode::invalid_argument);
    const TemporaryDirectory nothing;
    EXPECT_EQ(restore(nothing.path() + "/none.db").error().code, core::ErrorCode::not_found);
    server.restart();
    EXPECT_EQ(server.get("/readyz").status, 200);
}

// The schedule and what stays

core::WallMs at(const char* day, int hour, int minute) {
    return core::start_of(*core::Day::parse(day), "Asia/Shanghai").value() + hour * hour_ms + minute * 60'000;
}

TEST(BackupSchedule, AsksAtItsTimesOfTheOrganisationsDay) {
    backup::Schedule schedule;
    schedule.at_minutes = 150;
    const auto asked = [&](core::WallMs now) { return *backup::last_asked(schedule, now, "Asia/Shanghai"); };
    EXPECT_EQ(asked(at("2026-11-27", 2, 30)), at("2026-11-27", 2, 30));
    EXPECT_EQ(asked(at("2026-11-27", 2, 29)), at("2026-11-26", 2, 30));
    EXPECT_EQ(asked(at("2026-11-27", 23, 59)), at("2026-11-27", 2, 30));
    schedule.every_hours = 6;
    EXPECT_EQ(asked(at("2026-11-27", 15, 0)), at("2026-11-27", 14, 30));
    EXPECT_EQ(asked(at("2026-11-27", 2, 0)), at("2026-11-26", 20, 30));
    EXPECT_FALSE(backup::last_asked(schedule, 0, "Nowhere/None").ok());
}

struct Shelf {
    core::SystemRandom random;
    core::Uuid organisation = core::Uuid::v7(core::SystemClock(), random);
    std::vector<backup::Shelved> items;  // newest first

    void add(core::WallMs taken_at) {
        backup::Manifest manifest;
        manifest.organisation = organisation;
        manifest.taken_at = taken_at;
        items.insert(items.begin(), {std::to_string(taken_at), manifest, {}});
    }
    std::size_t stay(const backup::Keep& keep, const std::string& made = {}) const {
        const Backup last{made.empty() ? items.front().database : made, *items.front().manifest};
        return items.size() - backup::superfluous(items, last, keep, "Asia/Shanghai")->size();
    }
};

TEST(BackupRetention, KeepsTheNewestOfEachDayWeekAndMonth) {
    Shelf shelf;
    for (int day = 0; day < 400; ++day) {
        shelf.add(at("2025-01-01", 2, 30) + day * day_ms);
        shelf.add(at("2025-01-01", 14, 30) + day * day_ms);
    }
    EXPECT_EQ(shelf.stay({7, 0, 0}), 7U);
    EXPECT_EQ(shelf.stay({0, 4, 0}), 4U);
    EXPECT_EQ(shelf.stay({0, 0, 12}), 12U);
    // The last is 2026-02-04, a Wednesday: 4, 3, 2 February; 1 February, 25 and 18 January; 31 January to 31 March.
    EXPECT_EQ(shelf.stay({3, 4, 12}), 3U + 3U + 11U);
    EXPECT_EQ(shelf.stay({0, 0, 0}), 1U) << "the newest stays whatever is set";
    EXPECT_EQ(shelf.stay({0, 0, 0}, shelf.items[5].database), 1U)
        << "the one just made, also under a clock that went back";
    const auto out = *backup::superfluous(shelf.items, {shelf.items.front().database, *shelf.items.front().manifest},
                                          {1, 0, 0}, "Asia/Shanghai");
    EXPECT_TRUE(std::ranges::find(out, shelf.items[1].database) != out.end()) << "the earlier one of the same day";
    // What is not known to be good, or not ours, is never taken away, and claims nothing.
    shelf.items.front().fault = "damaged";
    EXPECT_EQ(shelf.stay({1, 0, 0}), 2U);
    shelf.items[2].manifest->organisation = {};
    EXPECT_EQ(shelf.stay({1, 0, 0}), 3U);
}

TEST_F(BackupTest, TheKeeperTakesWhatIsDueAndMakesUpForWhatWasMissed) {
    clock.set_wall(at("2026-11-27", 12, 0));
    backup::Schedule schedule;
    schedule.folder = folder.path();
    schedule.keep = {2, 0, 0};
    backup::Keeper keeper(server.config().server_data(), schedule, clock);
    EXPECT_TRUE(keeper.health().scheduled);
    keeper.look();
    EXPECT_EQ(keeper.health().taken, 1U) << "there was none";
    ASSERT_TRUE(keeper.health().newest);
    EXPECT_EQ(keeper.health().newest->manifest.taken_at, clock.wall());
    clock.advance(14 * hour_ms);
    keeper.look();
    EXPECT_EQ(keeper.health().taken, 1U) << "not yet";
    clock.advance(hour_ms);
    keeper.look();
    EXPECT_EQ(keeper.health().taken, 2U);
    clock.advance(10 * day_ms);
    backup::Keeper later(server.config().server_data(), schedule, clock);
    later.look();
    later.look();
    EXPECT_EQ(later.health().taken, 1U) << "one for all that were missed";
    EXPECT_EQ(backup::list(folder.path())->size(), 2U) << "the third took the first one's place";
    // A clock that stood in the future once leaves a backup from there: it stands for no day that has come.
    clock.set_wall(at("2036-01-01", 12, 0));
    later.look();
    clock.set_wall(at("2026-12-09", 12, 0));
    later.look();
    EXPECT_EQ(later.health().newest->manifest.taken_at, clock.wall());
}

TEST_F(BackupTest, AFailureIsToldAndTriedAgainAndTheServerGoesOn) {
    backup::Schedule schedule;
    schedule.folder = folder.path() + "/disk";
    backup::Keeper keeper(server.config().server_data(), schedule, clock);
    keeper.look();
    keeper.look();
    EXPECT_EQ(keeper.health().failures, 1U) << "not again at once";
    EXPECT_EQ(keeper.health().failure->code, core::ErrorCode::storage_failed);
    EXPECT_EQ(keeper.health().failed_at, clock.wall());
    EXPECT_FALSE(keeper.health().newest);
    EXPECT_TRUE(keeper.health().late);
    fs::create_directory(schedule.folder);
    clock.advance(backup::Keeper::retry_ms);
    keeper.look();
    EXPECT_EQ(keeper.health().taken, 1U);
    EXPECT_FALSE(keeper.health().failure);
    EXPECT_FALSE(keeper.health().late);
    EXPECT_EQ(server.get("/readyz").status, 200);
}

TEST(BackupOfAServer, ItsThreadTakesOneAndMetricsSaySo) {
    const TemporaryDirectory folder;
    TestServer server([&](Config& config) { config.backup.folder = folder.path(); });
    std::string metrics;
    for (int i = 0; i < 200 && metrics.find("fieldfare_backup_age_seconds ") == std::string::npos; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(25));
        metrics = server.get("/metrics").body;
    }
    EXPECT_NE(metrics.find("fieldfare_backup_age_seconds "), std::string::npos);
    EXPECT_NE(metrics.find("fieldfare_backup_bytes "), std::string::npos);
    const auto told = server.get("/api/devices", server.session("admin@example.com")).json()["backup"];
    EXPECT_EQ(told["scheduled"], true);
    EXPECT_EQ(told["late"], false);
    EXPECT_GT(told["bytes"].get<std::int64_t>(), 0);
    EXPECT_TRUE(told["taken_at"].is_number() && told["error"].is_null());
    EXPECT_TRUE(server.get("/api/devices", server.session("lead@example.com")).json()["backup"].is_null());
    EXPECT_NE(metrics.find("fieldfare_backups_total 1"), std::string::npos);
    EXPECT_NE(metrics.find("fieldfare_backup_failures_total 0"), std::string::npos);
    const auto shelf = backup::list(folder.path());
    ASSERT_EQ(shelf->size(), 1U);
    EXPECT_TRUE(backup::verify(shelf->front().database).ok());
}

}  // namespace
}  // namespace fieldfare::server::testing
