#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "server/store/canonical_store.h"
#include "server/store/schema.h"
#include "tests/unit/server/support.h"

namespace fieldfare::server::testing {
namespace {

// A database of version 1 as it stood before people's rights were kept with their time.
void back_to_version_1(const std::string& path) {
    core::sqlite::OpenOptions options;
    options.path = path;
    const auto database = core::sqlite::Connection::open(options);
    ASSERT_TRUE(database.ok());
    ASSERT_TRUE(
        (*database)
            ->execute(
                "DELETE FROM audience WHERE circle=(SELECT id FROM server); DROP TABLE membership; "
                "ALTER TABLE server DROP COLUMN next_device; DROP INDEX verdict_kept_of; "
                "DROP INDEX audience_open; DROP INDEX history_claimed; DROP INDEX history_arrival; "
                "DROP INDEX conflict_loser; DROP TABLE erased; DROP INDEX device_forks; "
                "ALTER TABLE device_state DROP COLUMN forked_from; DROP TABLE view_digest; DROP TABLE role_mask; "
                "DROP TABLE moved_row; DROP TABLE duplicate; DROP TABLE duplicate_key; DROP TABLE duplicate_scan; "
                "DROP INDEX customer_by_merged_into; ALTER TABLE customer DROP COLUMN merged_into; "
                "DROP TABLE attachment; DROP TABLE erased_content; "
                "PRAGMA user_version=1")
            .ok());
}

std::unique_ptr<core::sqlite::Connection> open(const std::string& path) {
    core::sqlite::OpenOptions options;
    options.path = path;
    return core::sqlite::Connection::open(options).value();
}

// Every table and index with its text.
std::vector<std::string> everything_in(core::sqlite::Connection& database) {
    std::vector<std::string> lines;
    auto all = database.prepare("SELECT type, name, COALESCE(sql, '') FROM sqlite_schema ORDER BY type, name").value();
    while (all.step().value()) {
        lines.push_back(std::string(all.text(0)) + " " + std::string(all.text(1)) + ": " + std::string(all.text(2)));
    }
    return lines;
}

TEST(Schema, ADatabaseOfVersion1BecomesWhatAFreshOneIs) {
    const TemporaryDirectory directory;
    std::stringstream version_1;
    version_1 << std::ifstream(FIELDFARE_SOURCE_DIR "/tests/unit/server/version_1.sql").rdbuf();
    const auto old = open(directory.path() + "/old.db");
    ASSERT_TRUE(old->execute(version_1.str() + "PRAGMA user_version=1").ok());
    ASSERT_TRUE(migrate(*old).ok());
    const auto fresh = open(directory.path() + "/fresh.db");
    ASSERT_TRUE(migrate(*fresh).ok());
    EXPECT_EQ(everything_in(*old), everything_in(*fresh));
    EXPECT_EQ(old->integer("PRAGMA user_version").value(), newest_schema);
}

TEST(Schema, RightsOfVersion1GoOnAndThoseGivenSinceHaveTheirTime) {
    TestServer server;
    auto li = server.enrol("li@example.com");
    auto lead = server.enrol("lead@example.com");
    auto director = server.enrol("director@example.com");
    auto zhao = server.enrol("zhao@example.com");
    const auto customer = server.new_id();
    ASSERT_TRUE(server.push(li, {{server.new_customer(li, customer, "老客户")}}).ok());
    const auto as_rep = server.pull(zhao);
    server.stop();
    back_to_version_1(server.config().database_path());
    server.restart();
    const auto holds = [&](const core::Result<sync::PullPage>& page) {
        return std::any_of(page->rows.begin(), page->rows.end(), [&](const auto& row) { return row.id == customer; });
    };
    for (const auto* device : {&li, &lead, &director}) EXPECT_TRUE(holds(server.pull(*device)));
    for (const auto* device : {&li, &lead, &director, &zhao}) {
        const auto page = server.pull(*device);
        core::Digest sum;
        for (const auto& row : page->rows) sum += core::digest_of(row);
        EXPECT_EQ(page->digest, sum) << "summed up when the database was brought forward";
    }
    EXPECT_FALSE(holds(server.pull(zhao)));
    server.admin({{"command", "user.change"}, {"user", "zhao@example.com"}, {"role", "director"}});
    EXPECT_TRUE(holds(server.pull(zhao, as_rep->cursor)));
}

}  // namespace
}  // namespace fieldfare::server::testing
