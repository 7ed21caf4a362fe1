#pragma once

#include "core/base/result.h"
#include "core/store/store.h"

namespace fieldfare::sync {

// What an earlier version of this program kept as it came because it did not know all of it (core/store/newer.h), and
// this one knows: it joins the book. Costs nothing where there is nothing. May be broken off at any moment and called
// again. Store's thread.
core::Status take_up_newer(core::Store& store);

}  // namespace fieldfare::sync
