#pragma once

#include <cstdint>
#include <vector>

#include "core/rows/row.h"

namespace fieldfare::tests {

// One thing that happens to one of several copies of a row. All numbers are taken modulo what there is.
struct Event {
    std::uint8_t replica = 0;
    std::uint8_t what = 0;   // edit, add or remove an element, write or drop a key, remove, revive, hear from another
    std::uint8_t which = 0;  // field, element, key or the other replica
    std::uint8_t value = 0;
    std::uint8_t skew = 0;  // how far this replica's clock stands ahead
};

// Copies of one customer that started equal and then went their ways, as devices would: every edit is made on what the
// replica holds and gets a stamp beyond all it has seen.
std::vector<core::Row> diverge(std::size_t replicas, const std::vector<Event>& events);

}  // namespace fieldfare::tests
