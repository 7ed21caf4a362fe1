#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <string>

#include "core/store/sqlite.h"
#include "server/store/row_table.h"
#include "sync/authority/ledger.h"

namespace fieldfare::server {

// Stands for the end of what has none yet.
inline constexpr std::int64_t goes_on = std::numeric_limits<std::int64_t>::max();

// LedgerReader::visible_after over the canonical tables. Its cost grows with what changed after the cursor, not with
// what exists: each entity is read along its (org, seq) index and the streams are merged.
core::Status visible_after(core::sqlite::Connection& database, Org org, const sync::Audience& audience,
                           const sync::Cursor& cursor, const std::function<bool(sync::PullItem&&)>& take);

// The same rows from the beginning, in no order that means something: their clocks alone.
using TakeClocks = std::function<core::Status(const core::Entity&, const core::Uuid&, const core::Clocks&)>;
core::Status visible_clocks(core::sqlite::Connection& database, Org org, const sync::Audience& audience,
                            const TakeClocks& take);

// What of it stands in no snapshot, for somebody who begins with one: exits, erasures, and the rows of user scope.
core::Status visible_beside_snapshot(core::sqlite::Connection& database, Org org, const sync::Audience& audience,
                                     const std::function<void(sync::PullItem&&)>& take);

// How many items that would give, at most `most`. Reads no row.
core::Result<std::int64_t> count_visible_after(core::sqlite::Connection& database, Org org,
                                               const sync::Audience& audience, const sync::Cursor& cursor,
                                               std::int64_t most);

// "?,?,?" for a list that begins at parameter `first`; the text varies with the count alone.
std::string marks(int first, std::size_t count);

}  // namespace fieldfare::server
