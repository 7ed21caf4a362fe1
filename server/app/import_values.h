#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/rows/row.h"

namespace fieldfare::server {

// A person as a table names him: e-mail or name. not_found, already_exists (several).
using FindPerson = std::function<core::Result<core::Uuid>(const std::string&)>;

// What a cell of a table says, as the field's value: numbers with their units ("200人", "5000万"), dates in the usual
// spellings, choices by code or label in either language, several of them separated by 、，；/ or +. Empty cells give
// null. invalid_argument with what is wrong.
core::Result<core::Value> import_value(const core::Field& field, const std::string& cell, const FindPerson& people);

// "2亿", "5000万", "1,250.50": minor units.
std::optional<std::int64_t> parse_amount(std::string_view text);

}  // namespace fieldfare::server
