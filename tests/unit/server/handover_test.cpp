#include <gtest/gtest.h>

#include <set>

#include "server/app/commands.h"
#include "tests/unit/server/support.h"

namespace fieldfare::server::testing {
namespace {

using nlohmann::json;

struct Handover : ::testing::Test {
    Handover() {
        for (const auto* name : {"东方商贸", "长江机械", "太湖食品"}) mine.push_back(file(li, name));
        theirs = file(zhao, "赵敏的客户");
        north = file(sun, "北方工厂");
        call_again = plan(li, mine[0], li.user, "pending");
        plan(li, mine[0], li.user, "done");
        colleague_s = plan(zhao_sees(mine[1]), mine[1], zhao.user, "in_progress");
    }

    core::Uuid file(TestServer::Device& device, const std::string& name) {
        const auto id = server.new_id();
        EXPECT_TRUE(server.push(device, {{server.new_customer(device, id, name)}}).ok());
        return id;
    }
    core::Uuid plan(TestServer::Device& device, const core::Uuid& customer, const core::Uuid& owner,
                    const std::string& status) {
        const auto& entity = core::catalog::followup;
        core::Row row(entity, server.new_id());
        row.values[entity.at("customer")] = customer;
        row.values[entity.at("author")] = device.user;
        row.values[entity.at("owner")] = owner;
        row.values[entity.at("due_on")] = std::string("2026-12-01");
        row.values[entity.at("status")] = status;
        auto change = sync::add_of(row);
        change.stamp = server.stamp(device);
        const auto reply = server.push(device, {{change}});
        EXPECT_TRUE(reply.ok() && reply->verdicts.front().kind == sync::Verdict::Kind::applied);
        return row.id;
    }
    // Zhao works on it as well.
    TestServer::Device& zhao_sees(const core::Uuid& customer) {
        const auto& field = core::catalog::customer.fields[core::catalog::customer.at("collaborators")];
        auto change = sync::update_of(row(core::catalog::customer, customer), {{field.id, std::int64_t{1}}});
        change.cells.front().key = zhao.user.text();
        change.stamp = server.stamp(li);
        EXPECT_TRUE(server.push(li, {{change}}).ok());
        return zhao;
    }
    core::Row row(const core::Entity& entity, const core::Uuid& id) {
        core::Row found(entity, id);
        EXPECT_TRUE(server.server()
                        .run([&](WriteScope& scope) -> core::Status {
                            FF_ASSIGN(const auto stored, scope.ledger.row(entity, id));
                            found = *stored;
                            return {};
                        })
                        .ok());
        return found;
    }
    core::Uuid owner(const core::Entity& entity, const core::Uuid& id) {
        return row(entity, id).reference(entity.position("owner"));
    }
    void give(TestServer::Device& by, const core::Uuid& customer, const core::Uuid& to) {
        const auto& field = core::catalog::customer.fields[core::catalog::customer.at("owner")];
        const auto seen = row(core::catalog::customer, customer);
        auto change = sync::update_of(seen, {{field.id, to}});
        change.cells.front().base = seen.clocks.of({field.id, ""});
        change.stamp = server.stamp(by);
        const auto reply = server.push(by, {{change}});
        ASSERT_TRUE(reply.ok() && reply->verdicts.front().kind == sync::Verdict::Kind::applied);
    }

    std::string preview_path(const char* from, const char* to) {
        return "/api/handover/preview?from=" + server.user(from).text() + "&to=" + server.user(to).text();
    }
    json pair(const char* from, const char* to, json more = json::object()) {
        more["from"] = server.user(from).text();
        more["to"] = server.user(to).text();
        return more;
    }
    std::set<core::Uuid> customers_on(const TestServer::Device& device) {
        std::set<core::Uuid> found;
        const auto page = server.pull(device);
        EXPECT_TRUE(page.ok() && !page->more);
        for (const auto& each : page->rows) {
            if (each.entity == &core::catalog::customer) found.insert(each.id);
        }
        return found;
    }

    TestServer server;
    TestServer::Device li = server.enrol("li@example.com");
    TestServer::Device zhao = server.enrol("zhao@example.com");
    TestServer::Device sun = server.enrol("sun@example.com");
    std::vector<core::Uuid> mine;  // Li's
    core::Uuid theirs, north, call_again, colleague_s;
    const std::string lead = server.session("lead@example.com");
};

TEST_F(Handover, APreviewSaysWhatWouldGoAndWhatWouldStay) {
    const auto shared_plan = [&] {
        const auto& field = core::catalog::customer.fields[core::catalog::customer.at("collaborators")];
        auto change = sync::update_of(row(core::catalog::customer, theirs), {{field.id, std::int64_t{1}}});
        change.cells.front().key = li.user.text();
        change.stamp = server.stamp(zhao);
        EXPECT_TRUE(server.push(zhao, {{change}}).ok());
        return plan(li, theirs, li.user, "pending");
    }();
    const auto answer = server.get(preview_path("li", "zhao"), lead);
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto shown = answer.json();
    EXPECT_EQ(shown["from"]["name"], "li");
    EXPECT_EQ(shown["to"]["team"]["name"], "华东");
    EXPECT_EQ(shown["customers"], 3);
    EXPECT_EQ(shown["followups"], 1) << "what is done stays his";
    EXPECT_EQ(shown["names"].size(), 3U);
    EXPECT_EQ(shown["colleagues_followups"], 1);
    EXPECT_EQ(shown["shared_customers"], 1);
    EXPECT_EQ(shown["shared_followups"], 1);
    EXPECT_EQ(shown["unseen"], 2) << "one she works on already";
    EXPECT_EQ(shown["owned"], 1);
    ASSERT_EQ(shown["phones"].size(), 1U);
    EXPECT_EQ(shown["phones"][0]["name"], "红米 Note 12");
    EXPECT_EQ(owner(core::catalog::customer, mine[0]), li.user) << "nothing happened";
    static_cast<void>(shared_plan);
}

TEST_F(Handover, TheWholeBookGoesInOneStepAndComesBack) {
    const auto before = server.pull(zhao)->cursor;
    const auto done = server.post("/api/handover", pair("li", "zhao", {{"customers", 3}, {"followups", 1}}), lead);
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(done.json()["customers"], 3);
    EXPECT_EQ(done.json()["followups"], 1);
    for (const auto& id : mine) EXPECT_EQ(owner(core::catalog::customer, id), zhao.user);
    EXPECT_EQ(owner(core::catalog::followup, call_again), zhao.user);
    EXPECT_EQ(owner(core::catalog::followup, colleague_s), zhao.user);
    EXPECT_EQ(customers_on(li), std::set<core::Uuid>{});
    EXPECT_EQ(customers_on(zhao).size(), 4U);
    // One step for everybody who looks on.
    const auto page = server.pull(zhao, before);
    EXPECT_EQ(page->cursor.seq, done.json()["seq"].get<sync::Seq>());
    // What Li had done before is taken when it comes, what he does now is not.
    auto early = server.new_visit(li, server.new_id(), mine[0], "之前");
    early.stamp.time = core::Hlc::at(early.stamp.time.ms() - 60'000);
    EXPECT_EQ(server.push(li, {{early}})->verdicts.front().kind, sync::Verdict::Kind::applied);
    const auto late = server.push(li, {{server.new_visit(li, server.new_id(), mine[0], "之后")}});
    EXPECT_EQ(late->verdicts.front().reason, core::ErrorCode::not_in_scope);

    // One of them went on to somebody else meanwhile: it stays there.
    give(zhao, mine[2], server.user("lead"));
    const auto back = pair("li", "zhao", {{"seq", done.json()["seq"]}});
    const auto undone = server.post("/api/handover/undo", back, lead);
    ASSERT_EQ(undone.status, 200) << undone.body;
    EXPECT_EQ(undone.json()["customers"], 2);
    EXPECT_EQ(undone.json()["followups"], 1);
    EXPECT_EQ(owner(core::catalog::customer, mine[0]), li.user);
    EXPECT_EQ(owner(core::catalog::customer, mine[1]), li.user);
    EXPECT_EQ(owner(core::catalog::customer, mine[2]), server.user("lead"));
    EXPECT_EQ(owner(core::catalog::customer, theirs), zhao.user) << "her own is not touched";
    EXPECT_EQ(owner(core::catalog::followup, call_again), li.user);
    EXPECT_EQ(owner(core::catalog::followup, colleague_s), zhao.user);
    EXPECT_EQ(server.post("/api/handover/undo", back, lead).status, 404) << "nothing is left of it";
    EXPECT_EQ(customers_on(li).size(), 2U);
}

// A step back takes nothing that came another way, even when it came to the same person and from her back again.
TEST_F(Handover, WhatChangedHandsSinceIsNotTakenBack) {
    const auto done = server.post("/api/handover", pair("li", "zhao", {{"customers", 3}, {"followups", 1}}), lead);
    ASSERT_EQ(done.status, 200);
    give(zhao, mine[0], server.user("lead"));
    server.admin({{"command", "user.handover"}, {"from", "lead"}, {"to", "zhao"}, {"dry_run", false}});
    EXPECT_EQ(owner(core::catalog::customer, mine[0]), zhao.user);
    EXPECT_EQ(
        server.post("/api/handover/undo", pair("li", "zhao", {{"seq", done.json()["seq"]}}), lead).json()["customers"],
        2);
    EXPECT_EQ(owner(core::catalog::customer, mine[0]), zhao.user);
    // Nor under a step that was none.
    EXPECT_EQ(server
                  .post("/api/handover/undo", pair("sun", "zhao", {{"seq", done.json()["seq"]}}),
                        server.session("director@example.com"))
                  .status,
              404);
}

TEST_F(Handover, OnlyByThoseWhoMayAndOnlyWhatWasSeen) {
    const auto wanted = pair("li", "zhao", {{"customers", 3}, {"followups", 1}});
    EXPECT_EQ(server.post("/api/handover", wanted, server.session("li@example.com")).status, 403) << "not a rep";
    EXPECT_EQ(server.get(preview_path("li", "zhao"), server.session("li@example.com")).status, 403);
    EXPECT_EQ(server.post("/api/handover", wanted, server.session("lead2@example.com")).status, 404)
        << "another team's lead";
    EXPECT_EQ(server.get(preview_path("li", "sun"), lead).status, 404) << "out of his team";
    EXPECT_EQ(server.post("/api/handover", pair("li", "li", {{"customers", 3}, {"followups", 1}}), lead).status, 400);
    EXPECT_EQ(server.post("/api/handover", pair("lead", "li", {{"customers", 0}, {"followups", 0}}), lead).status, 404)
        << "nothing there";
    file(li, "刚刚建档");
    const auto stale = server.post("/api/handover", wanted, lead);
    EXPECT_EQ(stale.status, 409);
    EXPECT_EQ(stale.code(), "FF-1019");
    for (const auto& bad :
         {json{{"from", "x"}}, json{{"customers", -1}}, json{{"customers", "3"}}, json{{"more", 1}}}) {
        auto body = wanted;
        body.update(bad);
        EXPECT_EQ(server.post("/api/handover", body, lead).status, 400) << bad;
    }
    server.admin({{"command", "user.change"}, {"user", "zhao@example.com"}, {"active", false}});
    EXPECT_EQ(server.post("/api/handover", pair("li", "zhao", {{"customers", 4}, {"followups", 1}}), lead).status, 400)
        << "she has left";
    for (const auto& id : mine) EXPECT_EQ(owner(core::catalog::customer, id), li.user);
    // A director goes across teams.
    const auto across = server.post("/api/handover", pair("li", "sun", {{"customers", 4}, {"followups", 1}}),
                                    server.session("director@example.com"));
    EXPECT_EQ(across.status, 200) << across.body;
    EXPECT_EQ(customers_on(sun).size(), 5U);
}

TEST_F(Handover, TheCommandShowsFirstAndActsWhenTold) {
    const auto run = [&](const json& more) {
        json command{{"command", "user.handover"}, {"from", "li@example.com"}, {"to", "zhao@example.com"}};
        command.update(more);
        ::testing::internal::CaptureStdout();
        const int code = commands::admin(server.config(), command.dump(), commands::print_handover);
        return std::pair(code, ::testing::internal::GetCapturedStdout());
    };
    const auto [code, text] = run(json::object());
    EXPECT_EQ(code, 0);
    EXPECT_NE(text.find("3 customers, 1 open follow-ups"), std::string::npos) << text;
    EXPECT_NE(text.find("--yes"), std::string::npos);
    EXPECT_EQ(owner(core::catalog::customer, mine[0]), li.user);
    const auto [done, said] = run({{"dry_run", false}});
    EXPECT_EQ(done, 0);
    EXPECT_EQ(owner(core::catalog::customer, mine[0]), zhao.user);
    const auto step = std::stoull(said.substr(said.find("(step ") + 6));
    EXPECT_EQ(run({{"undo", step}}).first, 0);
    EXPECT_EQ(owner(core::catalog::customer, mine[0]), li.user);
    ::testing::internal::CaptureStderr();
    EXPECT_EQ(run({{"undo", step}}).first, 1);
    EXPECT_NE(::testing::internal::GetCapturedStderr().find("nothing of it is left"), std::string::npos);
}

}  // namespace
}  // namespace fieldfare::server::testing
