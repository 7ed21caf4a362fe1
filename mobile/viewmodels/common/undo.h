#pragma once

#include <vector>

#include "core/store/store.h"

namespace fieldfare::mobile {

// How to take a save back: the rows as they were before it, and the rows that it added. Taking back is a new edit with
// a new stamp, so it syncs like any other.
struct Undo {
    std::vector<core::Row> before;
    std::vector<core::RowKey> added;
};

// The rows as they stand now; what is missing is left out. Store's thread, before the save.
core::Result<std::vector<core::Row>> remember(core::Store& store, const std::vector<core::RowKey>& keys);

// Store's thread; durable when it returns.
core::Status take_back(core::Store& store, const Undo& undo);

}  // namespace fieldfare::mobile
