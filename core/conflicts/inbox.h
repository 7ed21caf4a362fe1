#pragma once

#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/conflicts/conflict.h"
#include "core/rows/digest.h"
#include "core/store/store.h"

// What the user of this device wrote and somebody overwrote unseen. The server alone can say what that is, because only
// it knows what each author had seen; the device holds its list and what the user decided about it until the server
// knows that, too. Rows that leave the device take their conflicts along (Transaction::erase).
namespace fieldfare::core::inbox {

inline constexpr std::string_view schema = R"sql(
CREATE TABLE conflict(
    id BLOB PRIMARY KEY NOT NULL,
    entity INTEGER NOT NULL,
    row BLOB NOT NULL,
    kind INTEGER NOT NULL,
    at INTEGER NOT NULL,
    by BLOB NOT NULL,
    lost BLOB NOT NULL,
    kept BLOB NOT NULL,
    before BLOB,
    decided INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX conflict_row ON conflict(entity, row);
CREATE INDEX conflict_decided ON conflict(decided) WHERE decided > 0;
)sql";

// What asks for a decision, newest first.
Result<std::vector<OwnConflict>> open(RowReader& reader);
Result<std::int64_t> open_count(RowReader& reader);

// Writes the lost value again, as an edit that has seen what stands there now, and settles the conflict. Returns what
// stood, for `reopen`. Errors are those of an edit: the state may not follow any more (transition_not_allowed), the row
// is gone (not_found).
Result<Change> restore(Transaction& transaction, const OwnConflict& conflict);
// What stands is right.
Status keep(Transaction& transaction, const OwnConflict& conflict);
// Takes a decision back, without a word to the server if that cannot have heard of it, and puts back what stood before
// a restored value, again as an edit.
Status reopen(Transaction& transaction, const OwnConflict& conflict, const std::optional<Change>& stood);

// For the exchange. What the device holds, settled or not, with what the server has to be told.
Result<std::vector<HeldConflict>> held(RowReader& reader);
Result<bool> has_decisions(RowReader& reader);
// A decision that was not sent yet; from `telling` on, which goes before it is sent, each may be known to the server.
Result<bool> has_untold(RowReader& reader);
Status telling(Transaction& transaction);
// Sum of the ids that it holds, each taken as a digest.
Result<Digest> digest(RowReader& reader);
Status put(Transaction& transaction, const OwnConflict& conflict);
// The server heard of these decisions; `gone` it does not list any more. What the user decided since stands.
Status told(Transaction& transaction, const std::vector<HeldConflict>& asked, const std::vector<Uuid>& gone);
// Of a row that leaves the device.
Status forget(sqlite::Connection& database, const Entity& entity, const Uuid& row);

}  // namespace fieldfare::core::inbox
