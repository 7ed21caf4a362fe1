#pragma once

#include <functional>
#include <map>
#include <string>

#include "core/base/result.h"
#include "core/store/sqlite.h"
#include "server/store/row_table.h"

// Whether a copy of a canonical database is a whole one.
namespace fieldfare::server::backup {

using Stopped = std::function<bool()>;

// What a database says of itself.
struct Contents {
    core::Uuid organisation;
    std::uint64_t epoch = 0;
    sync::Seq head = 0;
    std::int64_t schema = 0;
    std::map<std::string, std::int64_t> rows;  // how many of each entity
};

// `everything`: reads each row and each change of the history through the catalog as well. Else the structure, the
// counters and how many rows there are. The file is only read. storage_corrupt, storage_newer, not_found (no
// organisation), overloaded (stopped), storage_failed.
core::Result<Contents> examine(const std::string& database, bool everything, const Stopped& stopped);

}  // namespace fieldfare::server::backup
