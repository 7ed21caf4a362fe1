#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/rows/change.h"
#include "core/rows/row.h"

// How two states of a row, or a row and an edit, meet. Pure functions that follow the catalog's rule of each field and
// know no entity by name. docs/merge.md states the rules and the laws.
namespace fieldfare::sync {

struct FieldValue {
    core::FieldId field = 0;
    core::Value value;
    friend bool operator==(const FieldValue&, const FieldValue&) = default;
};

// The cell that stands for a row's life: a revive writes it, so that it carries a stamp the deletion had not seen.
inline const core::Cell life_cell{0, ""};

// Which of two different values under one stamp stays, and which of two stamps of a fact (rule `log`).
enum class Tie : std::uint8_t {
    by_value,  // the greater value, the lesser stamp: so that every copy chooses alike
    // The other side knows better: a device that gave up an edit still shows its value (journal::discard), and a fact
    // that a restored server stamped anew has its new stamp everywhere. What carries a stamp of the server's own and is
    // not what the server holds gives way, whatever the stamps.
    incoming,
};

// The join of two states of the same row: commutative, associative, idempotent. Both hold the same entity and id.
// Returns whether `current` changed. Used by devices for pulled rows and by the server for rows added twice.
bool merge_rows(core::Row& current, const core::Row& incoming, Tie tie = Tie::by_value);

// A value that another edit overwrote without its author having seen it.
struct Loser {
    core::Cell cell;                 // clock cell: for a group its first field
    std::vector<FieldValue> values;  // all fields of a group; for a map key its scalar (null: key removed)
    core::Stamp stamp;               // of the edit that lost
    core::Stamp winner;              // of the edit that won
    bool incoming = false;           // true: the change lost against the row; false: the row's value lost
    friend bool operator==(const Loser&, const Loser&) = default;
};

// What an edit did to a row.
struct Applied {
    bool changed = false;  // the row differs from before
    int taken = 0;         // cells whose value now comes from this change
    int lost = 0;          // cells in which a newer value stood already
    int repeated = 0;      // cells that carried this very stamp before
    std::vector<Loser> losers;
    // Concurrent edits replaced these (cell, base) knowingly: an open conflict about the base is settled.
    std::vector<std::pair<core::Cell, core::Stamp>> replaced;
    // A deletion that does not hold because of an edit its author had not seen (this edit, or an earlier one that this
    // removal had not seen): the deletion's stamp.
    std::optional<core::Stamp> revived;
};

// The row that an `add` describes.
core::Row row_of(const core::Change& add);

// Applies an edit to the row, which is empty if the server never held it. not_found: an update, remove or revive of a
// row that does not exist (an update never creates a row). The change must have passed the catalog's validation.
core::Result<Applied> apply_change(std::optional<core::Row>& current, const core::Change& change);

// Fills stamps `from` → `to` wherever the row's clocks carry them. Used for stamps the server replaced.
void replace_stamp(core::Clocks& clocks, const core::Stamp& from, const core::Stamp& to);

}  // namespace fieldfare::sync
