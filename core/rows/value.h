#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "core/base/uuid.h"

namespace fieldfare::core {

using Bytes = std::vector<std::uint8_t>;

// One value of a custom field.
using Scalar = std::variant<std::int64_t, double, std::string>;
// Members of a set field: sorted, unique.
using StringSet = std::vector<std::string>;
// Custom fields: key -> value.
using ScalarMap = std::map<std::string, Scalar>;

// The value of one field. Null (monostate) is "not filled in". Which alternative a field takes follows from its catalog
// type: text, date, enumeration -> string; integer, boolean (0/1), timestamp (ms UTC), money (minor units) -> int64;
// real -> double; reference -> Uuid; set -> StringSet; map -> ScalarMap.
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Uuid, StringSet, ScalarMap>;

inline bool is_null(const Value& value) {
    return value.index() == 0;
}

}  // namespace fieldfare::core
