#pragma once

#include <optional>
#include <vector>

#include "sync/authority/settle.h"
#include "sync/merge/merge.h"

// Inside the authority: what the server decides beyond the join (docs/merge.md, "What the server decides"): whether a
// state may move, and how two texts become one.
namespace fieldfare::sync {

// About one cell that an edit and the row wrote without knowing of each other.
struct Ruling {
    core::Cell cell;
    std::vector<FieldValue> values;  // what the server writes anew
    core::Stamp stood;               // of the row's value
    bool refuses = false;            // the edit's value stands nowhere: its state may not follow the row's
    std::vector<Conflict> conflicts;
};

// `row`: as the edit meets it. transition_not_allowed: the author moved a state, which he had seen, along no
// transition. `meant`: the edit as its author made it, of a row that was merged into this one; null: it is this one.
core::Result<std::vector<Ruling>> rulings_on(Ledger& ledger, const Origin& origin, const core::Change& change,
                                             const core::Row& row, const core::Change* meant = nullptr);

// After the edit met the row: writes what was ruled, with a stamp of the server's own that exceeds both, and puts right
// what the join had said of these cells. Returns the server's change.
core::Change carry_out(std::vector<Ruling>& rulings, const core::Change& change, core::WallMs now, core::Row& row,
                       Applied& applied);

// The notes of which the edit's author had seen the text that stands: he has put in order what stood beside each other.
std::vector<core::Cell> notes_seen(const core::Change& change, const core::Row& row);
core::Status withdraw_overlaps(Ledger& ledger, const core::Row& row, const core::Cell& cell);

}  // namespace fieldfare::sync
