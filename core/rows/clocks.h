#pragma once

#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "core/base/hlc.h"
#include "core/base/result.h"
#include "core/catalog/catalog.h"
#include "core/rows/value.h"

namespace fieldfare::core {

// The smallest thing that has a clock: a field (for a group: its first field), or one element of a set, or one key of a
// map. `key` is empty except for the latter two. Field 0 is the row's life, which only a revive writes.
struct Cell {
    FieldId field = 0;
    std::string key;
    friend auto operator<=>(const Cell&, const Cell&) = default;
};

struct CellClock {
    Cell cell;
    Stamp stamp;    // of the value; for a set element: of its newest add (zero: never added here)
    Stamp removed;  // set element only: newest add that a remove had seen; present while stamp > removed
    friend bool operator==(const CellClock&, const CellClock&) = default;
};

struct Clocks;

// A delete knows what its author had seen. The row stays deleted while no cell carries a stamp beyond that; an edit the
// author had not seen brings the row back (flagged, see docs/merge.md).
struct Deletion {
    Stamp stamp;
    Stamp seen_row;                     // `row` of the clocks the author saw
    std::vector<CellClock> seen_cells;  // and their exceptions, sorted by cell
    friend bool operator==(const Deletion&, const Deletion&) = default;
};

// All clocks of a row, stored with it: one stamp for the row as it was added and the sorted exceptions.
struct Clocks {
    Stamp row;                     // stamp of every cell that has no exception
    std::vector<CellClock> cells;  // sorted by cell, unique
    std::optional<Deletion> deletion;

    // Stamp of a cell's value. For set elements without exception this is `row`; whether the element is present then
    // follows from the value.
    Stamp of(const Cell& cell) const;
    const CellClock* find(const Cell& cell) const;
    // Adds or replaces the exception.
    void set(CellClock clock);
    // The newest stamp anywhere in the row, deletion included.
    Stamp newest() const;
    // True while a deletion holds: see Deletion.
    bool deleted() const;

    friend bool operator==(const Clocks&, const Clocks&) = default;
};

// The blob that stands in the `_clocks` column and on the wire: version byte, exceptions as (field, key, stamp delta,
// device), then the deletion. The row stamp stands beside it, not in it. Empty for a row never edited.
Bytes encode_clocks(const Clocks& clocks);
Result<Clocks> decode_clocks(Stamp row, std::span<const std::uint8_t> blob);  // malformed

}  // namespace fieldfare::core
