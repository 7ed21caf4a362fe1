#pragma once

#include "server/backup/take.h"

namespace fieldfare::server::backup {

// Whether a backup is what its manifest says, to the last byte, and whether all that is in it can be read. Reads the
// backup and nothing else. Gives its manifest. storage_corrupt: it is not; storage_newer: a newer program's; not_found:
// no such file, or no manifest beside it; storage_failed.
core::Result<Manifest> verify(const std::string& database);

struct Restored {
    std::uint64_t epoch = 0;
    sync::Seq head = 0;
    std::string replaced;  // folder with the database that stood there before; empty: none did
};

// Verifies the backup and puts it in the place of a server's database, which is kept aside. The server must not run.
// Begins a new epoch, so that phones offer again what the backup lacks. A restore that is cut is made again by calling
// it again. storage_busy: a server is running; invalid_argument: another organisation's; what verify gives; storage_*.
core::Result<Restored> restore(const StoreOptions& store, const std::string& database, const core::Clock& clock,
                               core::Random& random);

}  // namespace fieldfare::server::backup
