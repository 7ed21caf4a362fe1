#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/rows/row.h"
#include "sync/authority/ledger.h"

// How far a database had come, noted outside of it: a database that is found behind its note was set back by a copy or
// a snapshot of the disk, which itself knows nothing of that.
namespace fieldfare::server {

struct Life {
    core::Uuid organisation;
    std::uint64_t epoch = 0;
    sync::Seq head = 0;
    std::int64_t next_device = 1;
    friend bool operator==(const Life&, const Life&) = default;
};

// Nothing when there is no such file. storage_failed: cannot be read; storage_corrupt: holds something else.
core::Result<std::optional<Life>> read_life(const std::string& path);
// Whole or not at all, and on the disk when it returns. storage_failed, storage_full.
core::Status write_life(const std::string& path, const Life& life);

}  // namespace fieldfare::server
