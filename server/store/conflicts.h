#pragma once

#include <optional>

#include "core/store/sqlite.h"
#include "server/store/row_table.h"
#include "sync/authority/ledger.h"

namespace fieldfare::server {

enum class ConflictState : std::uint8_t { open = 0, restored = 1, kept = 2 };

struct StoredConflict {
    sync::Conflict conflict;
    ConflictState state = ConflictState::open;
};
core::Result<std::optional<StoredConflict>> find_conflict(core::sqlite::Connection& database, Org org,
                                                          const core::Uuid& id);
core::Status settle_conflict(core::sqlite::Connection& database, Org org, const core::Uuid& id, ConflictState state,
                             const core::Uuid& by, core::WallMs now);

}  // namespace fieldfare::server
