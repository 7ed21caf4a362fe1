#include "core/rows/column_text.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/catalog/entities.h"
#include "core/rows/json.h"
#include "core/rows/limits.h"

namespace fieldfare::core {
namespace {

constexpr const Field& any_set = catalog::customer.fields[catalog::customer.at("tags")];
constexpr const Field& any_map = catalog::customer.fields[catalog::customer.at("custom")];
constexpr std::size_t escaped_bytes = 6;  // of one character at most
constexpr std::size_t max_column_bytes = limits::held_map_keys * limits::map_text_characters * escaped_bytes;

template <typename T>
Result<T> read_column(const Field& field, std::string_view text) {
    const auto json = parse_json(text, max_column_bytes);
    if (!json) return Error{ErrorCode::storage_corrupt, json.error().describe()};
    auto value = value_from_json(catalog::customer, field, *json);
    if (!value || !std::holds_alternative<T>(*value)) return Error{ErrorCode::storage_corrupt, "a column's JSON"};
    return std::get<T>(*std::move(value));
}

// The usual set: short codes and ids without anything to unescape. Gives up (nullopt) on everything else.
std::optional<StringSet> read_plain_set(std::string_view text) {
    if (text == "[]") return StringSet{};
    if (text.size() < 4 || !text.starts_with("[\"") || !text.ends_with("\"]")) return std::nullopt;
    StringSet set;
    auto rest = text.substr(2, text.size() - 4);
    while (true) {
        const auto quote = rest.find('"');
        const auto element = rest.substr(0, quote);
        if (element.find('\\') != std::string_view::npos) return std::nullopt;
        if (!set.empty() && element <= set.back()) return std::nullopt;
        set.emplace_back(element);
        if (quote == std::string_view::npos) return set;
        if (rest.substr(quote, 3) != "\",\"") return std::nullopt;
        rest.remove_prefix(quote + 3);
    }
}

bool needs_escape(const std::string& element) {
    return std::any_of(element.begin(), element.end(),
                       [](unsigned char c) { return c < 0x20 || c == '"' || c == '\\' || c == 0x7f; });
}

}  // namespace

std::string set_to_text(const StringSet& set) {
    if (std::none_of(set.begin(), set.end(), needs_escape)) {
        std::string text = "[";
        for (const auto& element : set) {
            if (text.size() > 1) text += ',';
            text.append(1, '"').append(element).append(1, '"');
        }
        return text += ']';
    }
    return value_to_json(any_set, set).dump();
}

Result<StringSet> set_from_text(std::string_view text) {
    if (auto plain = read_plain_set(text)) return *std::move(plain);
    return read_column<StringSet>(any_set, text);
}

std::string map_to_text(const ScalarMap& map) {
    return value_to_json(any_map, map).dump();
}

Result<ScalarMap> map_from_text(std::string_view text) {
    return read_column<ScalarMap>(any_map, text);
}

}  // namespace fieldfare::core
