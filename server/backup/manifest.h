#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/uuid.h"
#include "sync/authority/ledger.h"

// What lies beside a backup and says what it is: of which moment, and how it is known to be whole.
namespace fieldfare::server::backup {

struct Manifest {
    core::Uuid organisation;
    core::WallMs taken_at = 0;
    std::uint64_t epoch = 0;
    sync::Seq head = 0;
    std::int64_t schema = 0;
    std::uint64_t bytes = 0;
    std::string sha256;                        // of the file, in hex
    std::map<std::string, std::int64_t> rows;  // how many of each entity
    std::string program;                       // version
    friend bool operator==(const Manifest&, const Manifest&) = default;
};

// "fieldfare-20261127T023000Z-1234": the moment in UTC and the head. The database is this with ".db", its manifest with
// ".json".
std::string name_of(core::WallMs taken_at, sync::Seq head);
// Whether a file's name is that of a backup, of its manifest, or of one that was not finished.
bool is_our_name(const std::string& file_name);
std::string manifest_path(const std::string& database);

std::string to_text(const Manifest& manifest);
// not_found: none beside this database; storage_corrupt: not as it was written; storage_failed.
core::Result<Manifest> read_manifest(const std::string& database);

// SHA-256 of a file, in hex; `stopped` is asked now and then. storage_failed, overloaded (stopped).
core::Result<std::string> hash_of(const std::string& path, const std::function<bool()>& stopped);

}  // namespace fieldfare::server::backup
