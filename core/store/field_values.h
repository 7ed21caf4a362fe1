#pragma once

#include <map>
#include <string_view>

#include "core/store/edit.h"

namespace fieldfare::core {

// What a form filled in: values by field position (`customer.at("name")`). Null clears.
using FieldValues = std::map<std::size_t, Value>;

// Writes all values of a form into an edit; sets and maps are compared with the row, so only what differs is written.
// For a row that `edit` added or holds.
Status write_fields(Edit& edit, Row& row, const FieldValues& values);

}  // namespace fieldfare::core
