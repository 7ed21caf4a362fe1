#pragma once

#include <cstdint>
#include <map>

#include "core/base/result.h"
#include "core/rows/value.h"
#include "core/store/store.h"

namespace fieldfare::mobile {

// What the server has not taken: the bytes of each group, by number. What is in a rescue file and has changed since is
// not in it any more.
using Unsent = std::map<std::uint64_t, core::Bytes>;

// Store's thread.
core::Result<Unsent> unsent_of(core::Store& store);

}  // namespace fieldfare::mobile
