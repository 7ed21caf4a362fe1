#pragma once

#include "core/base/result.h"
#include "core/rows/row.h"
#include "core/store/sqlite.h"

// Inside the store: notes which documents a write leaves behind. A customer's document holds its contacts' names and
// phones.
namespace fieldfare::core::search {

// True when rows of this entity show in some document.
bool is_searched(const Entity& entity);
// True when the document must be written again after `before` became `after`.
bool text_differs(const Row& before, const Row& after);
// Call after the row was written: its `_row` is looked up.
Status mark_dirty(sqlite::Connection& database, const Row& row);
// Call before the row is taken off the device: no word of it may stay in the index.
Status mark_left(sqlite::Connection& database, const Row& row);
// The same for a row just inserted, whose `_row` is known.
Status mark_new(sqlite::Connection& database, const Row& row, std::int64_t table_row);

}  // namespace fieldfare::core::search
