#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
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

// The lead's queue

TEST_F(Quarantine, TheLeadSeesWhatWasRefusedAndWhatToDoAboutIt) {
    const auto list = server.get("/api/quarantine", server.session("lead@example.com")).json();
    EXPECT_EQ(list["total"], 2);
    ASSERT_EQ(list["items"].size(), 2U);
    for (const auto& item : list["items"]) {
        EXPECT_EQ(item["user"]["name"], "li");
        EXPECT_EQ(item["device"], "红米 Note 12");
        EXPECT_EQ(item["ways"], item["readable"] == true ? json::array() : json({"clear"}));
        EXPECT_EQ(item["author_can_settle"], item["readable"]);
    }
    const auto one = server.get("/api/quarantine/" + readable, server.session("lead@example.com")).json();
    EXPECT_EQ(one["error"]["name"], "missing_field");
    EXPECT_EQ(one["changes"][0]["entity"], "customer");
    EXPECT_EQ(one["contents"]["changes"].size(), 1U);
    EXPECT_FALSE(one["base64"].get<std::string>().empty());
    // His own alone for a rep, who decides nothing here; nothing for others.
    EXPECT_EQ(server.get("/api/quarantine", server.session("zhao@example.com")).json()["items"].size(), 0U);
    const auto his = server.get("/api/quarantine", server.session("li@example.com")).json();
    EXPECT_EQ(his["items"].size(), 2U);
    for (const auto& item : his["items"]) {
        EXPECT_EQ(item["ways"], json::array());
    }
    const auto post = [&](const char* who, const std::string& group, const char* what) {
        return server
            .post("/api/quarantine/" + group + "/" + what, json::object(),
                  server.session(std::string(who) + "@example.com"))
            .status;
    };
    EXPECT_EQ(post("li", unreadable, "clear"), 403);
    EXPECT_EQ(post("lead2", unreadable, "clear"), 404);
    EXPECT_EQ(post("lead", readable, "clear"), 422) << "its author can settle it";
    EXPECT_EQ(post("lead", readable, "accept"), 422) << "no right makes it good";
    EXPECT_EQ(post("lead", unreadable, "accept"), 404) << "nobody can read it";
    EXPECT_EQ(post("lead", "x", "accept"), 404);
    EXPECT_EQ(this->list().size(), 2U);
    EXPECT_EQ(post("lead", unreadable, "clear"), 200);
    EXPECT_EQ(this->list().size(), 1U);
}

// What somebody did after his right had ended is kept for his lead, who may take it.
class Escrow : public ::testing::Test {
  protected:
    Escrow() {
        customer = file(li);
        const auto& field = core::catalog::customer.fields[core::catalog::customer.at("owner")];
        EXPECT_TRUE(server.server()
                        .run([&](WriteScope& scope) -> core::Status {
                            FF_ASSIGN(const auto row, scope.ledger.row(core::catalog::customer, customer));
                            FF_TRY(scope.authority.write(scope.ledger, system_principal({1, {}, 0}),
                                                         {sync::update_of(*row, {{field.id, zhao.user}})}));
                            return {};
                        })
                        .ok());
        note = server.new_visit(li, server.new_id(), customer, "交接之后的拜访");
        const auto reply = server.push(li, {{note}});
        EXPECT_EQ(reply->verdicts.front().reason, core::ErrorCode::not_in_scope);
        group = std::to_string(li.number) + "." + std::to_string(li.epoch) + "." + std::to_string(li.mark);
    }
    core::Uuid file(TestServer::Device& device) {
        const auto id = server.new_id();
        EXPECT_TRUE(server.push(device, {{server.new_customer(device, id, "东方商贸")}}).ok());
        return id;
    }
    Answer accept(const char* who) {
        return server.post("/api/quarantine/" + group + "/accept", json::object(),
                           server.session(std::string(who) + "@example.com"));
    }
    json visits() { return server.get("/api/visits", server.session("lead@example.com")).json()["items"]; }
    sync::Verdict told(TestServer::Device& device) {
        auto ask = server.request(device, {});
        ask.ask = {device.mark};
        return sync::decode<sync::PushReply>(
                   server.call(device, "POST", "/v1/push", sync::encode(ask, sync::Encoding::binary)).body,
                   sync::Encoding::binary)
            ->verdicts.at(0);
    }

    TestServer server;
    TestServer::Device li = server.enrol("li@example.com");
    TestServer::Device zhao = server.enrol("zhao@example.com");
    core::Uuid customer;
    core::Change note;
    std::string group;
};

TEST_F(Escrow, IsTakenByTheLeadInItsAuthorsName) {
    const auto item = server.get("/api/quarantine", server.session("lead@example.com")).json()["items"][0];
    EXPECT_EQ(item["ways"], json({"accept"}));
    EXPECT_EQ(item["customer"]["name"], "东方商贸");
    const auto& fields = item["changes"][0]["fields"];
    EXPECT_TRUE(std::ranges::any_of(fields, [](const json& field) { return field["value"] == "交接之后的拜访"; }));
    EXPECT_EQ(accept("li").status, 403);
    EXPECT_EQ(accept("zhao").status, 403);
    EXPECT_EQ(accept("lead2").status, 404);
    EXPECT_EQ(visits().size(), 0U);
    const auto taken = accept("lead");
    ASSERT_EQ(taken.status, 200) << taken.body;
    EXPECT_EQ(taken.json()["verdict"], "applied");
    ASSERT_EQ(visits().size(), 1U);
    EXPECT_EQ(visits()[0]["rep"]["name"], "li");
    EXPECT_EQ(visits()[0]["fields"]["note"], "交接之后的拜访");
    EXPECT_EQ(accept("lead").status, 404) << "done";
    EXPECT_EQ(server.get("/api/quarantine", server.session("lead@example.com")).json()["total"], 0);
    EXPECT_EQ(told(li).kind, sync::Verdict::Kind::applied);
    const auto page = server.pull(zhao);
    EXPECT_TRUE(std::ranges::any_of(page->rows, [&](const core::Row& row) { return row.id == note.row; }))
        << "who owns the customer gets it";
    // Its author sends it again, or gives it up, not knowing: nothing comes twice or goes.
    EXPECT_TRUE(server.push(li, {{note}}).ok());
    core::Change gives_up;
    gives_up.kind = core::ChangeKind::discard;
    gives_up.entity = note.entity;
    gives_up.row = note.row;
    gives_up.stamp = note.stamp;
    EXPECT_TRUE(server.push(li, {{gives_up}}).ok());
    EXPECT_EQ(visits().size(), 1U);
}

TEST_F(Escrow, IsNotTakenByALeadWhoMayNotDoItHimself) {
    // The customer goes to the other team: Li's lead has no right there.
    EXPECT_TRUE(server.server()
                    .run([&](WriteScope& scope) -> core::Status {
                        const auto& field = core::catalog::customer.fields[core::catalog::customer.at("owner")];
                        FF_ASSIGN(const auto row, scope.ledger.row(core::catalog::customer, customer));
                        FF_TRY(scope.authority.write(scope.ledger, system_principal({1, {}, 0}),
                                                     {sync::update_of(*row, {{field.id, server.user("sun")}})}));
                        return {};
                    })
                    .ok());
    const auto refused = accept("lead");
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(refused.code(), "FF-3005");
    EXPECT_EQ(visits().size(), 0U);
    EXPECT_EQ(told(li).kind, sync::Verdict::Kind::quarantined);
    EXPECT_EQ(accept("director").status, 200);
}

}  // namespace
}  // namespace fieldfare::server::testing
