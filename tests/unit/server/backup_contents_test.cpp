#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "core/base/files.h"
#include "server/backup/keeper.h"
#include "server/backup/restore.h"
#include "tests/support/fake_clock.h"
#include "tests/unit/server/attachments.h"

// What backups keep of photos and files, and what a restore brings back of them.
namespace fieldfare::server::testing {
namespace {

namespace fs = std::filesystem;
using backup::Backup;

struct BackupContents : ::testing::Test {
    void SetUp() override {
        ASSERT_TRUE(server.push(li, {{server.new_customer(li, customer, "东方商贸")}}).ok());
        fs::create_directory(at_server());
    }
    fs::path at_server(const std::string& name = {}) { return fs::path(server.config().contents_path()) / name; }
    fs::path in_pool(const std::string& name = {}) { return fs::path(folder.path()) / "contents" / name; }

    core::Uuid add(const std::string& bytes) {
        auto row = new_attachment(server, li, customer, bytes);
        const auto id = row.row;
        EXPECT_TRUE(server.push(li, {{std::move(row)}}).ok());
        return id;
    }
    // As if it had been sent.
    void place(const std::string& bytes) { write(at_server(name_of(bytes)), bytes); }
    static void write(const fs::path& path, const std::string& bytes) {
        std::ofstream(path, std::ios::binary) << bytes;
    }
    static std::string read(const fs::path& path) {
        std::ifstream in(path, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(in), {});
    }
    static std::set<std::string> names_in(const fs::path& path) {
        std::set<std::string> names;
        if (!fs::exists(path)) return names;
        for (const auto& entry : fs::directory_iterator(path)) names.insert(entry.path().filename().string());
        return names;
    }
    Backup take(const backup::Stopped& stopped = {}) {
        clock.advance(1000);
        return backup::take(server.config().server_data(), folder.path(), clock, stopped, {}).value();
    }

    TestServer server;
    TestServer::Device li = server.enrol("li@example.com");
    core::Uuid customer = server.new_id();
    TemporaryDirectory folder;
    core::SystemRandom random;
    tests::FakeClock clock{core::SystemClock().wall()};
    const std::string first = picture(300'000);
    const std::string second = picture(4'000);
};

TEST_F(BackupContents, AreKeptOnceAndComeBackWithARestore) {
    add(first);
    add(second);
    add(picture(777));  // its phone has not sent it yet
    place(first);
    place(second);
    const auto one = take();
    ASSERT_FALSE(one.contents_fault) << one.contents_fault->describe();
    EXPECT_EQ(one.contents.relied_on, 2U);
    EXPECT_EQ(one.contents.copied, 2U);
    EXPECT_EQ(one.contents.copied_bytes, first.size() + second.size());
    EXPECT_EQ(one.contents.absent, 1U);
    const auto two = take();
    EXPECT_EQ(two.contents.relied_on, 2U);
    EXPECT_EQ(two.contents.copied, 0U) << "each once, however many backups name it";
    EXPECT_EQ(names_in(in_pool()), (std::set<std::string>{name_of(first), name_of(second)}));
    EXPECT_EQ(fs::status(in_pool(name_of(first))).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(std::system(("cd " + folder.path() + " && sha256sum --strict --quiet -c *.sha256").c_str()), 0)
        << "anybody can compare them";

    server.stop();
    fs::remove_all(server.config().data_directory);
    const auto restored = backup::restore(server.config().server_data(), two.database, clock, random);
    ASSERT_TRUE(restored.ok()) << restored.error().describe();
    EXPECT_EQ(restored->contents.copied, 2U);
    EXPECT_EQ(read(at_server(name_of(first))), first);
    EXPECT_EQ(read(at_server(name_of(second))), second);
    server.restart();
    EXPECT_EQ(read(at_server(name_of(first))), first) << "the start finds them named";
}

TEST_F(BackupContents, WhatIsThereAtTheServerIsLeftAlone) {
    add(first);
    place(first);
    const auto one = take();
    server.stop();
    const auto before = fs::last_write_time(at_server(name_of(first)));
    EXPECT_EQ(backup::restore(server.config().server_data(), one.database, clock, random)->contents.copied, 0U);
    EXPECT_EQ(fs::last_write_time(at_server(name_of(first))), before);
}

TEST_F(BackupContents, ADamagedOneIsNotKeptAndKeepsNothingFromBeingKept) {
    add(first);
    add(second);
    place(second);
    auto rotten = first;
    rotten[1'000] ^= 1;
    write(at_server(name_of(first)), rotten);
    const auto one = take();
    ASSERT_FALSE(one.contents_fault);
    EXPECT_EQ(one.contents.damaged, 1U);
    EXPECT_EQ(names_in(in_pool()), std::set<std::string>{name_of(second)});
    EXPECT_EQ(backup::verify(one.database)->contents, 1U);
}

TEST_F(BackupContents, VerifyFindsWhatTheDiskDid) {
    add(first);
    place(first);
    const auto one = take();
    ASSERT_EQ(backup::verify(one.database)->contents, 1U);
    auto rotten = first;
    rotten.back() ^= 1;
    write(in_pool(name_of(first)), rotten);
    EXPECT_EQ(backup::verify(one.database).error().code, core::ErrorCode::storage_corrupt);
    fs::remove(in_pool(name_of(first)));
    EXPECT_EQ(backup::verify(one.database).error().code, core::ErrorCode::storage_corrupt) << "missing";
    write(in_pool(name_of(first)), first);
    EXPECT_TRUE(backup::verify(one.database).ok());

    const auto receipt = read(backup::receipt_path(one.database));
    for (const auto& wrong :
         {receipt.substr(1), receipt + "x", "../" + receipt.substr(3), std::string(receipt.size(), 'a')}) {
        write(backup::receipt_path(one.database), wrong);
        EXPECT_EQ(backup::verify(one.database).error().code, core::ErrorCode::storage_corrupt) << wrong;
    }
    fs::remove(backup::receipt_path(one.database));
    EXPECT_FALSE(backup::verify(one.database)->contents) << "nothing was promised";
}

TEST_F(BackupContents, ALostOneKeepsNoRecordFromBeingRestored) {
    add(first);
    add(second);
    place(first);
    place(second);
    const auto one = take();
    server.stop();
    auto rotten = first;
    rotten.back() ^= 1;
    write(in_pool(name_of(first)), rotten);
    write(at_server(name_of(first)), rotten);
    write(at_server(name_of(second)), "damaged here alone");
    const auto restored = backup::restore(server.config().server_data(), one.database, clock, random);
    ASSERT_TRUE(restored.ok()) << restored.error().describe();
    EXPECT_FALSE(restored->contents_fault);
    EXPECT_EQ(restored->contents.lost, 1U);
    EXPECT_EQ(restored->contents.copied, 1U);
    EXPECT_EQ(read(at_server(name_of(second))), second);
}

TEST_F(BackupContents, TheServersOwnFolderIsNoPlaceForBackups) {
    add(first);
    place(first);
    write(at_server("half.part"), "x");
    clock.advance(1000);
    const auto taken =
        backup::take(server.config().server_data(), server.config().data_directory + "/.", clock, {}, {});
    EXPECT_EQ(taken.error().code, core::ErrorCode::invalid_argument);
    EXPECT_EQ(names_in(at_server()).size(), 2U);
}

TEST_F(BackupContents, GoWithTheLastBackupThatNamesThem) {
    add(first);
    place(first);
    const auto old = take();
    server.stop();
    {
        // Erased by law, say.
        auto store = CanonicalStore::open(server.config().store(), clock, random).value();
        ASSERT_TRUE(store->database().execute("DELETE FROM attachment").ok());
    }
    take();
    EXPECT_EQ(names_in(in_pool()).size(), 1U) << "the older backup names it";
    write(backup::receipt_path(old.database), "?");
    const auto blind = take();
    ASSERT_TRUE(blind.contents_fault) << "one receipt cannot be read";
    EXPECT_EQ(blind.contents_fault->code, core::ErrorCode::storage_corrupt);
    EXPECT_EQ(names_in(in_pool()).size(), 1U) << "so nothing goes";
    ASSERT_TRUE(backup::remove(old.database).ok());
    take();
    EXPECT_EQ(names_in(in_pool()).size(), 0U);
}

TEST_F(BackupContents, AFaultWithThemLeavesTheRecordsSafe) {
    add(first);
    place(first);
    write(fs::path(folder.path()) / "contents", "in the way");
    const auto one = take();
    ASSERT_TRUE(one.contents_fault);
    EXPECT_EQ(one.contents_fault->code, core::ErrorCode::storage_failed);
    const auto found = backup::verify(one.database);
    ASSERT_TRUE(found.ok()) << found.error().describe();
    EXPECT_FALSE(found->contents);
    server.stop();
    ASSERT_TRUE(backup::restore(server.config().server_data(), one.database, clock, random).ok());
    fs::remove(fs::path(folder.path()) / "contents");
    EXPECT_EQ(take().contents.copied, 1U) << "the next one makes up for it";
}

TEST_F(BackupContents, TheKeeperTellsAFaultAndKeepsTheBackup) {
    add(first);
    place(first);
    write(fs::path(folder.path()) / "contents", "in the way");
    backup::Schedule schedule;
    schedule.folder = folder.path();
    backup::Keeper keeper(server.config().server_data(), schedule, clock);
    keeper.look();
    EXPECT_EQ(keeper.health().taken, 1U);
    EXPECT_EQ(keeper.health().failures, 1U);
    ASSERT_TRUE(keeper.health().failure);
    EXPECT_TRUE(keeper.health().newest) << "its records can be relied on";
}

}  // namespace
}  // namespace fieldfare::server::testing
