#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "server/app/commands.h"
#include "server/store/quarantine.h"
#include "tests/unit/server/support.h"

namespace fieldfare::server::testing {
namespace {

using nlohmann::json;

// Li's phone sent one group that the server can read and not take, and one that it cannot read.
class Quarantine : public ::testing::Test {
  protected:
    void SetUp() override {
        auto bad = server.new_customer(li, server.new_id(), "没有负责人的客户");
        std::erase_if(bad.cells, [](const core::CellChange& cell) {
            const auto& entity = core::catalog::customer;
            return cell.field == entity.fields[entity.at("owner")].id;
        });
        ASSERT_TRUE(server.push(li, {{bad}}).ok());
        auto later = json::parse(sync::encode(server.request(li, {{bad}}), sync::Encoding::json));
        later["groups"][0]["changes"][0]["entity"] = "warehouse";
        const auto answer = server.call(li, "POST", "/v1/push", later.dump(), sync::Encoding::json);
        const auto reply = sync::decode<sync::PushReply>(answer.body, sync::Encoding::json);
        ASSERT_TRUE(reply.ok()) << answer.body;
        li.mark = reply->mark;
        li.chain = reply->chain;
    }
    json list() { return server.admin({{"command", "quarantine.list"}})["items"]; }
    json of_group(const char* command, const std::string& group) {
        return server.admin({{"command", command}, {"group", group}});
    }
    json phone() { return server.get("/api/devices", server.session("lead@example.com")).json()["items"][0]; }

    TestServer server;
    TestServer::Device li = server.enrol("li@example.com");
    const std::string readable = std::to_string(li.number) + ".1.1";
    const std::string unreadable = std::to_string(li.number) + ".1.2";
    TemporaryDirectory folder;
    const std::string file = folder.path() + "/saved.json";
};

TEST_F(Quarantine, IsListedAndShownWithWhatCanBeRead) {
    const auto items = list();
    ASSERT_EQ(items.size(), 2U);
    EXPECT_EQ(items[0]["group"], unreadable);
    EXPECT_EQ(items[0]["user"], "li");
    EXPECT_EQ(items[0]["state"], "quarantined");
    EXPECT_EQ(items[0]["readable"], false);
    EXPECT_EQ(items[1]["group"], readable);
    EXPECT_EQ(items[1]["readable"], true);
    const auto shown = of_group("quarantine.show", readable)["item"];
    EXPECT_EQ(shown["contents"]["changes"][0]["entity"], "customer");
    EXPECT_TRUE(of_group("quarantine.show", unreadable)["item"]["contents"].is_null());
    EXPECT_EQ(of_group("quarantine.show", std::to_string(li.number) + ".1.3")["code"], "FF-1014");
    for (const auto* wrong :
         {"", "1", "1.1", "1.1.1.1", "1.1.x", "-1.1.1", "4294967296.1.1", "1.1.9223372036854775808"}) {
        EXPECT_EQ(of_group("quarantine.show", wrong)["code"], "FF-1001") << wrong;
    }
}

TEST_F(Quarantine, IsPrinted) {
    ::testing::internal::CaptureStdout();
    EXPECT_EQ(commands::admin(server.config(), json{{"command", "quarantine.list"}}.dump(), commands::print_quarantine),
              0);
    const auto printed = ::testing::internal::GetCapturedStdout();
    EXPECT_NE(printed.find(unreadable + "\tli\t"), std::string::npos) << printed;
    EXPECT_NE(printed.find("cannot be read\n"), std::string::npos) << printed;
    EXPECT_NE(printed.find("unknown_entity"), std::string::npos) << printed;
}

TEST_F(Quarantine, IsClearedOfWhatCannotBeReadOnceThatIsInAFile) {
    ASSERT_EQ(phone()["quarantined"], 2);
    const auto as_it_came = of_group("quarantine.show", unreadable)["item"];
    ::testing::internal::CaptureStdout();
    EXPECT_EQ(commands::clear_quarantine(server.config(), unreadable, file), 0);
    EXPECT_NE(::testing::internal::GetCapturedStdout().find(file), std::string::npos);
    EXPECT_EQ(json::parse(std::ifstream(file)), as_it_came);
    EXPECT_FALSE(as_it_came["base64"].get<std::string>().empty());
    struct stat mode {};
    ASSERT_EQ(stat(file.c_str(), &mode), 0);
    EXPECT_EQ(mode.st_mode & 0777, 0600U);
    EXPECT_EQ(phone()["quarantined"], 1);
    EXPECT_EQ(list().size(), 1U);
    // The phone is told what it was told before.
    auto ask = server.request(li, {});
    ask.ask = {2};
    const auto told = sync::decode<sync::PushReply>(
        server.call(li, "POST", "/v1/push", sync::encode(ask, sync::Encoding::binary)).body, sync::Encoding::binary);
    ASSERT_TRUE(told.ok());
    EXPECT_EQ(told->verdicts.at(0).kind, sync::Verdict::Kind::quarantined);
    EXPECT_EQ(told->verdicts.at(0).reason, core::ErrorCode::unknown_entity);
    EXPECT_EQ(commands::clear_quarantine(server.config(), unreadable, file + "2"), 1) << "no longer there";
    EXPECT_FALSE(std::filesystem::exists(file + "2"));
}

TEST_F(Quarantine, KeepsWhatItsAuthorCanSettleUntilHisPhoneIsRevoked) {
    EXPECT_EQ(commands::clear_quarantine(server.config(), readable, file), 1);
    EXPECT_FALSE(std::filesystem::exists(file)) << "nothing was cleared, so nothing needed saving";
    EXPECT_EQ(list().size(), 2U);
    server.admin({{"command", "device.revoke"}, {"device", std::to_string(li.number)}});
    EXPECT_EQ(commands::clear_quarantine(server.config(), readable, file), 0);
    EXPECT_EQ(list().size(), 1U);
}

TEST_F(Quarantine, IsNotClearedIntoAFileThatIsThere) {
    std::ofstream(file) << "something else";
    EXPECT_EQ(commands::clear_quarantine(server.config(), unreadable, file), 1);
    EXPECT_EQ(commands::clear_quarantine(server.config(), unreadable, folder.path() + "/no/such/folder"), 1);
    EXPECT_EQ(list().size(), 2U);
    EXPECT_EQ(std::filesystem::file_size(file), 14U);
}

}  // namespace
}  // namespace fieldfare::server::testing
