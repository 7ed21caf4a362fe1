#include "core/rows/deletion.h"

#include <algorithm>
#include <set>

namespace fieldfare::core {

Deletion join(const Deletion& a, const Deletion& b) {
    Deletion joined;
    joined.stamp = std::max(a.stamp, b.stamp);
    joined.seen_row = std::max(a.seen_row, b.seen_row);
    const auto seen = [](const Deletion& deletion, const Cell& cell) {
        const auto found = std::find_if(deletion.seen_cells.begin(), deletion.seen_cells.end(),
                                        [&](const CellClock& clock) { return clock.cell == cell; });
        return found != deletion.seen_cells.end() ? *found : CellClock{cell, deletion.seen_row, {}};
    };
    std::set<Cell> all;
    for (const auto& clock : a.seen_cells) all.insert(clock.cell);
    for (const auto& clock : b.seen_cells) all.insert(clock.cell);
    for (const auto& cell : all) {
        const auto from_a = seen(a, cell);
        const auto from_b = seen(b, cell);
        const CellClock both{cell, std::max(from_a.stamp, from_b.stamp), std::max(from_a.removed, from_b.removed)};
        if (both.stamp == joined.seen_row && both.removed.is_zero()) continue;
        joined.seen_cells.push_back(both);
    }
    return joined;
}

}  // namespace fieldfare::core
