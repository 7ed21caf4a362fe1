#pragma once

#include <functional>

#include "core/store/sqlite.h"
#include "server/store/row_table.h"
#include "sync/authority/ledger.h"

// Rows that the server gave to another customer (two customers became one, or are two again), kept for ever: a phone
// whose user sees the former customer and not the present one must be told that they left.
namespace fieldfare::server {

// The row belongs to another customer from `seq` on; what the conflict list says of it, too.
core::Status note_move(core::sqlite::Connection& database, Org org, const core::Row& row, const core::Uuid& former,
                       sync::Seq seq);

// Each row that moved after the cursor away from what the user could see, and that he does not see where it is now, or
// not all of it: then it comes again after that.
core::Status moved_away(core::sqlite::Connection& database, Org org, const core::Uuid& user, sync::Seq after,
                        const std::function<void(sync::Seq, const core::Uuid&)>& take);

// Each row that moved to this customer and is there still: a phone that leaves the customer may hold it where it stood
// before, since it comes with its newest change alone.
core::Status moved_to(core::sqlite::Connection& database, Org org, const core::Uuid& customer,
                      const std::function<void(const core::Uuid&)>& take);

}  // namespace fieldfare::server
