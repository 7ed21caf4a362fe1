#pragma once

#include "core/base/result.h"
#include "core/catalog/custom_fields.h"
#include "core/rows/change.h"

// Whether a change says what the catalog allows. The phone asks before it saves, the server before it plans: the same
// answer, so what a phone accepted is never refused for its form. Whether the author may do it, whether the rows
// referred to exist and whether a state may follow another is asked elsewhere.
namespace fieldfare::core {

// Who made the change: assigned fields are the server's alone.
enum class Author : std::uint8_t { device, server };

// Codes: missing_field, unknown_field, wrong_type, unknown_enum_value, too_long, out_of_range, immutable_field,
// assigned_field, group_incomplete, unknown_reference (a nil id), invalid_argument, malformed, too_large. `detail` is
// "entity.field" or "entity.field[key]".
Status validate(const Change& change, Author author, const CustomFields& custom_fields);
Status validate(const Group& group, Author author, const CustomFields& custom_fields);

// One whole value of one field; null is always allowed here.
Status validate_value(const Entity& entity, const Field& field, const Value& value);

// Whether a row that came out of a merge keeps the limits (`too_large`): sets, maps and clocks grow by edits that are
// each small. The server asks before it takes a change, so no row is ever sent that a device would refuse to read.
Status within_limits(const Row& row);

// "2024-02-29" and a day that exists.
bool is_date(std::string_view text);

}  // namespace fieldfare::core
