#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "server/app/commands.h"
#include "server/store/life_file.h"
#include "tests/unit/server/support.h"

// A server whose database was set back, in every way an operator may do that.
namespace fieldfare::server::testing {
namespace {

namespace fs = std::filesystem;

struct Restore : ::testing::Test {
    std::uint64_t epoch() {
        return sync::decode<sync::TimeReply>(server.get("/v1/time").body, sync::Encoding::json)->server_epoch;
    }
    void copy_data(const std::string& from, const std::string& to) {
        fs::copy(from, to, fs::copy_options::overwrite_existing | fs::copy_options::recursive);
    }

    TestServer server;
    TemporaryDirectory elsewhere;
    const std::string data = server.config().data_directory;
    const std::string copy = elsewhere.path() + "/copy";
};

TEST_F(Restore, ARestartIsNoNewLife) {
    const auto before = epoch();
    auto li = server.enrol("li@example.com");
    ASSERT_TRUE(server.push(li, {{server.new_customer(li, server.new_id(), "a")}}).ok());
    server.restart();
    server.restart();
    EXPECT_EQ(epoch(), before);
    EXPECT_EQ(server.enrol("zhao@example.com").number, li.number + 1);
}

TEST_F(Restore, ADatabaseThatWasPutBackByHandIsNoticedAndGivesNoNumberTwice) {
    auto li = server.enrol("li@example.com");
    server.stop();
    fs::copy_file(server.config().database_path(), copy);
    server.restart();
    const auto before = epoch();
    auto lost = server.enrol("zhao@example.com");
    ASSERT_TRUE(server.push(lost, {{server.new_customer(lost, server.new_id(), "nach der Kopie")}}).ok());
    server.stop();
    fs::copy_file(copy, server.config().database_path(), fs::copy_options::overwrite_existing);
    server.restart();

    EXPECT_GT(epoch(), before);
    EXPECT_EQ(server.pull(lost).error().code, core::ErrorCode::unauthenticated);
    const auto next = server.enrol("sun@example.com");
    EXPECT_GT(next.number, lost.number) << "its stamps are out there";
    EXPECT_TRUE(server.pull(li).ok());
}

TEST_F(Restore, AWholeDirectoryThatWasSetBackIsNoticedByANoteOnAnotherDisk) {
    server.config().life_file = elsewhere.path() + "/life";
    server.restart();
    server.stop();
    copy_data(data, copy);
    server.restart();
    const auto before = epoch();
    auto li = server.enrol("li@example.com");
    ASSERT_TRUE(server.push(li, {{server.new_customer(li, server.new_id(), "a")}}).ok());
    server.stop();
    copy_data(copy, data);
    server.restart();
    EXPECT_GT(epoch(), before);
}

TEST_F(Restore, WhatCannotBeNoticedIsSaidByACommand) {
    server.stop();
    copy_data(data, copy);
    server.restart();
    const auto before = epoch();
    auto li = server.enrol("li@example.com");
    ASSERT_TRUE(server.push(li, {{server.new_customer(li, server.new_id(), "a")}}).ok());
    EXPECT_EQ(commands::restored(server.config()), 1) << "not while the server runs";
    server.stop();
    copy_data(copy, data);
    server.restart();
    EXPECT_EQ(epoch(), before) << "nothing is left that could tell";
    // A phone that knows more than the database is told so, and the log says it.
    EXPECT_EQ(server.pull(li, {999, 0, {}}).error().code, core::ErrorCode::unauthenticated);
    server.stop();
    EXPECT_EQ(commands::restored(server.config()), 0);
    server.restart();
    EXPECT_GT(epoch(), before);
    EXPECT_GT(server.enrol("zhao@example.com").number, li.number);
}

TEST_F(Restore, ANoteThatIsNoneStopsTheStartRatherThanBeingBelieved) {
    server.stop();
    std::ofstream(server.config().life_path()) << "nonsense";
    EXPECT_EQ(Server::start(server.config()).error().code, core::ErrorCode::storage_corrupt);
    Life other;
    other.organisation = server.new_id();
    ASSERT_TRUE(write_life(server.config().life_path(), other).ok());
    EXPECT_EQ(Server::start(server.config()).error().code, core::ErrorCode::invalid_argument);
    EXPECT_EQ(*read_life(server.config().life_path()).value(), other);
    fs::remove(server.config().life_path());
    server.restart();
    EXPECT_EQ(server.get("/readyz").status, 200);
}

}  // namespace
}  // namespace fieldfare::server::testing
