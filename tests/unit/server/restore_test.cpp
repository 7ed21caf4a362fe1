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
    TestServer::Device enrol_with_work(const char* email) {
        auto device = server.enrol(email);
        EXPECT_TRUE(server.push(device, {{server.new_customer(device, server.new_id(), "a")}}).ok());
        return device;
    }
    // `what` as it is now, to be put back later: the database or the whole directory.
    void back_up(const std::string& what) { copy_while_stopped(what, copy); }
    void set_back(const std::string& what) { copy_while_stopped(copy, what); }
    void copy_while_stopped(const std::string& from, const std::string& to) {
        server.stop();
        fs::copy(from, to, fs::copy_options::overwrite_existing | fs::copy_options::recursive);
        server.restart();
    }

    TestServer server;
    TemporaryDirectory elsewhere;
    const std::string data = server.config().data_directory;
    const std::string copy = elsewhere.path() + "/copy";
};

TEST_F(Restore, ARestartIsNoNewLife) {
    const auto before = epoch();
    auto li = enrol_with_work("li@example.com");
    server.restart();
    server.restart();
    EXPECT_EQ(epoch(), before);
    EXPECT_EQ(server.enrol("zhao@example.com").number, li.number + 1);
}

TEST_F(Restore, ADatabaseThatWasPutBackByHandIsNoticedAndGivesNoNumberTwice) {
    auto li = server.enrol("li@example.com");
    back_up(server.config().database_path());
    const auto before = epoch();
    auto lost = enrol_with_work("zhao@example.com");
    set_back(server.config().database_path());

    EXPECT_GT(epoch(), before);
    EXPECT_EQ(server.pull(lost).error().code, core::ErrorCode::unauthenticated);
    const auto next = server.enrol("sun@example.com");
    EXPECT_GT(next.number, lost.number) << "its stamps are out there";
    EXPECT_TRUE(server.pull(li).ok());
}

TEST_F(Restore, AWholeDirectoryThatWasSetBackIsNoticedByANoteOnAnotherDisk) {
    server.config().life_file = elsewhere.path() + "/life";
    server.restart();
    back_up(data);
    const auto before = epoch();
    enrol_with_work("li@example.com");
    set_back(data);
    EXPECT_GT(epoch(), before);
}

TEST_F(Restore, WhatCannotBeNoticedIsSaidByACommand) {
    back_up(data);
    const auto before = epoch();
    auto li = enrol_with_work("li@example.com");
    EXPECT_EQ(commands::restored_by_hand(server.config()), 1) << "not while the server runs";
    set_back(data);
    EXPECT_EQ(epoch(), before) << "nothing is left that could tell";
    // A phone that knows more than the database is told so, and the log says it.
    EXPECT_EQ(server.pull(li, {999, 0, {}}).error().code, core::ErrorCode::unauthenticated);
    server.stop();
    EXPECT_EQ(commands::restored_by_hand(server.config()), 0);
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
