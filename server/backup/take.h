#pragma once

#include <functional>
#include <optional>
#include <string>

#include "server/backup/contents.h"
#include "server/backup/manifest.h"
#include "server/backup/pool.h"
#include "server/store/canonical_store.h"

namespace fieldfare::server::backup {

// What of a server is kept.
struct ServerData {
    StoreOptions store;
    std::string contents;  // the folder of attachments' bytes
};

struct Backup {
    std::string database;  // path
    Manifest manifest;
    Pooled contents = {};                            // as far as it came
    std::optional<core::Error> contents_fault = {};  // why it has no receipt; the records are safe nevertheless
};

// How many of how many pages are copied.
using Progress = std::function<void(std::size_t done, std::size_t of)>;

// Copies the database as it stands at one moment into the folder, checks the copy, writes its manifest, and only then
// gives it its name; what is left of one that was cut is removed first. Then the bytes of attachments (pool.h), and
// what no backup in the folder relies on any more goes from there; a failure of that part is the backup's
// `contents_fault`. The server goes on meanwhile, here or in another program: reads one snapshot, and neither writes
// nor checkpoints. The copy begins a new epoch when it is opened as a server's database. storage_busy: another backup
// of this database is on its way; storage_full: `room_to_stay` would not remain on the folder's disk; overloaded:
// stopped; already_exists: two within a second; invalid_argument: the pool would be the server's own contents;
// not_found, storage_*.
core::Result<Backup> take(const ServerData& data, const std::string& folder, const core::Clock& clock,
                          const Stopped& stopped, const Progress& progress);

// Bytes that a backup leaves free on its disk: the server's own may lie there.
inline constexpr std::uintmax_t room_to_stay = 64ULL * 1024 * 1024;

}  // namespace fieldfare::server::backup
