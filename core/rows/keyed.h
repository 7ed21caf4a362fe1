#pragma once

#include <string>

#include "core/rows/row.h"

// One element of a set, one key of a map: values alone, clocks are the caller's. A field left empty becomes null.
namespace fieldfare::core {

bool holds_element(const Row& row, std::size_t field, const std::string& element);
void put_element(Row& row, std::size_t field, const std::string& element, bool present);
// Null takes the key away.
void put_key(Row& row, std::size_t field, const std::string& key, const Value& value);

}  // namespace fieldfare::core
