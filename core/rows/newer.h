#pragma once

#include "core/base/uuid.h"
#include "core/catalog/catalog.h"
#include "core/rows/clocks.h"
#include "core/rows/value.h"

namespace fieldfare::core {

// A row in which something is filled in that this program does not know, because a later version of it wrote the row:
// fields, or the whole entity. It is kept as it came, so that a later version of this program finds all of it.
struct NewerRow {
    EntityId entity = 0;
    Uuid id;
    Clocks clocks;
    Bytes bytes;  // the row's binary form (core/rows/codec.h)
};

}  // namespace fieldfare::core
