#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "core/base/result.h"
#include "core/rows/change.h"
#include "core/rows/row.h"

// The JSON form of values, rows, changes and groups: the same meaning as the binary form (core/rows/codec.h), for third
// parties and debugging. Fields stand by name; stamps and 64-bit group numbers are text where JavaScript would lose
// them (stamps) and integers below 2^53 (numbers); UUIDs are text, timestamps and money integers, booleans true or
// false, sets arrays, maps objects, null means not filled in.
//
// Readers take anything: `malformed` for a missing or misshapen member, `wrong_type`, `unknown_entity`,
// `unknown_field`, `too_large`; `detail` is "entity.field" where there is one. They check form, not meaning: see
// validation.h.
namespace fieldfare::core {

// How deep a text's brackets nest, without building anything.
int nesting_of(std::string_view text);
// Text to JSON under a bound of size (`too_large`) and of nesting (`too_deep`).
Result<nlohmann::json> parse_json(std::string_view text, std::size_t max_bytes);

nlohmann::json value_to_json(const Field& field, const Value& value);
Result<Value> value_from_json(const Entity& entity, const Field& field, const nlohmann::json& source);

// {"name": value, …}: the row's filled fields, or all of them with null for the others.
enum class Nulls : bool { omitted, written };
nlohmann::json fields_to_json(const Row& row, Nulls nulls);

// {"entity", "id", "fields", "clocks"}
nlohmann::json row_to_json(const Row& row);
Result<Row> row_from_json(const nlohmann::json& source);

// {"row": stamp, "cells"?: [{"field", "key"?, "stamp", "removed"?}], "deletion"?: {"stamp", "seen": {"row", "cells"?}}}
nlohmann::json clocks_to_json(const Entity& entity, const Clocks& clocks);
Result<Clocks> clocks_from_json(const Entity& entity, const nlohmann::json& source);

// {"kind", "entity", "row", "stamp", "cells": [{"field", "key"?, "value", "base"?}], "seen"?: clocks}. The value of a
// set's element is true (added) or false (removed). Cells may come in any order and are sorted.
nlohmann::json change_to_json(const Change& change);
Result<Change> change_from_json(const nlohmann::json& source);

// {"number", "changes": [change]}
nlohmann::json group_to_json(const Group& group);
Result<Group> group_from_json(const nlohmann::json& source);

}  // namespace fieldfare::core
