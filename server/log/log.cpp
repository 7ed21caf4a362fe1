#include "server/log/log.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <array>
#include <chrono>
#include <memory>
#include <optional>

namespace fieldfare::server::log {
namespace {

constexpr std::array<std::pair<std::string_view, spdlog::level::level_enum>, 4> levels{{
    {"debug", spdlog::level::debug},
    {"info", spdlog::level::info},
    {"warning", spdlog::level::warn},
    {"error", spdlog::level::err},
}};

spdlog::logger& logger() {
    static const auto instance = [] {
        auto made = std::make_shared<spdlog::logger>("fieldfare", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made->set_pattern("%v");
        made->flush_on(spdlog::level::info);
        return made;
    }();
    return *instance;
}

void append_text(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
        } else {
            out += c;
        }
    }
    out += '"';
}

}  // namespace

bool is_level(std::string_view name) {
    for (const auto& [known, level] : levels) {
        if (known == name) return true;
    }
    return false;
}

bool set_level(std::string_view name) {
    for (const auto& [known, level] : levels) {
        if (known == name) {
            logger().set_level(level);
            return true;
        }
    }
    return false;
}

void event(Level level, std::string_view name, std::initializer_list<Field> fields) {
    const auto& [level_name, spd_level] = levels[static_cast<std::size_t>(level)];
    if (!logger().should_log(spd_level)) return;
    const auto now = std::chrono::system_clock::now();
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1000;
    std::string line = fmt::format(R"({{"at":"{:%Y-%m-%dT%H:%M:%S}.{:03}Z","level":"{}","event":"{}")",
                                   fmt::gmtime(std::chrono::system_clock::to_time_t(now)), ms, level_name, name);
    for (const auto& field : fields) {
        fmt::format_to(std::back_inserter(line), R"(,"{}":)", field.name);
        if (const auto* text = std::get_if<std::string_view>(&field.value)) {
            append_text(line, *text);
        } else if (const auto* number = std::get_if<std::int64_t>(&field.value)) {
            fmt::format_to(std::back_inserter(line), "{}", *number);
        } else {
            fmt::format_to(std::back_inserter(line), "{:.3f}", std::get<double>(field.value));
        }
    }
    line += '}';
    logger().log(spd_level, line);
}

void flush() {
    logger().flush();
}

}  // namespace fieldfare::server::log
