#include "core/rows/keyed.h"

#include <algorithm>

namespace fieldfare::core {

bool holds_element(const Row& row, std::size_t field, const std::string& element) {
    const auto& set = row.set(field);
    return std::binary_search(set.begin(), set.end(), element);
}

void put_element(Row& row, std::size_t field, const std::string& element, bool present) {
    StringSet set = row.set(field);
    const auto at = std::lower_bound(set.begin(), set.end(), element);
    const bool held = at != set.end() && *at == element;
    if (present && !held) set.insert(at, element);
    if (!present && held) set.erase(at);
    row.values[field] = set.empty() ? Value{} : Value{std::move(set)};
}

void put_key(Row& row, std::size_t field, const std::string& key, const Value& value) {
    ScalarMap map = row.map(field);
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        map[key] = *number;
    } else if (const auto* real = std::get_if<double>(&value)) {
        map[key] = *real;
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        map[key] = *text;
    } else {
        map.erase(key);
    }
    row.values[field] = map.empty() ? Value{} : Value{std::move(map)};
}

}  // namespace fieldfare::core
