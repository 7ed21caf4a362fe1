#pragma once

#include <vector>

#include "core/journal/stored_group.h"

// Inside the journal: what stands on a group that is sent again or given up.
namespace fieldfare::core::journal {

// Every group that has content, this one excepted.
Result<std::vector<StoredGroup>> groups_but(Transaction& transaction, std::uint64_t number);

// needed_by_others: a group in the outbox stands on a row that this one adds (asked for with `rows`), or replaces a
// value of it and cannot do without: it is on its way, so that it does not change any more, or this one waits, so that
// the server may have let it take effect.
Status check_free(const StoredGroup& stored, const std::vector<StoredGroup>& others, bool rows);

// Of an element of a set: the cell says that it goes. It names the add that its author saw.
bool takes_away(const CellChange& cell);

// Whether one of them was made over this value; elements of sets are not replaced.
bool replaced(const Change& change, const CellChange& wrote, const std::vector<StoredGroup>& others);

// The value of this cell will never have stood anywhere: who replaced it has seen what lay under it.
Status lead_bases_past(Transaction& transaction, const Change& change, const CellChange& wrote,
                       std::vector<StoredGroup>& others);

}  // namespace fieldfare::core::journal
