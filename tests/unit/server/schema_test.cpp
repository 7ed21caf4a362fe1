#include <gtest/gtest.h>

#include "server/store/canonical_store.h"
#include "tests/unit/server/support.h"

namespace fieldfare::server::testing {
namespace {

// A database of version 1 as it stood before people's rights were kept with their time.
void back_to_version_1(const std::string& path) {
    core::sqlite::OpenOptions options;
    options.path = path;
    const auto database = core::sqlite::Connection::open(options);
    ASSERT_TRUE(database.ok());
    ASSERT_TRUE((*database)
                    ->execute("DELETE FROM audience WHERE circle=(SELECT id FROM server); DROP TABLE membership; "
                              "ALTER TABLE server DROP COLUMN next_device; DROP INDEX verdict_kept_of; "
                              "DROP INDEX audience_open; "
                              "PRAGMA user_version=1")
                    .ok());
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
    EXPECT_FALSE(holds(server.pull(zhao)));
    server.admin({{"command", "user.change"}, {"user", "zhao@example.com"}, {"role", "director"}});
    EXPECT_TRUE(holds(server.pull(zhao, as_rep->cursor)));
}

}  // namespace
}  // namespace fieldfare::server::testing
