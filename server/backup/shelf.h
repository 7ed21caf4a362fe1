#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/backup/take.h"

// The backups of a folder.
namespace fieldfare::server::backup {

struct Shelved {
    std::string database;
    std::optional<Manifest> manifest;  // null: see `fault`
    std::string fault;                 // why it is none to be relied on; empty: nothing is known against it
};

// Newest first; those without a readable manifest last. What is in the files is not read: see verify.h. storage_failed.
core::Result<std::vector<Shelved>> list(const std::string& folder);
// The newest of this organisation's that nothing is known against; one from the future is none.
std::optional<Backup> newest_good(const std::vector<Shelved>& shelf, const core::Uuid& organisation, core::WallMs now);

// How many stay: the newest of each of the last days, weeks and months that have one.
struct Keep {
    int daily = 7;
    int weekly = 4;
    int monthly = 12;
    friend bool operator==(const Keep&, const Keep&) = default;
};
// What of this organisation's need not stay. Never `made`, which was just made, and nothing with a fault. Days are
// those of the zone.
core::Result<std::vector<std::string>> superfluous(const std::vector<Shelved>& shelf, const Backup& made,
                                                   const Keep& keep, const std::string& zone);
// The database, then what lies beside it. storage_failed.
core::Status remove(const std::string& database);

}  // namespace fieldfare::server::backup
