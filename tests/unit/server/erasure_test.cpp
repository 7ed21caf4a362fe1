// A legal erasure, by command: nothing of it is left in the data folder, and nobody brings it back.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "core/catalog/entities.h"
#include "tests/unit/server/support.h"

namespace fieldfare::server::testing {
namespace {

namespace catalog = core::catalog;
using nlohmann::json;

struct Erasure : ::testing::Test {
    core::Uuid file(TestServer::Device& device, const std::string& name) {
        const auto id = server.new_id();
        EXPECT_TRUE(server.push(device, {{server.new_customer(device, id, name)}}).ok());
        return id;
    }
    core::Change contact_of(const core::Uuid& customer, const std::string& name) {
        core::Row row(catalog::contact, server.new_id());
        row.values[catalog::contact.at("customer")] = customer;
        row.values[catalog::contact.at("name")] = name;
        auto change = sync::add_of(row);
        change.stamp = server.stamp(li);
        return change;
    }
    // By somebody who has not seen what stands there.
    core::Change rename(const core::Uuid& customer, const std::string& name) {
        const core::Row row(catalog::customer, customer);
        auto change = sync::update_of(row, {{catalog::customer.fields[catalog::customer.at("name")].id, name}});
        change.cells.front().base = {core::Hlc{1}, li.number};
        change.stamp = server.stamp(li);
        return change;
    }
    json erase(const core::Uuid& id, const std::string& confirm = {}) {
        return server.admin({{"command", "erase"}, {"which", id.text()}, {"confirm", confirm}});
    }
    bool folder_holds(const std::string& text) {
        for (const auto& file : std::filesystem::recursive_directory_iterator(server.config().data_directory)) {
            if (!file.is_regular_file()) continue;
            std::ifstream in(file.path(), std::ios::binary);
            std::stringstream all;
            all << in.rdbuf();
            if (all.str().find(text) != std::string::npos) return true;
        }
        return false;
    }

    TestServer server;
    TestServer::Device li = server.enrol("li@example.com");
};

TEST_F(Erasure, ShowsFirstAndAsksForTheName) {
    const auto acme = file(li, "Erasable Works");
    ASSERT_TRUE(server.push(li, {{contact_of(acme, "Erasable Person")}}).ok());
    const auto shown = erase(acme);
    EXPECT_EQ(shown["name"], "Erasable Works");
    EXPECT_EQ(shown["rows"], 2);
    EXPECT_EQ(shown["history"], 2);
    EXPECT_FALSE(shown.contains("seq"));
    EXPECT_FALSE(erase(acme, "Erasable")["ok"].get<bool>());
    EXPECT_EQ(erase(acme)["rows"], 2) << "nothing was changed";
    EXPECT_FALSE(erase(server.new_id())["ok"].get<bool>());
}

TEST_F(Erasure, NothingIsLeftInTheFolder) {
    const auto other = file(li, "Harmless Trading");
    const auto acme = file(li, "Erasable Works");
    // Overwritten unseen, so that conflicts, verdicts and history hold it as well.
    ASSERT_TRUE(server.push(li, {{rename(acme, "Erasable Renamed")}}).ok());
    ASSERT_TRUE(folder_holds("Erasable Works")) << "this check could find it";
    ASSERT_TRUE(erase(acme, "Erasable Renamed").contains("seq"));
    // The writer moves the log right after it has answered.
    for (int i = 0; i < 100 && folder_holds("Erasable"); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    EXPECT_FALSE(folder_holds("Erasable"));
    EXPECT_TRUE(folder_holds("Harmless Trading"));
    const auto page = server.pull(li);
    ASSERT_TRUE(page.ok());
    EXPECT_EQ(page->erased, std::vector{acme});
    // Who has not heard of it: taken, and kept nowhere.
    const auto late = server.push(
        li,
        {{rename(acme, "Erasable Again")}, {contact_of(acme, "Erasable Person")}, {rename(other, "Harmless Renamed")}});
    ASSERT_TRUE(late.ok());
    EXPECT_EQ(late->verdicts[0].kind, sync::Verdict::Kind::superseded);
    EXPECT_EQ(late->verdicts[1].kind, sync::Verdict::Kind::superseded);
    EXPECT_NE(late->verdicts[2].kind, sync::Verdict::Kind::superseded);
    EXPECT_FALSE(folder_holds("Erasable"));
}

// A contact that somebody added who had no right to: kept for the lead to decide, and in no table of rows.
TEST_F(Erasure, TakesWhatWasRefusedAtTheCustomerToo) {
    const auto acme = file(li, "Erasable Works");
    auto zhao = server.enrol("zhao@example.com");
    auto contact = contact_of(acme, "Erasable Person");
    contact.stamp = server.stamp(zhao);
    const auto refused = server.push(zhao, {{contact}});
    ASSERT_EQ(refused->verdicts[0].kind, sync::Verdict::Kind::quarantined);
    ASSERT_TRUE(folder_holds("Erasable Person")) << "this check could find it";
    const auto shown = erase(acme);
    EXPECT_EQ(shown["rows"], 2);
    ASSERT_TRUE(erase(acme, "Erasable Works").contains("seq"));
    for (int i = 0; i < 100 && folder_holds("Erasable"); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    EXPECT_FALSE(folder_holds("Erasable"));
    EXPECT_EQ(server.get("/api/quarantine", server.session("director@example.com")).json()["items"], json::array());
}

}  // namespace
}  // namespace fieldfare::server::testing
