#include <gtest/gtest.h>

#include "server/api/routes.h"
#include "tests/unit/server/support.h"

namespace fieldfare::server::testing {
namespace {

using nlohmann::json;

// Two phones, one customer of Li's in 华东, and one of Sun's in 华北.
struct World {
    TestServer server;
    TestServer::Device li = server.enrol("li@example.com");
    TestServer::Device sun = server.enrol("sun@example.com");
    core::Uuid east = server.new_id();
    core::Uuid north = server.new_id();

    World() {
        FF_CHECK(server
                     .push(li, {{server.new_customer(li, east, "东方商贸"),
                                 server.new_visit(li, server.new_id(), east, "谈价")}})
                     .ok());
        FF_CHECK(server.push(sun, {{server.new_customer(sun, north, "北方工厂")}}).ok());
    }
};

// Every route × every kind of caller. A route that is not in this table fails the test.
TEST(Authorization, EveryRouteTimesEveryCaller) {
    World world;
    auto& server = world.server;
    struct Line {
        std::string pattern, path;
        int nobody, session, device;
        std::string method = {};  // where an address takes several
        int rep = 0;              // where a rep may not; 0: he may
        int lead = 0;             // the same of a lead
    };
    const auto east = world.east.text();
    const std::string content(64, 'a');
    const std::vector<Line> table = {
        {"/v1/enrol", "/v1/enrol", 415, 415, 415},
        {"/v1/fork", "/v1/fork", 401, 401, 415},
        {"/v1/push", "/v1/push", 401, 401, 415},
        {"/v1/pull", "/v1/pull", 401, 401, 200},
        {"/v1/digest", "/v1/digest", 401, 401, 415},
        {"/v1/repair", "/v1/repair", 401, 401, 415},
        {"/v1/conflicts", "/v1/conflicts", 401, 401, 415},
        {"/v1/snapshot", "/v1/snapshot", 401, 401, 200},
        {"/v1/snapshot/{id}", "/v1/snapshot/nothing", 401, 401, 400},
        {"/v1/blob/{content}/held", "/v1/blob/" + content + "/held", 401, 401, 404},
        {"/v1/blob/{content}", "/v1/blob/" + content, 401, 401, 415, "PUT"},
        {"/v1/blob/{content}", "/v1/blob/" + content, 401, 401, 404, "GET"},
        {"/v1/live", "/v1/live?x=1", 401, 401, 400},
        {"/v1/time", "/v1/time", 200, 200, 200},
        {"/api/login", "/api/login", 415, 415, 415},
        {"/api/logout", "/api/logout", 204, 204, 204},
        {"/api/me", "/api/me", 401, 200, 401},
        {"/api/users", "/api/users", 401, 200, 401},
        {"/api/overview", "/api/overview", 401, 200, 401},
        {"/api/visits", "/api/visits", 401, 200, 401},
        {"/api/customers", "/api/customers", 401, 200, 401},
        {"/api/customers/{id}", "/api/customers/" + east, 401, 200, 401},
        {"/api/customers/{id}/timeline", "/api/customers/" + east + "/timeline", 401, 200, 401},
        {"/api/contents/{content}", "/api/contents/" + content, 401, 404, 401},
        {"/api/devices", "/api/devices", 401, 200, 401},
        {"/api/conflicts", "/api/conflicts", 401, 200, 401},
        {"/api/conflicts/{id}/restore", "/api/conflicts/" + east + "/restore", 401, 415, 401},
        {"/api/conflicts/{id}/keep", "/api/conflicts/" + east + "/keep", 401, 415, 401},
        {"/api/quarantine", "/api/quarantine", 401, 200, 401},
        {"/api/quarantine/{group}", "/api/quarantine/1.1.1", 401, 404, 401},
        {"/api/quarantine/{group}/accept", "/api/quarantine/1.1.1/accept", 401, 415, 401},
        {"/api/quarantine/{group}/clear", "/api/quarantine/1.1.1/clear", 401, 415, 401},
        {"/api/handover/preview", "/api/handover/preview", 401, 400, 401},
        {"/api/handover", "/api/handover", 401, 415, 401},
        {"/api/handover/undo", "/api/handover/undo", 401, 415, 401},
        {"/api/duplicates", "/api/duplicates", 401, 200, 401, "GET", 403},
        {"/api/duplicates/apart", "/api/duplicates/apart", 401, 415, 401},
        {"/api/duplicates/open", "/api/duplicates/open", 401, 415, 401},
        {"/api/merge/preview", "/api/merge/preview", 401, 400, 401},
        {"/api/merge", "/api/merge", 401, 415, 401},
        {"/api/merge/undo/preview", "/api/merge/undo/preview", 401, 400, 401},
        {"/api/merge/undo", "/api/merge/undo", 401, 415, 401},
        {"/api/masks", "/api/masks", 401, 200, 401, "GET", 403, 403},
        {"/api/masks", "/api/masks", 401, 415, 401, "POST"},
        {"/api/live", "/api/live?x=1", 401, 400, 401},
    };
    for (const auto& route : routes()) {
        const std::string method(name(route.method));
        const auto line = std::find_if(table.begin(), table.end(), [&](const auto& each) {
            return each.pattern == route.pattern && (each.method.empty() || each.method == method);
        });
        ASSERT_NE(line, table.end()) << route.pattern << " is in no line of this table";
        const auto status = [&](std::vector<std::string> headers) {
            headers.insert(headers.end(), {"X-Fieldfare: 1", "Origin: " + server.url(""), "Content-Type: text/plain"});
            return fetch(server.url(line->path), method, headers, {}).status;
        };
        EXPECT_EQ(status({}), line->nobody) << route.pattern << " by nobody";
        EXPECT_EQ(status({"Authorization: Bearer " + world.li.token}), line->device) << route.pattern << " by a phone";
        for (const std::string_view who : {"li", "lead", "director", "admin"}) {
            const auto session = server.session(std::string(who) + "@example.com");
            const auto refused = who == "li" ? line->rep : who == "lead" ? line->lead : 0;
            const auto wanted = refused != 0 ? refused : line->session;
            EXPECT_EQ(status({"Cookie: " + session}), wanted) << route.pattern << " by " << who;
        }
        const auto wrong = fetch(server.url(line->path), "DELETE", {}, {});
        EXPECT_EQ(wrong.status, 405) << route.pattern;
        EXPECT_TRUE(wrong.headers.contains("allow"));
    }
}

TEST(Authorization, EachSeesHisOwnPart) {
    World world;
    const std::tuple<const char*, bool, bool> table[] = {
        {"li", true, false},    {"zhao", false, false},   {"sun", false, true},  {"lead", true, false},
        {"lead2", false, true}, {"director", true, true}, {"admin", true, true},
    };
    for (const auto& [who, east, north] : table) {
        const auto session = world.server.session(std::string(who) + "@example.com");
        const auto list = world.server.get("/api/customers", session).json();
        EXPECT_EQ(list["total"], int(east) + int(north)) << who;
        for (const auto& [id, sees] : {std::pair(world.east, east), std::pair(world.north, north)}) {
            EXPECT_EQ(world.server.get("/api/customers/" + id.text(), session).status, sees ? 200 : 404) << who;
            EXPECT_EQ(world.server.get("/api/customers/" + id.text() + "/timeline", session).status, sees ? 200 : 404)
                << who;
        }
        EXPECT_EQ(world.server.get("/api/visits", session).json()["items"].size(), east ? 1U : 0U) << who;
        EXPECT_EQ(world.server.get("/api/overview", session).json()["customers"], int(east) + int(north)) << who;
    }
}

TEST(Dashboard, RefusesUnknownParametersAndWrongValues) {
    World world;
    const auto session = world.server.session("lead@example.com");
    for (const auto* path :
         {"/api/visits?limit=0", "/api/visits?limit=201", "/api/visits?limit=x", "/api/visits?foo=1",
          "/api/visits?from=2025-02-30", "/api/customers?sort=age", "/api/customers?offset=-1",
          "/api/customers?search=%ff", "/api/me?x=1", "/api/visits?limit=5&limit=6", "/api/visits?before=zzz"}) {
        EXPECT_EQ(world.server.get(path, session).status, 400) << path;
    }
    EXPECT_EQ(world.server.get("/api/customers?stage=nonsense", session).status, 422);
    EXPECT_EQ(world.server.get("/api/nothing", session).status, 404);
}

TEST(Dashboard, TimelineFilesACustomerOnTheDayThatItsFileSays) {
    World world;
    const auto session = world.server.session("lead@example.com");
    const auto items = world.server.get("/api/customers/" + world.east.text() + "/timeline", session).json()["items"];
    ASSERT_EQ(items.size(), 2U);
    EXPECT_EQ(items[0]["kind"], "interaction");
    EXPECT_EQ(items[1]["kind"], "filed") << "in the order of what happened, not of what arrived";
    // support.cpp files it on 2025-11-01, which begins in Shanghai at 16:00 UTC of the day before.
    EXPECT_EQ(items[1]["at"], 1'761'926'400'000);
}

// A visit that began at `at` and moved the customer to another stage, as a phone saves it: one group, one stamp.
std::vector<core::Change> visit_with_stage(World& world, core::WallMs at, const std::string& stage) {
    const auto& entity = core::catalog::interaction;
    auto visit = world.server.new_visit(world.li, world.server.new_id(), world.east, "谈成了");
    const auto set = [&](std::size_t field, core::Value value) {
        const auto id = entity.fields[field].id;
        std::erase_if(visit.cells, [&](const auto& cell) { return cell.field == id; });
        visit.cells.push_back({id, {}, std::move(value), {}});
    };
    set(entity.at("started_at"), at);
    set(entity.at("stage_after"), stage);
    std::ranges::sort(visit.cells, {}, &core::CellChange::field);
    const auto page = world.server.pull(world.li);
    const auto seen = std::ranges::find(page->rows, world.east, &core::Row::id);
    const auto& field = core::catalog::customer.fields[core::catalog::customer.at("stage")];
    auto moved = sync::update_of(*seen, {{field.id, stage}});
    moved.cells.at(0).base = seen->clocks.of({field.id, ""});
    moved.stamp = visit.stamp;
    return {std::move(visit), std::move(moved)};
}

TEST(Dashboard, TimelineHasAChangeOfStageAtTheVisitThatBroughtItNotWhenItWasRecorded) {
    World world;
    constexpr core::WallMs at = 1'763'600'000'000;
    ASSERT_TRUE(world.server.push(world.li, {visit_with_stage(world, at, "intent")}).ok());
    const auto session = world.server.session("lead@example.com");
    const auto items = world.server.get("/api/customers/" + world.east.text() + "/timeline", session).json()["items"];
    ASSERT_EQ(items.size(), 4U);
    EXPECT_EQ(items[1]["kind"], "stage") << "above the visit, as on the phone";
    EXPECT_EQ(items[1]["at"], at);
    EXPECT_EQ(items[1]["from"], "lead");
    EXPECT_EQ(items[1]["to"], "intent");
    EXPECT_EQ(items[2]["kind"], "interaction");
    EXPECT_EQ(items[2]["at"], at);
}

TEST(Dashboard, ACustomersFirstContactIsTheDayOfItsOldestVisit) {
    World world;
    const auto session = world.server.session("lead@example.com");
    const auto page = [&](const core::Uuid& id) {
        return world.server.get("/api/customers/" + id.text(), session).json()["fields"]["first_contact_on"];
    };
    const auto before = page(world.east);
    ASSERT_TRUE(world.server.push(world.li, {visit_with_stage(world, 1'763'600'000'000, "intent")}).ok());
    EXPECT_NE(before, "2025-11-20");
    EXPECT_EQ(page(world.east), "2025-11-20");
    const auto north =
        world.server.get("/api/customers/" + world.north.text(), world.server.session("lead2@example.com"));
    EXPECT_TRUE(north.json()["fields"]["first_contact_on"].is_null()) << "no visit, no contact";
}

TEST(Dashboard, ACustomerWasWonAtTheOldestVisitThatSaysSo) {
    World world;
    const auto session = world.server.session("lead@example.com");
    const auto page = [&] {
        return world.server.get("/api/customers/" + world.east.text(), session).json()["fields"]["won_at"];
    };
    ASSERT_TRUE(world.server.push(world.li, {visit_with_stage(world, 1'763'500'000'000, "intent")}).ok());
    EXPECT_TRUE(page().is_null());
    ASSERT_TRUE(world.server.push(world.li, {visit_with_stage(world, 1'763'700'000'000, "won")}).ok());
    EXPECT_EQ(page(), 1'763'700'000'000);
    ASSERT_TRUE(world.server.push(world.li, {visit_with_stage(world, 1'763'600'000'000, "won")}).ok());
    EXPECT_EQ(page(), 1'763'600'000'000);
}

// Li and Zhao share a customer and rename it without having seen each other's edit.
class Conflicts : public ::testing::Test {
  protected:
    void SetUp() override {
        const auto& entity = core::catalog::customer;
        auto add = server.new_customer(li, id, "旧名");
        add.cells.push_back({entity.fields[entity.at("collaborators")].id, zhao.user.text(), std::int64_t{1}, {}});
        std::sort(add.cells.begin(), add.cells.end(),
                  [](const auto& a, const auto& b) { return std::tie(a.field, a.key) < std::tie(b.field, b.key); });
        ASSERT_TRUE(server.push(li, {{add}}).ok());
        const auto seen = held(zhao);
        ASSERT_TRUE(seen.has_value());
        auto first = server.rename(li, *seen, "李的名字");
        auto second = server.rename(zhao, *seen, "赵的名字");
        second.stamp.time.packed = first.stamp.time.packed + 1;
        ASSERT_TRUE(server.push(li, {{first}}).ok());
        ASSERT_TRUE(server.push(zhao, {{second}}).ok());
        session = server.session("lead@example.com");
    }
    std::optional<core::Row> held(const TestServer::Device& device) {
        const auto page = server.pull(device);
        for (const auto& row : page->rows) {
            if (row.id == id) return row;
        }
        return std::nullopt;
    }
    std::string held_name() { return std::string(held(li)->text(core::catalog::customer.at("name"))); }
    json open() { return server.get("/api/conflicts", session).json()["items"]; }
    Answer act(const json& conflict, const std::string& what, const std::string& over) {
        return server.post("/api/conflicts/" + conflict["id"].get<std::string>() + "/" + what, {{"over", over}},
                           session);
    }

    TestServer server;
    TestServer::Device li = server.enrol("li@example.com");
    TestServer::Device zhao = server.enrol("zhao@example.com");
    const core::Uuid id = server.new_id();
    std::string session;
};

TEST_F(Conflicts, TheLoserStandsInTheListOnce) {
    const auto items = open();
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items[0]["field"], "name");
    EXPECT_EQ(items[0]["kept"]["value"], "赵的名字");
    EXPECT_EQ(items[0]["lost"]["value"], "李的名字");
    EXPECT_EQ(items[0]["lost"]["who"]["name"], "li");
    EXPECT_EQ(items[0]["base"]["value"], "旧名");
}

TEST_F(Conflicts, RestoreReachesThePhonesAndKeepUndoesIt) {
    const auto conflict = open().at(0);
    const auto restored = act(conflict, "restore", conflict["current"]["stamp"]);
    ASSERT_EQ(restored.status, 200) << restored.body;
    EXPECT_EQ(restored.json()["state"], "restored");
    EXPECT_EQ(held_name(), "李的名字");
    EXPECT_TRUE(open().empty());
    // Done already: nothing more is written.
    const auto head = server.get("/api/devices", session).json()["head_seq"];
    EXPECT_EQ(act(conflict, "restore", "0.0").status, 200);
    EXPECT_EQ(server.get("/api/devices", session).json()["head_seq"], head);

    const auto kept = act(conflict, "keep", restored.json()["current"]["stamp"]);
    ASSERT_EQ(kept.status, 200) << kept.body;
    EXPECT_EQ(kept.json()["state"], "kept");
    EXPECT_EQ(held_name(), "赵的名字");
    const auto resolved = server.get("/api/conflicts?state=resolved", session).json()["items"];
    ASSERT_EQ(resolved.size(), 1U);
    EXPECT_EQ(resolved[0]["resolved_by"]["name"], "lead");
}

TEST_F(Conflicts, KeepOfAnOpenOneWritesNothing) {
    const auto conflict = open().at(0);
    const auto head = server.get("/api/devices", session).json()["head_seq"];
    EXPECT_EQ(act(conflict, "keep", conflict["current"]["stamp"]).json()["state"], "kept");
    EXPECT_EQ(server.get("/api/devices", session).json()["head_seq"], head);
    EXPECT_EQ(held_name(), "赵的名字");
}

TEST_F(Conflicts, AChangeMeanwhileIsNotOverwritten) {
    const auto conflict = open().at(0);
    ASSERT_TRUE(server.push(li, {{server.rename(li, *held(li), "更新")}}).ok());
    const auto answer = act(conflict, "restore", conflict["current"]["stamp"]);
    // Either the conflict was settled by the knowing edit, or it refuses to overwrite what the viewer has not seen.
    EXPECT_TRUE(answer.status == 409 || answer.status == 404) << answer.body;
    EXPECT_EQ(held_name(), "更新");
}

TEST_F(Conflicts, OutsidersCannotSettle) {
    const auto conflict = open().at(0);
    session = server.session("lead2@example.com");
    EXPECT_EQ(act(conflict, "restore", conflict["current"]["stamp"]).status, 404);
    EXPECT_EQ(held_name(), "赵的名字");
}

TEST(Devices, HowFarAPhoneIsBehindIsCountedWithoutReadingWhatItMisses) {
    World world;
    auto& server = world.server;
    ASSERT_TRUE(server.pull(world.li).ok());
    server.stop();
    {
        core::sqlite::OpenOptions options;
        options.path = server.config().database_path();
        const auto database = core::sqlite::Connection::open(options).value();
        ASSERT_TRUE(database->execute("UPDATE interaction SET _clocks=x'ff'").ok());
    }
    server.restart();
    const auto answer = server.get("/api/devices", server.session("lead@example.com"));
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto items = answer.json()["items"];
    const auto mine =
        std::find_if(items.begin(), items.end(), [&](const json& item) { return item["id"] == world.li.id.text(); });
    ASSERT_NE(mine, items.end());
    EXPECT_GT((*mine)["cursor_lag"], 1);
}

}  // namespace
}  // namespace fieldfare::server::testing
