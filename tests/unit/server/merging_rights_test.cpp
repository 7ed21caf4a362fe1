// Customers that are one, on the dashboard: who may see, decide and merge what, and that nobody does what he was not
// shown.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "core/catalog/entities.h"
#include "tests/unit/server/support.h"

namespace fieldfare::server::testing {
namespace {

struct MergingRights : ::testing::Test {
    using json = nlohmann::json;

    core::Uuid file(TestServer::Device& device, const std::string& name) {
        const auto id = server.new_id();
        EXPECT_TRUE(server.push(device, {{server.new_customer(device, id, name)}}).ok());
        return id;
    }
    core::Uuid visit(TestServer::Device& device, const core::Uuid& of) {
        const auto id = server.new_id();
        EXPECT_TRUE(server.push(device, {{server.new_visit(device, id, of, "拜访")}}).ok());
        return id;
    }
    void add_contact(TestServer::Device& device, const core::Uuid& of, const std::string& phone) {
        const auto& contact = core::catalog::contact;
        core::Change card{core::ChangeKind::add, &contact, server.new_id(), server.stamp(device), {}, {}};
        card.cells = {{contact.fields[contact.at("customer")].id, {}, of, {}},
                      {contact.fields[contact.at("name")].id, {}, std::string("张经理"), {}},
                      {contact.fields[contact.at("phone")].id, {}, phone, {}}};
        EXPECT_TRUE(server.push(device, {{card}}).ok());
    }
    core::Row row(const core::Entity& entity, const core::Uuid& id) { return server.row(entity, id); }
    void set(TestServer::Device& device, const core::Uuid& id, std::string_view field, const core::Value& value) {
        const auto& entity = core::catalog::customer;
        auto change = sync::update_of(row(entity, id), {{entity.fields[entity.position(field)].id, value}});
        change.stamp = server.stamp(device);
        EXPECT_TRUE(server.push(device, {{change}}).ok());
    }
    void remove(TestServer::Device& device, const core::Entity& entity, const core::Uuid& id) {
        core::Change removal{core::ChangeKind::remove, &entity, id, server.stamp(device), {}, {}};
        removal.seen = row(entity, id).clocks;
        EXPECT_TRUE(server.push(device, {{removal}}).ok());
    }
    void hide(const char* classes) {
        server.admin({{"command", "mask.set"}, {"role", "lead"}, {"classes", {classes}}});
    }
    Answer preview(const core::Uuid& from, const core::Uuid& into, const std::string& who) {
        return server.get("/api/merge/preview?from=" + from.text() + "&into=" + into.text(), who);
    }
    Answer merge(const core::Uuid& from, const core::Uuid& into, const json& seen, const std::string& who) {
        return server.post("/api/merge", {{"from", from.text()}, {"into", into.text()}, {"take", ""}, {"seen", seen}},
                           who);
    }
    Answer part(const core::Uuid& from, const json& seen, const std::string& who) {
        return server.post("/api/merge/undo", {{"from", from.text()}, {"seen", seen}}, who);
    }
    int settle(const char* step, const core::Uuid& one, const core::Uuid& other, const std::string& who) {
        return server.post(std::string("/api/duplicates/") + step, {{"one", one.text()}, {"other", other.text()}}, who)
            .status;
    }
    json listed(const std::string& who) { return server.get("/api/duplicates", who).json(); }
    // What the server has compared by now, to him who sees all.
    json await_open(std::size_t count) {
        json found;
        for (int i = 0; i < 200; ++i) {
            found = listed(director)["open"];
            if (found.size() == count) break;
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        EXPECT_EQ(found.size(), count) << found;
        return found;
    }

    TestServer server;
    TestServer::Device li = server.enrol("li@example.com");
    TestServer::Device zhao = server.enrol("zhao@example.com");
    std::string lead = server.session("lead@example.com");
    std::string director = server.session("director@example.com");
};

// The mirror of LiftsNoMaskForHimWhoDecides: his own customer he sees whole, and so what would move there.
TEST_F(MergingRights, NothingHiddenMovesToWhereHeSeesIt) {
    auto phone_of_lead = server.enrol("lead@example.com");
    const auto own = file(phone_of_lead, "组长的客户");
    const auto a = file(li, "东方商贸");
    set(li, a, "annual_revenue", std::int64_t{123'456});
    const auto before = preview(a, own, lead);
    ASSERT_EQ(before.status, 200) << "nothing is hidden yet";
    hide("revenue");
    EXPECT_EQ(preview(a, own, lead).status, 403);
    EXPECT_EQ(merge(a, own, before.json()["seen"], lead).status, 403);
    EXPECT_FALSE(row(core::catalog::customer, a).deleted());
    EXPECT_EQ(merge(a, own, preview(a, own, director).json()["seen"], director).status, 200);
}

TEST_F(MergingRights, WhatIsHiddenOfBothAlikeIsNoObstacle) {
    const auto a = file(li, "东方商贸");
    const auto b = file(zhao, "东方商贸有限公司");
    hide("revenue");
    const auto shown = preview(a, b, lead);
    ASSERT_EQ(shown.status, 200) << shown.body;
    EXPECT_EQ(merge(a, b, shown.json()["seen"], lead).status, 200);
    EXPECT_EQ(server.get("/api/merge/undo/preview?from=" + a.text(), lead).status, 200);
}

// Whether there is a value, and what would become of it, tells of the value.
TEST_F(MergingRights, APreviewSaysOnlyThatSomethingIsHidden) {
    const auto a = file(li, "东方商贸");
    const auto b = file(zhao, "东方商贸有限公司");
    const auto fields = [&](const std::string& who) {
        std::vector<std::string> names;
        const auto shown = preview(a, b, who).json();
        for (const auto& line : shown["fields"]) names.push_back(line["field"]);
        return names;
    };
    hide("revenue");
    const auto without = fields(lead);
    set(li, a, "annual_revenue", std::int64_t{123'456});
    EXPECT_EQ(fields(lead), without);
    EXPECT_NE(fields(director), without);
    set(zhao, b, "annual_revenue", std::int64_t{654'321});
    EXPECT_EQ(fields(lead), without);
    EXPECT_TRUE(preview(a, b, lead).json()["hidden"].get<bool>());
    EXPECT_FALSE(preview(a, b, director).json()["hidden"].get<bool>());

    ASSERT_EQ(merge(a, b, preview(a, b, director).json()["seen"], director).status, 200);
    const auto back = server.get("/api/merge/undo/preview?from=" + a.text(), lead);
    ASSERT_EQ(back.status, 200);
    EXPECT_EQ(back.body.find("annual_revenue"), std::string::npos) << back.body;
    EXPECT_TRUE(back.json()["hidden"].get<bool>());
}

TEST_F(MergingRights, APairIsShownByWhatTheViewerMayKnow) {
    const auto by_phone = std::pair{file(li, "华东机电"), file(zhao, "宏远物资")};
    const auto by_both = std::pair{file(li, "东方商贸"), file(zhao, "东方商贸有限公司")};
    file(li, "长江电子");
    file(zhao, "长江电子公司");
    for (const auto& [one, other] : {by_phone, by_both}) {
        const auto number = one == by_both.first ? "13900000001" : "13900000002";
        add_contact(li, one, number);
        add_contact(zhao, other, number);
    }
    const auto all = await_open(3);
    EXPECT_EQ(all[0]["reasons"], json::array({"same_name", "same_phone"}));
    EXPECT_EQ(all[2]["reasons"], json::array({"same_phone"}));
    EXPECT_EQ(all[2]["score"], 60);

    hide("contact_data");
    const auto seen = listed(lead)["open"];
    ASSERT_EQ(seen.size(), 2U) << seen;
    for (const auto& pair : seen) {
        EXPECT_EQ(pair["reasons"], json::array({"same_name"}));
        EXPECT_EQ(pair["score"], 80) << "no more than by the name";
    }
    EXPECT_TRUE(std::ranges::is_sorted(seen, {}, [](const json& pair) { return pair["a"]["id"].get<std::string>(); }))
        << "nor does its place tell";
    EXPECT_EQ(listed(director)["open"], all);

    // What was decided about it tells as much.
    EXPECT_EQ(settle("apart", by_phone.first, by_phone.second, director), 200);
    EXPECT_EQ(settle("apart", by_both.first, by_both.second, director), 200);
    EXPECT_EQ(listed(director)["decided"].size(), 2U);
    const auto decided = listed(lead)["decided"];
    ASSERT_EQ(decided.size(), 1U) << decided;
    EXPECT_EQ(decided[0]["reasons"], json::array({"same_name"}));
    EXPECT_EQ(settle("open", by_phone.first, by_phone.second, lead), 404) << "as one that is none";
    EXPECT_EQ(settle("open", by_both.first, by_both.second, lead), 200);
}

TEST_F(MergingRights, AStepIsDoneOnlyToAPairThatStandsForIt) {
    const auto a = file(li, "东方商贸");
    const auto b = file(zhao, "东方商贸有限公司");
    const auto other = file(zhao, "完全不同的客户");
    await_open(1);
    for (const auto* step : {"apart", "open"}) EXPECT_EQ(settle(step, a, a, lead), 400) << step;
    EXPECT_EQ(settle("open", a, other, lead), 404) << "no such pair";
    EXPECT_EQ(settle("open", a, b, lead), 409) << "it is open";
    EXPECT_EQ(settle("apart", b, a, lead), 200);
    EXPECT_EQ(settle("apart", a, b, lead), 409) << "somebody said so already";
    EXPECT_EQ(settle("open", a, b, lead), 200);

    // Two leads, and one has an old page before him.
    ASSERT_EQ(merge(a, b, preview(a, b, lead).json()["seen"], lead).status, 200);
    for (const auto* step : {"apart", "open"}) EXPECT_EQ(settle(step, a, b, lead), 409) << step;
    EXPECT_EQ(listed(lead)["decided"][0]["state"], "merged") << "its undo stays in reach";
    EXPECT_EQ(settle("apart", a, other, lead), 409) << "one of them is merged";
}

TEST_F(MergingRights, NobodyMergesWhatHeWasNotShown) {
    const auto a = file(li, "东方商贸");
    const auto b = file(zhao, "东方商贸有限公司");
    const auto first = visit(li, a);
    const auto look = [&] { return preview(a, b, lead).json()["seen"]; };
    EXPECT_EQ(look(), look()) << "looking changes nothing";

    auto seen = look();
    set(zhao, b, "industry", std::string("机械"));
    EXPECT_EQ(merge(a, b, seen, lead).status, 409) << "a field that was to be filled is filled";
    seen = look();
    remove(li, core::catalog::interaction, first);
    visit(li, a);
    EXPECT_EQ(merge(a, b, seen, lead).status, 409) << "as many rows, but others";
    seen = look();
    const auto c = file(zhao, "第三家");
    set(zhao, c, "referred_by", a);
    EXPECT_EQ(merge(a, b, seen, lead).status, 409) << "another names it";
    EXPECT_EQ(server.post("/api/merge", {{"from", a.text()}, {"into", b.text()}, {"take", ""}}, lead).status, 400);
    EXPECT_FALSE(row(core::catalog::customer, a).deleted());

    seen = look();
    visit(zhao, c);
    EXPECT_EQ(merge(a, b, seen, lead).status, 200) << "what happens elsewhere is of no account";
}

TEST_F(MergingRights, AnUndoShowsWhatGoesBackAndWhatStays) {
    const auto a = file(li, "东方商贸");
    const auto b = file(zhao, "东方商贸有限公司");
    set(li, a, "industry", std::string("贸易"));
    visit(li, a);
    visit(zhao, b);
    visit(zhao, b);
    ASSERT_EQ(merge(a, b, preview(a, b, lead).json()["seen"], lead).status, 200);
    const auto look = [&] { return server.get("/api/merge/undo/preview?from=" + a.text(), lead).json(); };
    const auto shown = look();
    EXPECT_EQ(shown["from"]["name"], "东方商贸");
    EXPECT_EQ(shown["into"]["name"], "东方商贸有限公司");
    EXPECT_EQ(shown["rows"]["visits"], 1);
    EXPECT_EQ(shown["stays"]["visits"], 2);
    for (const auto* field : {"industry", "aliases", "collaborators"}) {
        EXPECT_NE(std::ranges::find(shown["fields"], json(field)), shown["fields"].end()) << field << shown;
    }
    EXPECT_FALSE(shown["hidden"].get<bool>());
    EXPECT_EQ(server.get("/api/merge/undo/preview?from=" + a.text(), server.session("li@example.com")).status, 403);
    EXPECT_EQ(server.get("/api/merge/undo/preview?from=" + b.text(), lead).status, 404) << "that one is not merged";

    visit(li, a);  // from a phone that has not heard of it
    EXPECT_EQ(part(a, shown["seen"], lead).status, 409);
    EXPECT_TRUE(row(core::catalog::customer, a).deleted());
    const auto again = look();
    EXPECT_EQ(again["rows"]["visits"], 2);
    EXPECT_EQ(part(a, again["seen"], lead).status, 200);
    EXPECT_FALSE(row(core::catalog::customer, a).deleted());
}

TEST_F(MergingRights, TheAdministrationIsGuardedAsItWishes) {
    const auto a = file(li, "东方商贸");
    const auto b = file(zhao, "东方商贸有限公司");
    json command{{"command", "customer.merge"}, {"from", a.text()}, {"into", b.text()}};
    command["seen"] = server.admin(command)["preview"]["seen"];
    command["dry_run"] = false;
    set(zhao, b, "industry", std::string("机械"));
    EXPECT_FALSE(server.admin(command)["ok"].get<bool>());
    EXPECT_FALSE(row(core::catalog::customer, a).deleted());
    command.erase("seen");
    EXPECT_TRUE(server.admin(command)["ok"].get<bool>());
    EXPECT_TRUE(listed(director)["decided"][0]["by"].is_null());
    json undo{{"command", "customer.unmerge"}, {"from", a.text()}};
    undo["seen"] = server.admin(undo)["preview"]["seen"];
    undo["dry_run"] = false;
    EXPECT_TRUE(server.admin(undo)["ok"].get<bool>());
}

TEST_F(MergingRights, DecidedPairsComeByPages) {
    const std::vector ids{file(li, "东方商贸"), file(zhao, "西部矿业"), file(li, "南海渔业"), file(zhao, "北方重工")};
    for (std::size_t i = 1; i < ids.size(); ++i) ASSERT_EQ(settle("apart", ids[0], ids[i], lead), 200);
    const auto all = listed(lead);
    ASSERT_EQ(all["decided"].size(), 3U);
    EXPECT_TRUE(all["next"].is_null());
    json paged = json::array();
    std::string before;
    for (int pages = 1;; ++pages) {
        const auto page = server.get("/api/duplicates?limit=2" + before, lead).json();
        EXPECT_EQ(page.contains("open"), pages == 1) << page;
        for (const auto& pair : page["decided"]) paged.push_back(pair);
        if (page["next"].is_null()) break;
        ASSERT_LT(pages, 3);
        before = "&before=" + page["next"].get<std::string>();
    }
    EXPECT_EQ(paged, all["decided"]);
    EXPECT_EQ(server.get("/api/duplicates?before=yesterday", lead).status, 400);
    EXPECT_EQ(server.get("/api/duplicates?limit=201", lead).status, 400);
}

}  // namespace
}  // namespace fieldfare::server::testing
