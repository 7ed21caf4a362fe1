#pragma once

#include <optional>

#include "server/backup/take.h"

namespace fieldfare::server::backup {

struct Verified {
    Manifest manifest;
    std::optional<std::size_t> contents;  // photos and files that its receipt lists; null: it has none
};

// Whether a backup is what its manifest says, to the last byte, whether all that is in it can be read, and whether what
// its receipt lists is there. Reads the backup and the pool and nothing else. storage_corrupt: it is not;
// storage_newer: a newer program's; not_found: no such file, or no manifest beside it; storage_failed.
core::Result<Verified> verify(const std::string& database);

struct Restored {
    std::uint64_t epoch = 0;
    sync::Seq head = 0;
    std::string replaced;  // folder with the database that stood there before; empty: none did
    BroughtBack contents;
    std::optional<core::Error> contents_fault;  // the records are restored nevertheless
};

// Verifies the backup's database and puts it in the place of a server's, which is kept aside; then brings back photos
// and files. The server must not run. Begins a new epoch, so that phones offer again what the backup lacks. A restore
// that is cut is made again by calling it again. storage_busy: a server is running; invalid_argument: another
// organisation's; what verify gives; storage_*.
core::Result<Restored> restore(const ServerData& data, const std::string& database, const core::Clock& clock,
                               core::Random& random);

}  // namespace fieldfare::server::backup
