#pragma once

#include "core/rows/clocks.h"

namespace fieldfare::core {

// What two deletions of one row say together: whatever either author had seen is deleted. Commutative, associative,
// idempotent.
Deletion join(const Deletion& a, const Deletion& b);

}  // namespace fieldfare::core
