#pragma once

#include <optional>

#include "core/catalog/custom_fields.h"
#include "core/rows/change.h"

// Checks of single values, which validation.cpp puts together. Each gives what is wrong, or nothing. Internal.
namespace fieldfare::core::value_checks {

using Fault = std::optional<ErrorCode>;

Fault check_whole(const Field& field, const Value& value);
Fault check_element(const Field& field, std::string_view element);
Fault check_map_key(std::string_view key);
Fault check_custom(const CustomField& custom, const Value& value);
// Null, an empty set, or a text of nothing but spaces.
bool is_blank(const Value& value);

}  // namespace fieldfare::core::value_checks
