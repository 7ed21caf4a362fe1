#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "core/base/result.h"
#include "core/rows/value.h"
#include "core/store/store.h"

namespace fieldfare::mobile {

// What the server has not taken.
struct Unsent {
    // The bytes of each group of records, by number: what is in a rescue file and has changed since is not in it any
    // more.
    std::map<std::uint64_t, core::Bytes> records;
    // Of photos and files, which no rescue file holds, by their names. A thumbnail is made again from them.
    std::set<std::string> contents;
};

// Store's thread.
core::Result<Unsent> unsent_of(core::Store& store);

}  // namespace fieldfare::mobile
