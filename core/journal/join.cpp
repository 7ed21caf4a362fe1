#include <algorithm>

#include "core/base/planted.h"
#include "core/journal/stored_group.h"
#include "core/rows/typing.h"

namespace fieldfare::core::journal {
namespace {

struct Place {
    Change* change = nullptr;
    CellChange* cell = nullptr;
};

Place find(Group& group, const CellChange& wanted) {
    for (auto& change : group.changes) {
        for (auto& cell : change.cells) {
            if (cell.field == wanted.field && cell.key == wanted.key) return {&change, &cell};
        }
    }
    return {};
}

bool may_join(Group& group, Hlc saved, const Change& update, const CellChange& cell) {
    const auto at = update.entity->position(cell.field);
    if (at == Entity::npos) return false;
    const auto& field = update.entity->fields[at];
    // What it refers to may have been saved after the group it would join.
    if (!field.refers_to.empty()) return false;
    const auto held = find(group, cell);
    // What the author replaced must have stood there when the group was saved: a group between the two may have written
    // it, and the server gets that one later. Stamps inside the group do not tell, a join renews them.
    if (held.cell == nullptr) return cell.base.time < saved;
    // An element that comes and goes leaves clocks that the server must see both of; a state makes its steps one by
    // one.
    if (field.rule == Rule::set || field.rule == Rule::status) return false;
    // Somebody wrote the cell in between: the group it would join is older than what the author saw.
    return held.change->stamp == cell.base;
}

}  // namespace

bool join(Group& group, Hlc saved, const Change& update) {
    if (group.changes.empty()) return false;
    const bool all = std::all_of(update.cells.begin(), update.cells.end(),
                                 [&](const CellChange& cell) { return may_join(group, saved, update, cell); });
    if (!all) return false;
    Change joined = update;
    for (auto& cell : joined.cells) {
        const auto held = find(group, cell);
        if (held.cell == nullptr) continue;
        cell.base = held.cell->base;
        held.change->cells.erase(held.change->cells.begin() + (held.cell - held.change->cells.data()));
    }
    if (planted("join loses edits")) group.changes.clear();
    std::erase_if(group.changes, [](const Change& change) { return change.cells.empty(); });
    group.changes.push_back(std::move(joined));
    return true;
}

}  // namespace fieldfare::core::journal
