#pragma once

#include <optional>

#include <string_view>

#include "core/store/sqlite.h"
#include "server/store/row_table.h"
#include "sync/authority/ledger.h"

namespace fieldfare::server {

using sync::ConflictState;

// Two people who wrote the same value lost nothing: such a record (kind 1, equal values) is kept and not shown.
inline constexpr std::string_view conflict_shown = "(kind<>1 OR loser_values<>winner_values)";

struct StoredConflict {
    sync::Conflict conflict;
    ConflictState state = ConflictState::open;
};
core::Result<std::optional<StoredConflict>> find_conflict(core::sqlite::Connection& database, Org org,
                                                          const core::Uuid& id);
core::Status settle_conflict(core::sqlite::Connection& database, Org org, const core::Uuid& id, ConflictState state,
                             const core::Uuid& by, core::WallMs now);

}  // namespace fieldfare::server
