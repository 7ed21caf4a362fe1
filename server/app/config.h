#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "server/backup/keeper.h"
#include "server/http/limits.h"
#include "server/media/content_store.h"
#include "server/store/canonical_store.h"
#include "server/store/snapshots.h"

namespace fieldfare::server {

// Everything that can be set. server/fieldfare-server.toml shows each with its default and what it is for.
struct Config {
    std::string data_directory;
    std::string life_file;  // empty: fieldfare.life in the data directory

    backup::Schedule backup;

    SnapshotSettings snapshots;

    std::string address = "127.0.0.1";
    std::uint16_t port = 8480;
    int http_threads = 2;
    std::string public_origin;
    std::vector<std::string> trusted_proxies;
    HttpLimits http;

    std::string certificate;
    std::string key;

    std::string web_directory;

    ContentLimits media;

    int readers = 2;
    std::size_t reader_queue = 512;
    std::size_t writer_queue = 1024;

    int password_threads = 2;
    std::size_t password_queue = 32;
    std::uint32_t attempts_per_account = 20;
    std::uint32_t attempts_per_address = 200;
    std::chrono::minutes attempts_window{15};

    std::string log_level = "info";
    bool public_metrics = false;
    std::chrono::milliseconds shutdown_grace{10'000};

    friend bool operator==(const Config&, const Config&) = default;

    std::string database_path() const { return data_directory + "/fieldfare.db"; }
    std::string life_path() const { return life_file.empty() ? data_directory + "/fieldfare.life" : life_file; }
    StoreOptions store() const {
        StoreOptions options;
        options.path = database_path();
        options.life_path = life_path();
        return options;
    }
    std::string snapshots_path() const { return data_directory + "/snapshots"; }
    std::string contents_path() const { return data_directory + "/contents"; }
    backup::ServerData server_data() const { return {store(), contents_path()}; }
    std::string socket_path() const { return data_directory + "/admin.socket"; }
};

// not_found: no such file. invalid_argument: with "file:line: what", for syntax, unknown keys, wrong types and values
// out of bounds. Relative paths are relative to the file.
core::Result<Config> load_config(const std::string& path);
core::Result<Config> parse_config(const std::string& text, const std::string& path);

}  // namespace fieldfare::server
