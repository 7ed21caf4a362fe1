#include "server/app/config.h"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <regex>
#include <sstream>

#include "server/log/log.h"
#include "sync/protocol/messages.h"

namespace fieldfare::server {
namespace {

// What the protocol promises to its clients.
static_assert(HttpLimits{}.header_bytes == sync::limits::header_bytes);

namespace fs = std::filesystem;

// Takes one value, or says what is wrong with it.
using Setter = std::function<std::string(const toml::node&)>;

template <typename Number>
Setter number(Number& into, std::int64_t least, std::int64_t most) {
    return [&into, least, most](const toml::node& node) -> std::string {
        const auto value = node.value_exact<std::int64_t>();
        if (!value || *value < least || *value > most) {
            return fmt::format("must be a whole number from {} to {}", least, most);
        }
        into = static_cast<Number>(*value);
        return {};
    };
}

Setter mebibytes(std::uint64_t& into) {
    return [&into](const toml::node& node) -> std::string {
        constexpr std::int64_t most = 1 << 30;
        const auto value = node.value_exact<std::int64_t>();
        if (!value || *value < 0 || *value > most) return fmt::format("must be a whole number from 0 to {}", most);
        into = static_cast<std::uint64_t>(*value) << 20;
        return {};
    };
}

// In a larger unit than it is kept in.
template <typename Number>
Setter scaled(Number& into, std::int64_t unit, std::int64_t least, std::int64_t most) {
    return [&into, unit, least, most](const toml::node& node) -> std::string {
        const auto value = node.value_exact<std::int64_t>();
        if (!value || *value < least || *value > most) {
            return fmt::format("must be a whole number from {} to {}", least, most);
        }
        into = static_cast<Number>(*value * unit);
        return {};
    };
}

template <typename Duration>
Setter duration(Duration& into, std::int64_t unit_count, std::int64_t least, std::int64_t most) {
    return [&into, unit_count, least, most](const toml::node& node) -> std::string {
        const auto value = node.value_exact<std::int64_t>();
        if (!value || *value < least || *value > most) {
            return fmt::format("must be a whole number from {} to {}", least, most);
        }
        into = Duration(*value * unit_count);
        return {};
    };
}

Setter text(std::string& into) {
    return [&into](const toml::node& node) -> std::string {
        const auto value = node.value_exact<std::string>();
        if (!value) return "must be a text in quotes";
        into = *value;
        return {};
    };
}

Setter texts(std::vector<std::string>& into) {
    return [&into](const toml::node& node) -> std::string {
        const auto* list = node.as_array();
        if (list == nullptr) return "must be a list of texts in quotes";
        for (const auto& item : *list) {
            const auto value = item.value_exact<std::string>();
            if (!value) return "must be a list of texts in quotes";
            into.push_back(*value);
        }
        return {};
    };
}

Setter path(std::string& into, const fs::path& base) {
    return [&into, base](const toml::node& node) -> std::string {
        const auto value = node.value_exact<std::string>();
        if (!value) return "must be a path in quotes";
        into = value->empty() ? std::string() : (base / *value).lexically_normal().string();
        return {};
    };
}

Setter flag(bool& into) {
    return [&into](const toml::node& node) -> std::string {
        const auto value = node.value_exact<bool>();
        if (!value) return "must be true or false";
        into = *value;
        return {};
    };
}

// "02:30" as minutes of the day.
Setter time_of_day(int& minutes) {
    return [&minutes](const toml::node& node) -> std::string {
        const auto value = node.value_exact<std::string>().value_or("");
        static const std::regex shape(R"((\d\d):(\d\d))");
        std::smatch found;
        if (!std::regex_match(value, found, shape) || found[1] > "23" || found[2] > "59") {
            return "must be a time of day like \"02:30\"";
        }
        minutes = std::stoi(found[1]) * 60 + std::stoi(found[2]);
        return {};
    };
}

Setter part_of_day(int& hours) {
    return [&hours](const toml::node& node) -> std::string {
        const auto value = node.value_exact<std::int64_t>().value_or(0);
        if (value < 1 || value > 24 || 24 % value != 0) return "must be 1, 2, 3, 4, 6, 8, 12 or 24";
        hours = static_cast<int>(value);
        return {};
    };
}

Setter level(std::string& into) {
    return [&into](const toml::node& node) -> std::string {
        const auto value = node.value_exact<std::string>();
        if (!value || !log::is_level(*value)) return "must be debug, info, warning or error";
        into = *value;
        return {};
    };
}

// Every key there is.
std::map<std::string, Setter> setters(Config& config, const fs::path& base) {
    constexpr std::int64_t ms = 1000;
    constexpr std::int64_t day_s = 86'400;
    constexpr std::int64_t mib = 1024 * 1024;
    auto& http = config.http;
    return {
        {"data.directory", path(config.data_directory, base)},
        {"data.life_file", path(config.life_file, base)},
        {"backup.folder", path(config.backup.folder, base)},
        {"backup.at", time_of_day(config.backup.at_minutes)},
        {"backup.every_hours", part_of_day(config.backup.every_hours)},
        {"backup.keep_daily", number(config.backup.keep.daily, 0, 3660)},
        {"backup.keep_weekly", number(config.backup.keep.weekly, 0, 520)},
        {"backup.keep_monthly", number(config.backup.keep.monthly, 0, 120)},
        {"snapshots.from_rows", number(config.snapshots.from_rows, 1, 1'000'000'000)},
        {"snapshots.reuse_changes", number(config.snapshots.reuse_changes, 0, 1'000'000'000)},
        {"snapshots.reuse_minutes", scaled(config.snapshots.reuse_ms, 60 * ms, 0, 1440)},
        {"snapshots.keep_hours", scaled(config.snapshots.keep_ms, 3600 * ms, 1, 720)},
        {"snapshots.total_mib", scaled(config.snapshots.total_bytes, mib, 0, 1'000'000)},
        {"http.address", text(config.address)},
        {"http.port", number(config.port, 0, 65535)},
        {"http.threads", number(config.http_threads, 1, 64)},
        {"http.public_origin", text(config.public_origin)},
        {"http.trusted_proxies", texts(config.trusted_proxies)},
        {"http.header_bytes", number(http.header_bytes, 1024, mib)},
        {"http.target_bytes", number(http.target_bytes, 256, 64 * 1024)},
        {"http.body_bytes", number(http.body_bytes, 8 * mib, 1024 * 1024 * mib)},
        {"http.connections", number(http.connections, 1, 1'000'000)},
        {"http.connections_per_address", number(http.connections_per_address, 1, 1'000'000)},
        {"http.event_streams", number(http.event_streams, 1, 1'000'000)},
        {"http.handshake_seconds", duration(http.handshake, ms, 1, day_s)},
        {"http.idle_seconds", duration(http.idle, ms, 1, day_s)},
        {"http.header_seconds", duration(http.header, ms, 1, day_s)},
        {"http.body_seconds", duration(http.body, ms, 1, day_s)},
        {"http.body_gap_seconds", duration(http.body_gap, ms, 1, day_s)},
        {"http.write_seconds", duration(http.write, ms, 1, day_s)},
        {"http.heartbeat_seconds", duration(http.heartbeat, ms, 1, 3600)},
        {"http.shutdown_seconds", duration(config.shutdown_grace, ms, 0, 3600)},
        {"tls.certificate", path(config.certificate, base)},
        {"tls.key", path(config.key, base)},
        {"web.directory", path(config.web_directory, base)},
        {"store.readers", number(config.readers, 1, 64)},
        {"store.reader_queue", number(config.reader_queue, 1, 1'000'000)},
        {"media.user_mib", mebibytes(config.media.user_bytes)},
        {"media.total_mib", mebibytes(config.media.total_bytes)},
        {"media.reserve_mib", mebibytes(config.media.reserve_bytes)},
        {"store.writer_queue", number(config.writer_queue, 1, 1'000'000)},
        {"sign_in.threads", number(config.password_threads, 1, 4)},
        {"sign_in.queue", number(config.password_queue, 1, 1000)},
        {"sign_in.attempts_per_account", number(config.attempts_per_account, 1, 100)},
        {"sign_in.attempts_per_address", number(config.attempts_per_address, 1, 100'000)},
        {"sign_in.window_minutes", duration(config.attempts_window, 1, 1, 1440)},
        {"log.level", level(config.log_level)},
        {"metrics.public", flag(config.public_metrics)},
    };
}

}  // namespace

core::Result<Config> parse_config(const std::string& source, const std::string& file) {
    const auto failure = [&file](const toml::source_region& where, const std::string& what) {
        return core::Error{core::ErrorCode::invalid_argument, fmt::format("{}:{}: {}", file, where.begin.line, what)};
    };
    // toml++ throws for syntax; it must not leave this function.
    toml::table table;
    try {
        table = toml::parse(source, file);
    } catch (const toml::parse_error& error) {
        return failure(error.source(), std::string(error.description()));
    }
    Config config;
    const auto known = setters(config, fs::absolute(file).parent_path());
    for (const auto& [section, content] : table) {
        const auto* values = content.as_table();
        if (values == nullptr) return failure(content.source(), fmt::format("unknown key {}", section.str()));
        for (const auto& [key, value] : *values) {
            const auto name = fmt::format("{}.{}", section.str(), key.str());
            const auto setter = known.find(name);
            if (setter == known.end()) return failure(value.source(), fmt::format("unknown key {}", name));
            if (const auto wrong = setter->second(value); !wrong.empty()) {
                return failure(value.source(), fmt::format("{} {}", name, wrong));
            }
        }
    }
    if (config.data_directory.empty()) {
        return {core::ErrorCode::invalid_argument, file + ": data.directory is missing"};
    }
    if (config.certificate.empty() != config.key.empty()) {
        return {core::ErrorCode::invalid_argument, file + ": tls.certificate and tls.key belong together"};
    }
    return config;
}

core::Result<Config> load_config(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return {core::ErrorCode::not_found, "no configuration " + file + "; init makes one, --config names one"};
    return parse_config(std::string(std::istreambuf_iterator<char>(in), {}), file);
}

}  // namespace fieldfare::server
