// Snapshots over real sockets: made once for whoever asks, given in ranges, and to nobody who may not have them any
// more.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "core/catalog/entities.h"
#include "sync/protocol/snapshot_block.h"
#include "tests/unit/server/support.h"

namespace fieldfare::server::testing {
namespace {

namespace catalog = core::catalog;
using sync::Encoding;
using sync::SnapshotOffer;

struct Snapshot : ::testing::Test {
    SnapshotOffer ask(const TestServer::Device& device, Encoding as = Encoding::binary) {
        const auto answer =
            fetch(server.url("/v1/snapshot"), "GET",
                  {"Authorization: Bearer " + device.token, "Accept: " + std::string(sync::content_type(as))}, {});
        EXPECT_EQ(answer.status, 200) << answer.body;
        const auto offer = sync::decode<SnapshotOffer>(answer.body, as);
        EXPECT_TRUE(offer.ok());
        return offer.ok() ? *offer : SnapshotOffer{};
    }
    SnapshotOffer offered(const TestServer::Device& device) {
        for (int i = 0; i < 400; ++i) {
            auto offer = ask(device);
            if (!offer.id.empty()) return offer;
            EXPECT_GT(offer.wait_ms, 0) << "there will be none";
            std::this_thread::sleep_for(std::chrono::milliseconds(25));
        }
        ADD_FAILURE() << "no snapshot was made";
        return {};
    }
    Answer part(const TestServer::Device& device, const std::string& id, const std::string& range) {
        return fetch(server.url("/v1/snapshot/" + id), "GET",
                     {"Authorization: Bearer " + device.token, "Range: " + range}, {});
    }
    core::Uuid file(TestServer::Device& device, const std::string& name) {
        const auto id = server.new_id();
        EXPECT_TRUE(server.push(device, {{server.new_customer(device, id, name)}}).ok());
        return id;
    }
    std::vector<core::Row> rows_of(std::string_view bytes) {
        std::vector<core::Row> rows;
        while (!bytes.empty()) {
            auto taken = sync::take_block(bytes);
            EXPECT_TRUE(taken.ok() && *taken);
            if (!taken.ok() || !*taken) return rows;
            for (auto& row : (*taken)->block.rows) rows.push_back(std::move(row));
            bytes.remove_prefix((*taken)->size);
        }
        return rows;
    }
    double metric(const std::string& name) {
        std::istringstream lines(server.get("/metrics").body);
        for (std::string line; std::getline(lines, line);) {
            if (line.starts_with(name + " ")) return std::stod(line.substr(name.size() + 1));
        }
        return -1;
    }
    bool folder_holds(const std::string& id) {
        return std::filesystem::exists(server.config().snapshots_path() + "/" + id);
    }

    TestServer server{[](Config& config) { config.snapshots.from_rows = 1; }};
    TestServer::Device li = server.enrol("li@example.com");
};

TEST_F(Snapshot, ManyWhoAskAtOnceWaitForOneFileAndEachRangeOfItIsTheSame) {
    for (int i = 0; i < 5; ++i) file(li, "customer " + std::to_string(i));
    auto second = server.enrol("li@example.com");
    std::vector<std::thread> crowd;
    crowd.reserve(8);
    for (int i = 0; i < 8; ++i) crowd.emplace_back([&, i] { offered(i % 2 == 0 ? li : second); });
    for (auto& one : crowd) one.join();
    const auto offer = offered(second);
    EXPECT_EQ(metric("fieldfare_snapshots_made_total"), 1);
    EXPECT_EQ(metric("fieldfare_snapshots"), 1);
    EXPECT_EQ(offer.customers, 5u);
    EXPECT_EQ(offer.rows.size(), 2u) << "his two devices are his own rows";

    const auto all = part(li, offer.id, "bytes=0-");
    ASSERT_EQ(all.status, 206) << all.body;
    EXPECT_EQ(all.headers.at("fieldfare-protocol"), "1");
    EXPECT_EQ(all.body.size(), offer.bytes);
    EXPECT_EQ(all.headers.at("content-range"),
              "bytes 0-" + std::to_string(offer.bytes - 1) + "/" + std::to_string(offer.bytes));
    const auto piece = part(second, offer.id, "bytes=7-19");
    EXPECT_EQ(piece.body, all.body.substr(7, 13));
    std::size_t customers = 0;
    for (const auto& row : rows_of(all.body)) customers += row.entity == &catalog::customer ? 1 : 0;
    EXPECT_EQ(customers, 5u);
    EXPECT_EQ(part(li, offer.id, "bytes=" + std::to_string(offer.bytes) + "-").status, 400);
    EXPECT_EQ(part(li, offer.id, "pages=1-2").status, 400);
    // In the other form.
    EXPECT_EQ(ask(li, Encoding::json).id, offer.id);
}

TEST_F(Snapshot, AnotherViewAnotherFileAndNobodyGetsWhatHeMayNotSee) {
    const auto acme = file(li, "Acme");
    const auto offer = offered(li);
    auto zhao = server.enrol("zhao@example.com");
    EXPECT_EQ(part(zhao, offer.id, "bytes=0-").code(), "FF-1014");
    const auto his = offered(zhao);
    EXPECT_NE(his.id, offer.id);
    EXPECT_EQ(his.customers, 0u);
    // Li becomes a lead: what was made for the rep is not for him any more.
    EXPECT_TRUE(server.admin({{"command", "user.change"}, {"user", "li@example.com"}, {"role", "lead"}})["ok"]);
    EXPECT_EQ(part(li, offer.id, "bytes=0-").code(), "FF-1014");
    EXPECT_GE(metric("fieldfare_snapshots_gone_total"), 2);
    EXPECT_NE(offered(li).id, offer.id);
    static_cast<void>(acme);
}

TEST_F(Snapshot, WhatWasErasedIsInNoFileAnyMore) {
    const auto acme = file(li, "Acme");
    const auto offer = offered(li);
    ASSERT_TRUE(folder_holds(offer.id));
    EXPECT_TRUE(server.admin({{"command", "erase"}, {"which", acme.text()}, {"confirm", "Acme"}})["ok"]);
    EXPECT_EQ(part(li, offer.id, "bytes=0-").code(), "FF-1014");
    for (int i = 0; i < 400 && folder_holds(offer.id); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(25));
    EXPECT_FALSE(folder_holds(offer.id));
    const auto next = offered(li);
    EXPECT_EQ(next.customers, 0u);
    EXPECT_EQ(next.erased.size(), 1u);
}

TEST_F(Snapshot, TheSoonestPlannedComesFirstAndDeletedOnesLast) {
    const auto late = file(li, "late");
    const auto soon = file(li, "soon");
    const auto none = file(li, "no plan");
    const auto gone = file(li, "gone");
    const auto plan = [&](const core::Uuid& customer, const char* day) {
        core::Row row(catalog::followup, server.new_id());
        row.values[catalog::followup.at("customer")] = customer;
        row.values[catalog::followup.at("owner")] = li.user;
        row.values[catalog::followup.at("due_on")] = std::string(day);
        row.values[catalog::followup.at("status")] = std::string("pending");
        auto change = sync::add_of(row);
        change.stamp = server.stamp(li);
        EXPECT_EQ(server.push(li, {{change}})->verdicts.front().kind, sync::Verdict::Kind::applied);
    };
    plan(late, "2031-01-01");
    plan(soon, "2030-01-01");
    plan(gone, "2029-01-01");
    core::Change removal{core::ChangeKind::remove, &catalog::customer, gone, server.stamp(li), {}, core::Clocks{}};
    const auto page = server.pull(li);
    for (const auto& row : page->rows) {
        if (row.id == gone) removal.seen = row.clocks;
    }
    const auto removed = server.push(li, {{removal}});
    ASSERT_TRUE(removed.ok()) << removed.error().describe();
    EXPECT_EQ(removed->verdicts.front().kind, sync::Verdict::Kind::applied) << removed->verdicts.front().detail;
    const auto offer = offered(li);
    std::vector<core::Uuid> order;
    bool organisation_first = true;
    for (const auto& row : rows_of(part(li, offer.id, "bytes=0-").body)) {
        if (row.entity == &catalog::user) organisation_first = organisation_first && order.empty();
        if (row.entity == &catalog::customer) order.push_back(row.id);
    }
    EXPECT_TRUE(organisation_first);
    EXPECT_EQ(order, (std::vector{soon, late, none, gone}));
}

TEST(Snapshots, SmallViewsAndServersWithoutRoomHaveNone) {
    TestServer small([](Config& config) { config.snapshots.from_rows = 1000; });
    const auto li = small.enrol("li@example.com");
    const auto answer = small.call(li, "GET", "/v1/snapshot");
    const auto offer = sync::decode<SnapshotOffer>(answer.body, *sync::encoding_of(answer.headers.at("content-type")));
    ASSERT_TRUE(offer.ok()) << answer.body;
    EXPECT_TRUE(offer->id.empty());
    EXPECT_EQ(offer->wait_ms, 0);

    TestServer full([](Config& config) {
        config.snapshots.from_rows = 1;
        config.snapshots.total_bytes = 0;
    });
    const auto wang = full.enrol("li@example.com");
    const auto none = full.call(wang, "GET", "/v1/snapshot");
    EXPECT_EQ(sync::decode<SnapshotOffer>(none.body, *sync::encoding_of(none.headers.at("content-type")))->wait_ms, 0);
}

}  // namespace
}  // namespace fieldfare::server::testing
