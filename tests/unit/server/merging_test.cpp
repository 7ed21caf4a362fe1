// Two customers that are one: the merge, what comes for the merged one later, and the undo.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <thread>

#include "core/catalog/entities.h"
#include "server/people/merging.h"
#include "sync/merge/cells.h"
#include "tests/unit/server/support.h"

namespace fieldfare::server::testing {
namespace {

namespace catalog = core::catalog;
using catalog::customer;
using nlohmann::json;

core::FieldId field_id(const char* name) {
    return customer.fields[customer.position(std::string_view(name))].id;
}

struct Merging : ::testing::Test {
    Merging() {
        a = file(li, "东方商贸");
        b = file(zhao, "东方商贸有限公司");
        visit = log(li, a, "第一次拜访");
        seen_by_li = server.pull(li)->cursor;
        seen_by_zhao = server.pull(zhao)->cursor;
    }

    core::Uuid file(TestServer::Device& device, const std::string& name) {
        const auto id = server.new_id();
        EXPECT_TRUE(server.push(device, {{server.new_customer(device, id, name)}}).ok());
        return id;
    }
    core::Uuid log(TestServer::Device& device, const core::Uuid& of, const std::string& note) {
        const auto id = server.new_id();
        const auto reply = server.push(device, {{server.new_visit(device, id, of, note)}});
        EXPECT_TRUE(reply.ok() && reply->verdicts.front().seq > 0);
        return id;
    }
    // By somebody who knows what stands there.
    core::Change set(TestServer::Device& device, const core::Uuid& id, const char* field, const core::Value& value) {
        const auto seen = row(customer, id);
        auto change = sync::update_of(seen, {{field_id(field), value}});
        change.cells.front().base = seen.clocks.of({field_id(field), ""});
        change.stamp = server.stamp(device);
        return change;
    }
    core::Row row(const core::Entity& entity, const core::Uuid& id) { return server.row(entity, id); }
    core::Uuid customer_of(const core::Uuid& interaction) {
        return row(catalog::interaction, interaction).reference(catalog::interaction.at("customer"));
    }
    std::string text(const core::Uuid& id, const char* field) {
        return std::string(row(customer, id).text(customer.position(std::string_view(field))));
    }
    json merge(const core::Uuid& from, const core::Uuid& into, const std::vector<std::string>& take = {}) {
        return server.admin({{"command", "customer.merge"},
                             {"from", from.text()},
                             {"into", into.text()},
                             {"take", take},
                             {"dry_run", false}});
    }
    json part(const core::Uuid& from) {
        return server.admin({{"command", "customer.unmerge"}, {"from", from.text()}, {"dry_run", false}});
    }
    // What a phone that begins anew holds comes to what the server says.
    void expect_honest(const TestServer::Device& device) {
        const auto page = server.pull(device);
        core::Digest sum;
        for (const auto& each : page->rows) sum += core::digest_of(each);
        EXPECT_EQ(page->digest, sum);
    }
    static const core::Row* find(const core::Result<sync::PullPage>& page, const core::Uuid& id) {
        const auto found = std::ranges::find_if(page->rows, [&](const core::Row& one) { return one.id == id; });
        return found == page->rows.end() ? nullptr : &*found;
    }
    std::int64_t count(const std::string& sql) {
        std::int64_t counted = -1;
        EXPECT_TRUE(server.server()
                        .run([&](WriteScope& scope) -> core::Status {
                            FF_ASSIGN(counted, scope.database.integer(sql));
                            return {};
                        })
                        .ok());
        return counted;
    }

    TestServer server;
    TestServer::Device li = server.enrol("li@example.com");
    TestServer::Device zhao = server.enrol("zhao@example.com");
    core::Uuid a, b, visit;
    sync::Cursor seen_by_li, seen_by_zhao;
};

TEST_F(Merging, EverythingGoesOverAndNobodyLosesSightOfHisWork) {
    ASSERT_TRUE(merge(a, b)["ok"].get<bool>());
    EXPECT_EQ(customer_of(visit), b);
    const auto merged = row(customer, a);
    EXPECT_TRUE(merged.deleted());
    EXPECT_EQ(merged.reference(customer.at("merged_into")), b);
    EXPECT_EQ(row(customer, b).set(customer.at("collaborators")), core::StringSet{li.user.text()});
    EXPECT_EQ(row(customer, b).set(customer.at("aliases")), core::StringSet{"东方商贸"});
    const auto page = server.pull(li, seen_by_li);
    ASSERT_TRUE(page.ok());
    EXPECT_TRUE(page->exits.empty());
    ASSERT_NE(find(page, b), nullptr);
    ASSERT_NE(find(page, visit), nullptr);
    EXPECT_EQ(find(page, visit)->reference(catalog::interaction.at("customer")), b);
    ASSERT_NE(find(server.pull(zhao, seen_by_zhao), visit), nullptr) << "she sees it where it is now";
    for (const auto* device : {&li, &zhao}) expect_honest(*device);
    EXPECT_EQ(count("SELECT COUNT(*) FROM duplicate WHERE state=1"), 1);
}

TEST_F(Merging, ADryRunChangesNothing) {
    const auto shown = server.admin({{"command", "customer.merge"}, {"from", a.text()}, {"into", b.text()}})["preview"];
    EXPECT_EQ(shown["rows"]["visits"], 1);
    EXPECT_EQ(shown["gains"][0]["name"], "li");
    EXPECT_FALSE(row(customer, a).deleted());
}

TEST_F(Merging, FieldsAreFilledAndWhatBothHaveIsChosen) {
    for (const auto& change :
         {set(li, a, "industry", std::string("贸易")), set(li, a, "note", std::string("甲的备注"))}) {
        ASSERT_TRUE(server.push(li, {{change}}).ok());
    }
    ASSERT_TRUE(server.push(li, {{set(li, a, "credit_code", std::string("91A"))}}).ok());
    ASSERT_TRUE(server.push(zhao, {{set(zhao, b, "note", std::string("乙的备注"))}}).ok());
    ASSERT_TRUE(server.push(zhao, {{set(zhao, b, "credit_code", std::string("91B"))}}).ok());
    ASSERT_TRUE(merge(a, b, {"name"})["ok"].get<bool>());
    EXPECT_EQ(text(b, "industry"), "贸易");
    EXPECT_EQ(text(b, "note"), "乙的备注\n\n甲的备注");
    EXPECT_EQ(text(b, "credit_code"), "91B") << "its own stands";
    EXPECT_EQ(text(b, "name"), "东方商贸") << "chosen";
    EXPECT_EQ(row(customer, b).set(customer.at("aliases")), core::StringSet{"东方商贸有限公司"});
    ASSERT_TRUE(part(a)["ok"].get<bool>());
    EXPECT_EQ(text(b, "industry"), "");
    EXPECT_EQ(text(b, "note"), "乙的备注");
    EXPECT_EQ(text(b, "name"), "东方商贸有限公司");
    EXPECT_TRUE(row(customer, b).set(customer.at("aliases")).empty());
    EXPECT_EQ(text(a, "industry"), "贸易");
}

// Fields that are written together go together, whichever of them is named; the preview shows each of them.
TEST_F(Merging, AGroupIsChosenWhole) {
    auto change = set(li, a, "province", std::string("湖南"));
    change.cells.push_back({field_id("city"), {}, std::string("长沙"), change.cells.front().base});
    change.cells.push_back({field_id("address"), {}, std::string("五一路"), change.cells.front().base});
    auto other = set(zhao, b, "province", std::string("江苏"));
    other.cells.push_back({field_id("city"), {}, std::string("苏州"), other.cells.front().base});
    other.cells.push_back({field_id("address"), {}, core::Value{}, other.cells.front().base});
    ASSERT_GT(server.push(li, {{change}})->verdicts.front().seq, 0U);
    ASSERT_GT(server.push(zhao, {{other}})->verdicts.front().seq, 0U);
    const auto address = "/api/merge/preview?from=" + a.text() + "&into=" + b.text();
    const auto preview = server.get(address, server.session("lead@example.com")).json();
    std::map<std::string, std::string> shown;
    for (const auto& line : preview["fields"]) {
        if (line["into"].is_string()) shown[line["field"]] = line["into"];
    }
    EXPECT_EQ(shown["province"], "江苏");
    EXPECT_EQ(shown["city"], "苏州");
    ASSERT_TRUE(merge(a, b, {"city"})["ok"].get<bool>());
    EXPECT_EQ(text(b, "province"), "湖南");
    EXPECT_EQ(text(b, "city"), "长沙");
}

// From a phone that has not heard of it.
TEST_F(Merging, WhatComesLaterFollows) {
    const auto rename = set(li, a, "industry", std::string("贸易"));
    const auto late = server.new_id();
    const auto add = server.new_visit(li, late, a, "还不知道");
    ASSERT_TRUE(merge(a, b)["ok"].get<bool>());
    const auto reply = server.push(li, {{add}, {rename}});
    ASSERT_TRUE(reply.ok());
    EXPECT_EQ(reply->verdicts[0].kind, sync::Verdict::Kind::merged);
    EXPECT_EQ(reply->verdicts[1].kind, sync::Verdict::Kind::merged);
    EXPECT_EQ(customer_of(late), b);
    EXPECT_EQ(text(b, "industry"), "贸易");
    EXPECT_TRUE(row(customer, a).deleted());
    for (const auto* device : {&li, &zhao}) expect_honest(*device);

    // The same again, as another device of the same person.
    auto again = server.enrol("li@example.com");
    const auto before = count("SELECT COUNT(*) FROM history");
    const auto repeated = server.push(again, {{add}, {rename}});
    ASSERT_TRUE(repeated.ok());
    EXPECT_EQ(count("SELECT COUNT(*) FROM history"), before) << "exactly once";
    EXPECT_EQ(customer_of(late), b);
}

TEST_F(Merging, AnOlderEditLosesAndIsKept) {
    const auto old = set(li, a, "industry", std::string("老"));
    ASSERT_TRUE(server.push(zhao, {{set(zhao, b, "industry", std::string("新"))}}).ok());
    ASSERT_TRUE(merge(a, b)["ok"].get<bool>());
    auto late = old;
    late.stamp.time.packed = row(customer, b).clocks.of({field_id("industry"), ""}).time.packed - 1;
    ASSERT_TRUE(server.push(li, {{late}}).ok());
    EXPECT_EQ(text(b, "industry"), "新");
    EXPECT_EQ(count("SELECT COUNT(*) FROM conflict WHERE state=0"), 1);
    ASSERT_TRUE(part(a)["ok"].get<bool>());
    EXPECT_EQ(text(a, "industry"), "老");
    EXPECT_EQ(text(b, "industry"), "新");
    EXPECT_EQ(count("SELECT COUNT(*) FROM conflict WHERE state=0"), 0) << "without the merge it crossed nothing";
}

TEST_F(Merging, ALongTextOfTheMergedOneIsMergedByWord) {
    ASSERT_TRUE(server.push(li, {{set(li, a, "note", std::string("budget is 80k"))}}).ok());
    ASSERT_TRUE(server.push(zhao, {{set(zhao, b, "note", std::string("visit in May"))}}).ok());
    const auto edit = set(li, a, "note", std::string("budget is 90k"));
    ASSERT_TRUE(merge(a, b)["ok"].get<bool>());
    ASSERT_TRUE(server.push(li, {{edit}}).ok());
    EXPECT_EQ(text(b, "note"), "visit in May\n\nbudget is 90k");
}

TEST_F(Merging, RemovalAndRevivalOfTheMergedOneDoNotTouchTheOther) {
    core::Change removal;
    removal.kind = core::ChangeKind::remove;
    removal.entity = &customer;
    removal.row = a;
    removal.seen = row(customer, a).clocks;
    removal.stamp = server.stamp(li);
    core::Change revival;
    revival.kind = core::ChangeKind::revive;
    revival.entity = &customer;
    revival.row = a;
    ASSERT_TRUE(merge(a, b)["ok"].get<bool>());
    revival.stamp = server.stamp(li);
    ASSERT_TRUE(server.push(li, {{removal}, {revival}}).ok());
    EXPECT_TRUE(row(customer, a).deleted());
    EXPECT_FALSE(row(customer, b).deleted());
    EXPECT_EQ(count("SELECT COUNT(*) FROM conflict"), 0);
    ASSERT_TRUE(part(a)["ok"].get<bool>());
    EXPECT_FALSE(row(customer, a).deleted());
}

TEST_F(Merging, AnUndoTakesBackWhatCameSince) {
    const auto own = log(zhao, b, "赵的拜访");
    const auto edit = set(li, a, "industry", std::string("贸易"));
    ASSERT_TRUE(merge(a, b)["ok"].get<bool>());
    const auto late = log(li, a, "还不知道");
    ASSERT_TRUE(server.push(li, {{edit}}).ok());
    const auto at_b = log(li, b, "已经知道");
    seen_by_zhao = server.pull(zhao)->cursor;
    seen_by_li = server.pull(li)->cursor;
    ASSERT_TRUE(part(a)["ok"].get<bool>());
    for (const auto& id : {visit, late}) EXPECT_EQ(customer_of(id), a);
    for (const auto& id : {own, at_b}) EXPECT_EQ(customer_of(id), b);
    EXPECT_EQ(text(b, "industry"), "");
    EXPECT_EQ(text(a, "industry"), "贸易");
    EXPECT_FALSE(row(customer, a).deleted());
    EXPECT_FALSE(row(customer, a).has(customer.at("merged_into")));
    EXPECT_TRUE(row(customer, b).set(customer.at("collaborators")).empty());
    // Zhao never saw A: the rows leave her phone one by one; Li's leaves B and keeps his.
    auto exits = server.pull(zhao, seen_by_zhao)->exits;
    std::ranges::sort(exits);
    auto wanted = std::vector{visit, late};
    std::ranges::sort(wanted);
    EXPECT_EQ(exits, wanted);
    const auto page = server.pull(li, seen_by_li);
    EXPECT_EQ(page->exits, std::vector{b});
    EXPECT_NE(find(page, visit), nullptr);
    for (const auto* device : {&li, &zhao}) expect_honest(*device);
    EXPECT_EQ(count("SELECT COUNT(*) FROM duplicate WHERE state=2"), 1);
    // And it goes on.
    const auto after = log(li, a, "之后");
    EXPECT_EQ(customer_of(after), a);
}

// Of a set both may have wanted the same element, one before the merge and one on a phone that knew of none.
TEST_F(Merging, AnUndoLeavesWhatSomebodyAddedByHimself) {
    const auto tag = [&](TestServer::Device& device, const core::Uuid& id) {
        auto change = sync::update_of(row(customer, id), {{field_id("tags"), std::int64_t{1}}});
        change.cells.front().key = "重点";
        change.stamp = server.stamp(device);
        return change;
    };
    ASSERT_TRUE(server.push(li, {{tag(li, a)}}).ok());
    const auto unsent = tag(zhao, b);
    ASSERT_TRUE(merge(a, b)["ok"].get<bool>());
    ASSERT_TRUE(server.push(zhao, {{unsent}}).ok());
    ASSERT_TRUE(part(a)["ok"].get<bool>());
    EXPECT_EQ(row(customer, b).set(customer.at("tags")), core::StringSet{"重点"});
}

// An undo takes the merge's add away, and with it whatever was added before it.
TEST_F(Merging, WhoAddedTheSameBeforeAndComesAfterTheUndoKeepsIt) {
    const auto tag = [&](TestServer::Device& device, const core::Uuid& id, std::int64_t add, const core::Stamp& base) {
        auto change = sync::update_of(row(customer, id), {{field_id("tags"), add}});
        change.cells.front().key = "重点";
        change.cells.front().base = base;
        change.stamp = server.stamp(device);
        return change;
    };
    const auto c = file(li, "第三家");
    const auto tags = [&](const core::Uuid& id) { return row(customer, id).set(customer.at("tags")); };
    ASSERT_TRUE(server.push(li, {{tag(li, a, 1, {})}}).ok());
    const auto late = tag(zhao, b, 1, {});
    const auto late_for_c = tag(li, c, 1, {});
    ASSERT_TRUE(merge(a, b)["ok"].get<bool>());
    ASSERT_TRUE(part(a)["ok"].get<bool>());
    ASSERT_TRUE(server.push(zhao, {{late}}).ok());
    EXPECT_EQ(tags(b), core::StringSet{"重点"});
    ASSERT_TRUE(server.push(zhao, {{tag(zhao, b, 0, late.stamp)}}).ok());
    EXPECT_TRUE(tags(b).empty()) << "and may take it away as his own";
    // The same through a customer that is part of it.
    ASSERT_TRUE(merge(a, b)["ok"].get<bool>());
    ASSERT_TRUE(part(a)["ok"].get<bool>());
    ASSERT_TRUE(merge(c, b)["ok"].get<bool>());
    ASSERT_TRUE(server.push(li, {{late_for_c}}).ok());
    EXPECT_EQ(tags(b), core::StringSet{"重点"});
    ASSERT_TRUE(part(c)["ok"].get<bool>());
    EXPECT_TRUE(tags(b).empty()) << "it came through the other";
    EXPECT_EQ(tags(c), core::StringSet{"重点"});
    for (const auto* device : {&li, &zhao}) expect_honest(*device);
}

// The page before ends between the row's move and a later edit of it: the phone still holds it with A.
TEST_F(Merging, WhoLeavesTheOtherLeavesWhatCameToIt) {
    ASSERT_TRUE(merge(a, b)["ok"].get<bool>());
    const auto at_the_merge = server.pull(li)->cursor;
    auto note =
        sync::update_of(row(catalog::interaction, visit),
                        {{catalog::interaction.fields[catalog::interaction.at("note")].id, std::string("改过")}});
    note.cells.front().base = row(catalog::interaction, visit).clocks.row;
    note.stamp = server.stamp(zhao);
    ASSERT_TRUE(server.push(zhao, {{note}}).ok());
    auto unshare = sync::update_of(row(customer, b), {{field_id("collaborators"), std::int64_t{0}}});
    unshare.cells.front().key = li.user.text();
    unshare.cells.front().base = sync::cells::stamp_of(row(customer, b), {field_id("collaborators"), li.user.text()});
    unshare.stamp = server.stamp(zhao);
    ASSERT_TRUE(server.push(zhao, {{unshare}}).ok());
    auto exits = server.pull(li, at_the_merge)->exits;
    std::ranges::sort(exits);
    auto wanted = std::vector{b, visit};
    std::ranges::sort(wanted);
    EXPECT_EQ(exits, wanted);
}

TEST_F(Merging, ALineIsFollowedToItsEndAndIsNoCircle) {
    const auto c = file(zhao, "第三家");
    ASSERT_TRUE(merge(a, b)["ok"].get<bool>());
    EXPECT_FALSE(merge(b, a)["ok"].get<bool>());
    EXPECT_FALSE(merge(a, c)["ok"].get<bool>()) << "merged already";
    EXPECT_FALSE(merge(b, b)["ok"].get<bool>());
    ASSERT_TRUE(merge(b, c)["ok"].get<bool>());
    EXPECT_FALSE(merge(c, a)["ok"].get<bool>());
    const auto edit = set(li, a, "industry", std::string("贸易"));
    const auto late = log(li, a, "还不知道");
    ASSERT_TRUE(server.push(li, {{edit}}).ok());
    EXPECT_EQ(customer_of(late), c);
    EXPECT_EQ(text(c, "industry"), "贸易");
    EXPECT_FALSE(part(a)["ok"].get<bool>()) << "the later merge first";
    ASSERT_TRUE(part(b)["ok"].get<bool>());
    for (const auto& id : {visit, late}) EXPECT_EQ(customer_of(id), b);
    EXPECT_EQ(text(c, "industry"), "");
    EXPECT_EQ(text(b, "industry"), "贸易");
    ASSERT_TRUE(part(a)["ok"].get<bool>());
    for (const auto& id : {visit, late}) EXPECT_EQ(customer_of(id), a);
    EXPECT_EQ(text(b, "industry"), "");
    for (const auto* device : {&li, &zhao}) expect_honest(*device);
}

TEST_F(Merging, AnErasureLeavesNothingWithACustomerThatItWasMergedIntoForATime) {
    ASSERT_TRUE(server.push(li, {{set(li, a, "industry", std::string("秘密行业"))}}).ok());
    ASSERT_TRUE(server.push(zhao, {{set(zhao, b, "note", std::string("自己的话"))}}).ok());
    ASSERT_TRUE(merge(a, b)["ok"].get<bool>());
    ASSERT_TRUE(server.push(li, {{set(li, a, "address", std::string("秘密地址"))}}).ok());
    ASSERT_TRUE(server.pull(zhao).ok());
    ASSERT_TRUE(part(a)["ok"].get<bool>());
    const auto after_undo = server.pull(zhao)->cursor;
    const auto traces = [&] {
        std::int64_t found = 0;
        for (const auto* text : {"秘密行业", "秘密地址", "东方商贸"}) {
            const auto needle = fmt::format("CAST('{}' AS BLOB)", text);
            // The other's own name begins like it.
            const std::string longer = "CAST('东方商贸有限公司' AS BLOB)";
            found += count(fmt::format("SELECT COUNT(*) FROM history WHERE instr(change, {})>0 AND instr(change, {})=0",
                                       needle, longer));
            found +=
                count(fmt::format("SELECT COUNT(*) FROM conflict WHERE instr(loser_values, {0})>0 OR "
                                  "instr(winner_values, {0})>0",
                                  needle));
            found += count(fmt::format("SELECT COUNT(*) FROM customer WHERE instr(_clocks, {})>0", needle));
        }
        return found;
    };
    EXPECT_GT(traces(), 0);
    ASSERT_TRUE(server.admin({{"command", "erase"}, {"which", a.text()}, {"confirm", "东方商贸"}})["ok"].get<bool>());
    EXPECT_EQ(traces(), 0);
    EXPECT_EQ(text(b, "note"), "自己的话");
    EXPECT_EQ(text(b, "industry"), "");
    const auto heard = server.pull(zhao, after_undo);
    EXPECT_NE(find(heard, b), nullptr) << "phones forget the name, too";
    for (const auto* device : {&li, &zhao}) expect_honest(*device);
}

// What somebody had taken away before there was a merge stays away.
TEST_F(Merging, AnErasureRemembersWhatWasTakenAwayBefore) {
    const core::Cell cell{field_id("tags"), "重点"};
    const auto tag = [&](TestServer::Device& device, const core::Uuid& id, std::int64_t add) {
        auto change = sync::update_of(row(customer, id), {{cell.field, add}});
        change.cells.front().key = cell.key;
        change.cells.front().base = sync::cells::stamp_of(row(customer, id), cell);
        change.stamp = server.stamp(device);
        return change;
    };
    for (const auto add : {1, 0}) ASSERT_TRUE(server.push(zhao, {{tag(zhao, b, add)}}).ok());
    ASSERT_TRUE(server.push(li, {{tag(li, a, 1)}}).ok());
    const auto before = sync::cells::read_element(row(customer, b), cell);
    ASSERT_FALSE(before.present());
    ASSERT_TRUE(merge(a, b)["ok"].get<bool>());
    ASSERT_TRUE(part(a)["ok"].get<bool>());
    ASSERT_TRUE(server.admin({{"command", "erase"}, {"which", a.text()}, {"confirm", "东方商贸"}})["ok"].get<bool>());
    EXPECT_EQ(sync::cells::read_element(row(customer, b), cell), before);
}

TEST_F(Merging, WhoWasNamedByAPersonIsNamedAgainAfterAllUndos) {
    const auto c = file(zhao, "第三家");
    const auto other = file(li, "被介绍的客户");
    ASSERT_TRUE(server.push(li, {{set(li, other, "referred_by", a)}}).ok());
    const auto named = [&] { return row(customer, other).reference(customer.position("referred_by")); };
    ASSERT_TRUE(merge(a, b)["ok"].get<bool>());
    EXPECT_EQ(named(), b);
    ASSERT_TRUE(merge(b, c)["ok"].get<bool>());
    EXPECT_EQ(named(), c);
    ASSERT_TRUE(part(b)["ok"].get<bool>());
    EXPECT_EQ(named(), b);
    ASSERT_TRUE(part(a)["ok"].get<bool>());
    EXPECT_EQ(named(), a);
}

TEST_F(Merging, WhatCannotBeChosenIsSaid) {
    for (const auto* field : {"owner", "collaborators", "code", "merged_into", "provisional_code", "aliases", "none"}) {
        EXPECT_FALSE(merge(a, b, {field})["ok"].get<bool>()) << field;
    }
    EXPECT_EQ(customer_of(visit), a);
}

TEST_F(Merging, WhoMayNotChangeTheOneThatGoesOnMayNotThroughTheOther) {
    ASSERT_TRUE(merge(a, b)["ok"].get<bool>());
    auto out = sync::update_of(row(customer, b), {{field_id("collaborators"), std::int64_t{0}}});
    out.cells.front().key = li.user.text();
    out.cells.front().base = row(customer, b).clocks.of({field_id("collaborators"), li.user.text()});
    out.stamp = server.stamp(zhao);
    ASSERT_TRUE(server.push(zhao, {{out}}).ok());
    auto change = server.new_visit(li, server.new_id(), a, "nach dem Ende");
    change.stamp.time = core::Hlc::at(core::SystemClock().wall() + 60'000);
    const auto reply = server.push(li, {{change}});
    ASSERT_TRUE(reply.ok());
    EXPECT_EQ(reply->verdicts.front().reason, core::ErrorCode::not_in_scope);
    // He lost sight of both at once: what was his is gone from a phone that slept through it.
    const auto page = server.pull(li, seen_by_li);
    EXPECT_NE(std::ranges::find(page->exits, visit), page->exits.end());
}

// Found by the server, decided on the dashboard.
TEST_F(Merging, LikelyPairsAreFoundAndDecided) {
    file(zhao, "完全不同的客户");
    const auto lead = server.session("lead@example.com");
    json listed;
    for (int i = 0; i < 100 && (!listed.is_object() || listed["open"].empty()); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        listed = server.get("/api/duplicates", lead).json();
    }
    ASSERT_EQ(listed["open"].size(), 1U) << listed;
    EXPECT_EQ(listed["open"][0]["reasons"], json::array({"same_name"}));
    EXPECT_EQ(server.get("/api/duplicates", server.session("li@example.com")).status, 403);
    const auto preview = server.get("/api/merge/preview?from=" + a.text() + "&into=" + b.text(), lead);
    ASSERT_EQ(preview.status, 200) << preview.body;
    EXPECT_EQ(preview.json()["rows"]["all"], 1);
    const json pair{{"one", a.text()}, {"other", b.text()}};
    EXPECT_EQ(server.post("/api/duplicates/apart", pair, lead).status, 200);
    EXPECT_TRUE(server.get("/api/duplicates", lead).json()["open"].empty());
    EXPECT_EQ(server.post("/api/duplicates/open", pair, lead).status, 200);
    EXPECT_EQ(server.get("/api/duplicates", lead).json()["open"].size(), 1U);

    json wanted{{"from", a.text()}, {"into", b.text()}, {"take", ""}, {"seen", "1.1"}};
    EXPECT_EQ(server.post("/api/merge", wanted, lead).status, 409) << "not as it was seen";
    wanted["seen"] = preview.json()["seen"];
    ASSERT_EQ(server.post("/api/merge", wanted, lead).status, 200);
    EXPECT_EQ(customer_of(visit), b);
    EXPECT_EQ(server.get("/api/duplicates", lead).json()["decided"][0]["by"]["name"], "lead");
    const auto back = server.get("/api/merge/undo/preview?from=" + a.text(), lead).json();
    ASSERT_EQ(server.post("/api/merge/undo", {{"from", a.text()}, {"seen", back["seen"]}}, lead).status, 200);
    EXPECT_EQ(customer_of(visit), a);
    EXPECT_EQ(server.get("/api/duplicates", lead).json()["decided"][0]["state"], "two_customers");
}

TEST_F(Merging, LiftsNoMaskForHimWhoDecides) {
    auto lead = server.enrol("lead@example.com");
    const auto own = server.new_id();
    ASSERT_TRUE(server.push(lead, {{server.new_customer(lead, own, "客户甲二")}}).ok());
    server.admin({{"command", "mask.set"}, {"role", "lead"}, {"classes", {"revenue"}}});
    const auto preview = "/api/merge/preview?from=" + own.text() + "&into=" + a.text();
    const auto seen = server.get(preview, server.session("director@example.com")).json()["seen"];
    const json wanted{{"from", own.text()}, {"into", a.text()}, {"take", ""}, {"seen", seen}};
    EXPECT_EQ(server.get(preview, server.session("lead@example.com")).status, 403);
    EXPECT_EQ(server.post("/api/merge", wanted, server.session("lead@example.com")).status, 403);
    EXPECT_EQ(server.post("/api/merge", wanted, server.session("director@example.com")).status, 200);
}

TEST_F(Merging, WhatIsHiddenIsInNoPreviewAndNoChoice) {
    ASSERT_TRUE(server.push(li, {{set(li, a, "annual_revenue", std::int64_t{123'456})}}).ok());
    ASSERT_TRUE(server.push(zhao, {{set(zhao, b, "annual_revenue", std::int64_t{654'321})}}).ok());
    server.admin({{"command", "mask.set"}, {"role", "lead"}, {"classes", {"revenue"}}});
    const auto pair = "from=" + a.text() + "&into=" + b.text();
    const auto preview = server.get("/api/merge/preview?" + pair, server.session("lead@example.com"));
    ASSERT_EQ(preview.status, 200) << preview.body;
    EXPECT_EQ(preview.body.find("123456"), std::string::npos) << preview.body;
    EXPECT_EQ(preview.body.find("654321"), std::string::npos);
    EXPECT_NE(server.get("/api/merge/preview?" + pair, server.session("director@example.com")).body.find("123456"),
              std::string::npos);
    const json blind{
        {"from", a.text()}, {"into", b.text()}, {"take", "annual_revenue"}, {"seen", preview.json()["seen"]}};
    EXPECT_EQ(server.post("/api/merge", blind, server.session("lead@example.com")).status, 403);
}

// Her own customer she sees whole, her team's she does not: a row that goes from the one to the other goes with what is
// hidden there, and comes again without.
TEST_F(Merging, ARowThatMovesToWhereLessIsShownLeavesFirst) {
    auto lead = server.enrol("lead@example.com");
    const auto own = file(lead, "组长的客户");
    server.admin({{"command", "mask.set"}, {"role", "lead"}, {"classes", {"contact_data"}}});
    const auto& contact = catalog::contact;
    core::Change card{core::ChangeKind::add, &contact, server.new_id(), server.stamp(li), {}, {}};
    card.cells = {{contact.fields[contact.at("customer")].id, {}, a, {}},
                  {contact.fields[contact.at("name")].id, {}, std::string("张经理"), {}},
                  {contact.fields[contact.at("phone")].id, {}, std::string("139"), {}}};
    ASSERT_TRUE(server.push(li, {{card}}).ok());
    ASSERT_TRUE(merge(a, own)["ok"].get<bool>());
    const auto whole = server.pull(lead);
    ASSERT_NE(find(whole, card.row), nullptr);
    EXPECT_EQ(find(whole, card.row)->text(contact.at("phone")), "139");
    ASSERT_TRUE(part(a)["ok"].get<bool>());
    const auto after = server.pull(lead, whole->cursor);
    EXPECT_NE(std::ranges::find(after->exits, card.row), after->exits.end());
    ASSERT_NE(find(after, card.row), nullptr);
    EXPECT_FALSE(find(after, card.row)->has(contact.at("phone")));
}

TEST_F(Merging, ALeadOfAnotherTeamSeesAndMergesNothing) {
    const auto other = server.session("lead2@example.com");
    EXPECT_EQ(server.get("/api/merge/preview?from=" + a.text() + "&into=" + b.text(), other).status, 404);
    EXPECT_EQ(server.get("/api/merge/undo/preview?from=" + a.text(), other).status, 404);
    EXPECT_EQ(server.post("/api/merge/undo", {{"from", a.text()}, {"seen", ""}}, other).status, 404);
}

TEST_F(Merging, AnErasureTakesThoseThatWereMergedIntoIt) {
    ASSERT_TRUE(merge(a, b)["ok"].get<bool>());
    EXPECT_FALSE(server.admin({{"command", "erase"}, {"which", a.text()}})["ok"].get<bool>())
        << "it is part of another";
    ASSERT_TRUE(
        server.admin({{"command", "erase"}, {"which", b.text()}, {"confirm", "东方商贸有限公司"}})["ok"].get<bool>());
    EXPECT_EQ(count("SELECT COUNT(*) FROM customer"), 0);
    EXPECT_EQ(count("SELECT COUNT(*) FROM interaction"), 0);
    const auto reply = server.push(li, {{server.new_visit(li, server.new_id(), a, "zu spät")}});
    ASSERT_TRUE(reply.ok());
    EXPECT_EQ(reply->verdicts.front().kind, sync::Verdict::Kind::superseded);
}

}  // namespace
}  // namespace fieldfare::server::testing
