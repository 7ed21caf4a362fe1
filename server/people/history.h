#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/rows/change.h"
#include "server/store/canonical_store.h"

// What the server's history says of one row.
namespace fieldfare::server::people {

struct HistoryLine {
    sync::Seq seq = 0;
    std::int64_t ordinal = 0;  // of the lines of one seq
    core::WallMs at = 0;
    core::Change change;
};

// All that ever happened to the row, the oldest first.
core::Result<std::vector<HistoryLine>> lines_of(core::sqlite::Connection& database, Org org, const core::RowKey& key);
// Null: the change does not write it.
const core::CellChange* part_of(const core::Change& change, core::FieldId field, const std::string& key = {});
// The row that the change makes this reference name; nothing: it makes it name none, or does not write it.
std::optional<core::Uuid> named_in(const core::Change& change, core::FieldId field);

// Whether by this line the server added elements anew for who had added them in that edit
// (sync/authority/redirect.cpp).
bool given_again(const HistoryLine& line, const HistoryLine& edit);

}  // namespace fieldfare::server::people
