#include "sync/protocol/strict_json.h"

#include <set>
#include <string>
#include <vector>

#include "core/rows/json.h"
#include "core/rows/reader.h"
#include "sync/protocol/messages.h"

namespace fieldfare::sync {
using nlohmann::json;

core::Result<json> parse_strict(std::string_view text, std::size_t max_bytes) {
    if (text.size() > max_bytes) return core::ErrorCode::too_large;
    if (core::nesting_of(text) > limits::json_depth) return core::ErrorCode::too_deep;
    if (!core::is_clean_utf8(text)) return core::Error{core::ErrorCode::malformed, "not UTF-8"};
    std::vector<std::set<std::string>> keys;
    bool duplicate = false;
    const auto watch = [&](int, json::parse_event_t event, json& parsed) {
        if (event == json::parse_event_t::object_start) keys.emplace_back();
        if (event == json::parse_event_t::object_end) keys.pop_back();
        if (event == json::parse_event_t::key) {
            duplicate = !keys.back().insert(parsed.get<std::string>()).second || duplicate;
        }
        return true;
    };
    auto parsed = json::parse(text, watch, /*allow_exceptions=*/false);
    if (parsed.is_discarded()) return core::Error{core::ErrorCode::malformed, "not JSON"};
    if (duplicate) return core::Error{core::ErrorCode::malformed, "a key stands twice"};
    return parsed;
}

}  // namespace fieldfare::sync
