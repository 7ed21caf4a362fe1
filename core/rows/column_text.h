#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/rows/value.h"

// How sets and maps stand in one column of a database: a JSON array of texts, a JSON object of scalars, without spaces
// and in order, so equal values are equal texts. Everything else is stored as it is: texts as TEXT, integers as
// INTEGER, real as REAL, UUIDs as 16 bytes of BLOB, null as NULL.
namespace fieldfare::core {

std::string set_to_text(const StringSet& set);
Result<StringSet> set_from_text(std::string_view text);  // storage_corrupt
std::string map_to_text(const ScalarMap& map);
Result<ScalarMap> map_from_text(std::string_view text);  // storage_corrupt

}  // namespace fieldfare::core
