#pragma once

#include <cstdint>
#include <map>
#include <unordered_map>
#include <vector>

#include "core/catalog/classes.h"
#include "core/store/sqlite.h"
#include "server/store/row_table.h"
#include "sync/authority/ledger.h"

// Which customers somebody saw when, and how much of them.
namespace fieldfare::server {

// A time in which person and customer stood in one circle.
struct Piece {
    std::int64_t since = 0;
    std::int64_t until = 0;  // goes_on: still
    core::Classes masked;
};
// In order, the times in which the person saw the customer with the same left out of it: circles that overlap show
// together what each of them shows.
std::vector<Piece> views_of(const std::vector<Piece>& pieces);

// Of the person's views of customers what began or ended after the cursor.
struct ChangedViews {
    std::map<sync::Seq, std::vector<core::Uuid>> gains;  // customers that come whole, by the seq at which they do
    std::unordered_map<core::Uuid, sync::Seq, core::UuidHash> began;  // the same by customer
    std::map<sync::Seq, std::vector<core::Uuid>> exits;
};
core::Result<ChangedViews> changed_views(core::sqlite::Connection& database, Org org, const core::Uuid& user,
                                         const sync::Cursor& cursor);

}  // namespace fieldfare::server
