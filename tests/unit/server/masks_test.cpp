// What a role may not see is in no answer of the server's, on the dashboard or to a phone.
#include <gtest/gtest.h>

#include "server/app/commands.h"
#include "tests/unit/server/support.h"

namespace fieldfare::server::testing {
namespace {

using nlohmann::json;
namespace catalog = core::catalog;

core::CellChange cell_of(const core::Entity& entity, std::size_t at, core::Value value, core::Stamp base = {}) {
    return {entity.fields[at].id, {}, std::move(value), base};
}

// Li's customer with a phone number, a turnover over which two of his phones crossed, and one that the server refused.
class MaskedAnswers : public ::testing::Test {
  protected:
    void SetUp() override {
        auto filed = server.new_customer(li, acme, "客户甲");
        const auto stamp = filed.stamp;
        filed.cells.push_back(cell_of(catalog::customer, revenue, std::int64_t{111'222'111'222}));
        core::Change card{core::ChangeKind::add, &catalog::contact, server.new_id(), server.stamp(li), {}, {}};
        card.cells = {cell_of(catalog::contact, catalog::contact.at("customer"), acme),
                      cell_of(catalog::contact, catalog::contact.at("name"), std::string("张经理")),
                      cell_of(catalog::contact, catalog::contact.at("phone"), std::string("secret-number"))};
        ASSERT_TRUE(server.push(li, {{filed}, {card}}).ok());
        for (auto* phone : {&li, &other}) {
            core::Change change{core::ChangeKind::update, &catalog::customer, acme, server.stamp(*phone), {}, {}};
            change.cells = {cell_of(catalog::customer, revenue,
                                    std::int64_t{phone == &li ? 333'444'333'444 : 555'666'555'666}, stamp)};
            ASSERT_TRUE(server.push(*phone, {{change}}).ok());
        }
        core::Change refused{core::ChangeKind::update, &catalog::customer, acme, server.stamp(li), {}, {}};
        refused.cells = {cell_of(catalog::customer, revenue, std::int64_t{777'888'777'888}),
                         cell_of(catalog::customer, catalog::customer.at("owner"), server.new_id())};
        const auto reply = server.push(li, {{refused}});
        ASSERT_EQ(reply->verdicts.at(0).kind, sync::Verdict::Kind::quarantined);
    }

    json mask(const std::vector<std::string>& classes, const std::string& role = "lead") {
        return server.admin({{"command", "mask.set"}, {"role", role}, {"classes", classes}});
    }
    std::string everything_for(const std::string& session) {
        std::string all;
        const auto id = acme.text();
        for (const auto& path :
             {std::string("/api/customers"), "/api/customers/" + id, "/api/customers/" + id + "/timeline",
              std::string("/api/conflicts"), std::string("/api/quarantine"), "/api/quarantine/" + group(),
              std::string("/api/visits"), std::string("/api/overview"), std::string("/api/devices")}) {
            const auto answer = server.get(path, session);
            EXPECT_EQ(answer.status, 200) << path;
            all += answer.body;
        }
        return all;
    }
    std::string group() const { return std::to_string(li.number) + ".1." + std::to_string(li.mark); }

    static constexpr auto revenue = catalog::customer.at("annual_revenue");
    TestServer server;
    TestServer::Device li = server.enrol("li@example.com");
    TestServer::Device other = server.enrol("li@example.com");
    const core::Uuid acme = server.new_id();
};

TEST_F(MaskedAnswers, HoldNothingOfItAndSayWhatIsHidden) {
    const auto lead = server.session("lead@example.com");
    const std::vector<std::string> secrets{"secret-number", "111222111222", "333444333444", "555666555666",
                                           "777888777888"};
    const auto open = everything_for(lead);
    for (const auto& secret : secrets) EXPECT_NE(open.find(secret), std::string::npos) << secret << " could be found";
    mask({"contact_data", "revenue"});
    const auto hidden = everything_for(lead);
    for (const auto& secret : secrets) EXPECT_EQ(hidden.find(secret), std::string::npos) << secret;
    const auto page = server.get("/api/customers/" + acme.text(), lead).json();
    EXPECT_EQ(page["masked"], json({"annual_revenue", "budget_from", "budget_to", "payment_state", "first_amount"}));
    EXPECT_EQ(page["contacts"][0]["masked"], json({"phone", "email", "wechat"}));
    EXPECT_EQ(server.get("/api/quarantine/" + group(), lead).json()["base64"], nullptr);
    // Whose customer it is sees it as ever, and so does the director.
    for (const auto* who : {"li@example.com", "director@example.com"}) {
        const auto whole = server.get("/api/customers/" + acme.text(), server.session(who)).json();
        EXPECT_EQ(whole["contacts"][0]["fields"]["phone"], "secret-number") << who;
    }
}

TEST_F(MaskedAnswers, AConflictCanBeSeenAndNotPutBackByWhoMayNotSeeIt) {
    mask({"revenue"});
    const auto lead = server.session("lead@example.com");
    const auto conflict = server.get("/api/conflicts", lead).json()["items"].at(0);
    EXPECT_EQ(conflict["masked"], true);
    EXPECT_EQ(conflict["kept"]["value"], nullptr);
    EXPECT_EQ(conflict["lost"]["values"], json::array());
    const auto path = "/api/conflicts/" + conflict["id"].get<std::string>();
    EXPECT_EQ(server.post(path + "/restore", {{"over", conflict["current"]["stamp"]}}, lead).json()["error"]["name"],
              "forbidden");
    EXPECT_EQ(server.post(path + "/keep", {{"over", conflict["current"]["stamp"]}}, lead).status, 200);
}

TEST_F(MaskedAnswers, APhoneLearnsOfItAtItsNextPull) {
    auto lead = server.enrol("lead@example.com");
    const auto before = server.pull(lead);
    mask({"contact_data"});
    const auto after = server.pull(lead, before->cursor);
    ASSERT_TRUE(after.ok());
    EXPECT_EQ(after->exits, std::vector{acme});
    ASSERT_EQ(after->masked.size(), 1U);
    EXPECT_EQ(core::names_of(after->masked[0].classes), std::vector<std::string>{"contact_data"});
}

TEST_F(MaskedAnswers, AnAdministratorSettlesForEveryRoleWhatADirectorSettlesForLeadsAlone) {
    server.enrol("lead@example.com");
    const auto admin = server.session("admin@example.com");
    const auto director = server.session("director@example.com");
    const auto set = [&](const std::string& session, const std::string& role, const json& hidden, const json& seen) {
        return server.post("/api/masks", {{"role", role}, {"hidden", hidden}, {"seen", seen}}, session);
    };
    const auto shown = server.get("/api/masks", director).json();
    EXPECT_EQ(shown["classes"], json({"contact_data", "revenue", "personal"}));
    EXPECT_EQ(shown["items"].at(0),
              json({{"role", "lead"}, {"hidden", json::array()}, {"people", 2}, {"phones", 1}, {"may_set", true}}));
    EXPECT_EQ(shown["items"].at(1)["may_set"], false);
    EXPECT_EQ(server.get("/api/masks", admin).json()["items"].at(2)["may_set"], true);

    for (const auto* who : {"li@example.com", "lead@example.com"}) {
        EXPECT_EQ(set(server.session(who), "lead", {"revenue"}, json::array()).status, 403) << who;
    }
    const auto done = set(director, "lead", {"revenue"}, json::array());
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(done.json()["items"].at(0)["hidden"], json({"revenue"}));
    EXPECT_EQ(set(director, "director", {"revenue"}, json::array()).status, 403);
    ASSERT_EQ(set(admin, "director", {"revenue"}, json::array()).status, 200);
    EXPECT_EQ(set(director, "director", json::array(), {"revenue"}).status, 403) << "shows himself what is hidden";
    EXPECT_EQ(server.admin({{"command", "mask.list"}})["items"].at(1),
              json({{"role", "director"}, {"classes", {"revenue"}}}));
    ASSERT_EQ(set(admin, "director", json::array(), {"revenue"}).status, 200);
    EXPECT_EQ(server.get("/api/masks", admin).json()["items"].at(1)["hidden"], json::array());
}

TEST_F(MaskedAnswers, WhatWasNotLookedAtIsNotChanged) {
    const auto admin = server.session("admin@example.com");
    mask({"personal"});
    const auto set = [&](const json& body) { return server.post("/api/masks", body, admin); };
    const auto over = set({{"role", "lead"}, {"hidden", json::array()}, {"seen", json::array()}});
    EXPECT_EQ(over.status, 409);
    EXPECT_EQ(over.json()["error"]["name"], "changed_meanwhile");
    EXPECT_EQ(set({{"role", "lead"}, {"hidden", {"name"}}, {"seen", {"personal"}}}).status, 422);
    EXPECT_EQ(set({{"role", "boss"}, {"hidden", json::array()}, {"seen", json::array()}}).status, 422);
    EXPECT_EQ(set({{"role", "rep"}, {"hidden", json::array()}, {"seen", json::array()}}).status, 400);
    EXPECT_EQ(set({{"role", "lead"}, {"hidden", json::array()}}).status, 422) << "without what was seen";
    EXPECT_EQ(server.get("/api/masks", admin).json()["items"].at(0)["hidden"], json({"personal"}));
}

TEST_F(MaskedAnswers, TheCommandRefusesWhatMakesNoSense) {
    EXPECT_EQ(mask({}, "boss")["code"], "FF-1006");
    EXPECT_EQ(mask({"name"})["code"], "FF-1006");
    EXPECT_EQ(mask({"revenue"}, "rep")["code"], "FF-1001");
    EXPECT_EQ(mask({"revenue"})["items"][0], json({{"role", "lead"}, {"classes", {"revenue"}}}));
    ::testing::internal::CaptureStdout();
    EXPECT_EQ(commands::admin(server.config(), json{{"command", "mask.list"}}.dump(), commands::print_masks), 0);
    EXPECT_EQ(::testing::internal::GetCapturedStdout(),
              "lead\trevenue\ndirector\teverything is shown\nadmin\teverything is shown\n");
}

}  // namespace
}  // namespace fieldfare::server::testing
