#pragma once

#include <vector>

#include "core/rows/change.h"
#include "core/rows/row.h"

namespace fieldfare::core {

// All cells of a row as the change that adds it brings them. Fields of a group come together as soon as one of them is
// filled.
std::vector<CellChange> added_cells(const Row& row);

}  // namespace fieldfare::core
