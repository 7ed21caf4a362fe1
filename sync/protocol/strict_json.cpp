#include "sync/protocol/strict_json.h"

#include <set>
#include <string>
#include <vector>

#include "core/rows/reader.h"
#include "sync/protocol/messages.h"

namespace fieldfare::sync {
namespace {

using nlohmann::json;

// Counts brackets outside of texts: the nesting a parser would meet.
bool too_deep(std::string_view text) {
    int depth = 0;
    bool in_text = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_text) {
            if (c == '\\') ++i;
            if (c == '"') in_text = false;
        } else if (c == '"') {
            in_text = true;
        } else if (c == '{' || c == '[') {
            if (++depth > limits::json_depth) return true;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return false;
}

}  // namespace

core::Result<json> parse_strict(std::string_view text, std::size_t max_bytes) {
    if (text.size() > max_bytes) return core::ErrorCode::too_large;
    if (too_deep(text)) return core::ErrorCode::too_deep;
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
