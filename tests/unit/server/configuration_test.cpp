#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "server/app/config.h"

namespace fieldfare::server {
namespace {

std::string documented() {
    std::ifstream in(FIELDFARE_SOURCE_DIR "/server/fieldfare-server.toml");
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

TEST(Configuration, TheDocumentedDefaultsAreTheDefaults) {
    // "#key = value" is a default, "# prose" is not.
    std::string all;
    std::istringstream lines(documented());
    int options = 0;
    for (std::string line; std::getline(lines, line);) {
        if (line.size() > 1 && line[0] == '#' && line[1] != ' ') {
            line.erase(0, 1);
            ++options;
        }
        all += line + "\n";
    }
    EXPECT_GE(options, 25);
    const auto written = parse_config(all, "/etc/fieldfare/server.toml");
    ASSERT_TRUE(written.ok()) << written.error().detail;
    const auto plain = parse_config(documented(), "/etc/fieldfare/server.toml");
    ASSERT_TRUE(plain.ok()) << plain.error().detail;
    EXPECT_EQ(*written, *plain);
    Config bare;
    bare.data_directory = plain->data_directory;
    EXPECT_EQ(*plain, bare);
}

TEST(Configuration, MistakesAreNamedWithTheirLine) {
    const std::pair<const char*, const char*> cases[] = {
        {"[data]\ndirectory = \"x\"\n[http]\nprot = 1\n", ":4: unknown key http.prot"},
        {"[data]\ndirectory = \"x\"\n[htpp]\nport = 1\n", ":4: unknown key htpp.port"},
        {"colour = 1\n", ":1: unknown key colour"},
        {"[data]\ndirectory = \"x\"\n[http]\nport = 70000\n", ":4: http.port must be"},
        {"[data]\ndirectory = \"x\"\n[http]\nport = \"80\"\n", ":4: http.port must be"},
        {"[data]\ndirectory = \"x\"\n[log]\nlevel = \"loud\"\n", ":4: log.level must be"},
        {"[data]\ndirectory = \"x\"\n[backup]\nat = \"24:00\"\n", ":4: backup.at must be"},
        {"[data]\ndirectory = \"x\"\n[backup]\nat = \"2:30\"\n", ":4: backup.at must be"},
        {"[data]\ndirectory = \"x\"\n[backup]\nevery_hours = 5\n", ":4: backup.every_hours must be"},
        {"[data]\ndirectory = \"x\"\n[backup]\nkeep_daily = -1\n", ":4: backup.keep_daily must be"},
        {"[data\n", ":1: "},
        {"[http]\nport = 80\n", "data.directory is missing"},
        {"[data]\ndirectory = \"x\"\n[tls]\nkey = \"k\"\n", "belong together"},
    };
    for (const auto& [text, message] : cases) {
        const auto config = parse_config(text, "server.toml");
        ASSERT_FALSE(config.ok()) << text;
        EXPECT_NE(config.error().detail.find(message), std::string::npos) << config.error().detail;
    }
}

TEST(Configuration, PathsAreRelativeToTheFile) {
    const auto config = parse_config("[data]\ndirectory = \"data\"\n", "/etc/fieldfare/server.toml");
    ASSERT_TRUE(config.ok());
    EXPECT_EQ(config->data_directory, "/etc/fieldfare/data");
}

}  // namespace
}  // namespace fieldfare::server
