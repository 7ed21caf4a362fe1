#pragma once

#include <cstdint>
#include <vector>

#include "core/catalog/catalog.h"
#include "core/rows/clocks.h"
#include "core/rows/value.h"

namespace fieldfare::core {

enum class ChangeKind : std::uint8_t {
    add = 1,      // the row is new; every cell of it shares the change's stamp, bases are zero
    update = 2,   // never creates a row
    remove = 3,   // `seen` says what the author had seen
    revive = 4,   // undo of a remove: the row's newest life, wins over every remove it has seen
    discard = 5,  // gives up the author's own change of this row with this stamp, which did not take effect
};

// One cell's part of a change. For a set element the value is int64 1 (add) or 0 (remove) and the cell's key is the
// element; for a map key the value is the scalar or null (key removed). Fields of a group come all together.
struct CellChange {
    FieldId field = 0;
    std::string key;
    Value value;
    Stamp base;  // stamp of the value it replaced, as its author saw it; zero if none
    friend bool operator==(const CellChange&, const CellChange&) = default;
};

// What one save did to one row.
struct Change {
    ChangeKind kind = ChangeKind::update;
    const Entity* entity = nullptr;
    Uuid row;
    Stamp stamp;  // taken once, when the edit was saved; a retry never takes a new one
    std::vector<CellChange> cells;
    Clocks seen;  // kind == remove: the clocks the author saw
    friend bool operator==(const Change&, const Change&) = default;
};

// An atomic group: applied whole on the server, visible whole on every other device. Numbered by the device from 1
// without gaps, in the order of saving.
struct Group {
    std::uint64_t number = 0;
    std::vector<Change> changes;
    friend bool operator==(const Group&, const Group&) = default;
};

}  // namespace fieldfare::core
