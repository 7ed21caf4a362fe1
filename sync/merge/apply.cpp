#include <algorithm>
#include <utility>

#include "core/base/check.h"
#include "core/base/planted.h"
#include "core/rows/deletion.h"
#include "sync/merge/cells.h"
#include "sync/merge/merge.h"

namespace fieldfare::sync {
namespace {

using cells::Element;
using cells::Kind;
using core::Cell;
using core::CellChange;
using core::Change;
using core::ChangeKind;
using core::Row;

bool adds(const CellChange& cell) {
    const auto* flag = std::get_if<std::int64_t>(&cell.value);
    return flag != nullptr && *flag != 0;
}

// The edits of one clock cell inside a change: one, or all fields of a group.
struct Edit {
    Cell cell;
    Kind kind = Kind::none;
    core::Stamp base;
    std::vector<FieldValue> values;
};

std::vector<Edit> edits_of(const Change& change) {
    std::vector<Edit> edits;
    for (const auto& part : change.cells) {
        const auto at = change.entity->position(part.field);
        if (at == core::Entity::npos) continue;
        const Cell cell{change.entity->clock_field(change.entity->fields[at]).id, part.key};
        const auto known =
            std::find_if(edits.begin(), edits.end(), [&](const Edit& edit) { return edit.cell == cell; });
        auto& edit = known != edits.end()
                         ? *known
                         : edits.emplace_back(Edit{cell, cells::kind_of(*change.entity, cell), part.base, {}});
        edit.values.push_back({part.field, part.value});
    }
    return edits;
}

void apply_element(Row& row, const Edit& edit, const core::Stamp& stamp, Applied& applied) {
    const bool add = adds(CellChange{0, {}, edit.values.front().value, {}});
    const auto before = cells::read_element(row, edit.cell);
    auto after = before;
    if (add) {
        after.stamp = std::max(after.stamp, stamp);
    } else {
        after.removed = std::max(after.removed, core::planted("remove wins") ? before.stamp : edit.base);
    }
    if (after == before) {
        // What the server added it may take away again: whoever added it, too, wanted it by himself.
        const bool by_server = before.stamp.device == 0 && before.stamp != stamp;
        ++(add == before.present() && !(add && by_server) ? applied.repeated : applied.lost);
        return;
    }
    cells::write_element(row, edit.cell, after);
    ++(after.present() == add ? applied.taken : applied.lost);
    applied.changed = true;
}

void take(Row& row, const Edit& edit, const core::Stamp& stamp, Applied& applied) {
    cells::write_values(row, edit.cell, edit.values);
    cells::write_stamp(row, edit.cell, stamp);
    ++applied.taken;
    applied.changed = true;
}

void apply_register(Row& row, const Edit& edit, const core::Stamp& stamp, Applied& applied) {
    const auto current = cells::read_register(row, edit.cell);
    if (current.stamp == stamp) {
        ++applied.repeated;
        return;
    }
    if (edit.base == current.stamp && stamp > current.stamp) return take(row, edit, stamp, applied);
    if (!edit.base.is_zero()) applied.replaced.emplace_back(edit.cell, edit.base);
    if ((stamp > current.stamp) != core::planted("older wins")) {
        applied.losers.push_back(Loser{edit.cell, current.values, current.stamp, stamp, false});
        return take(row, edit, stamp, applied);
    }
    applied.losers.push_back(Loser{edit.cell, edit.values, stamp, current.stamp, true});
    ++applied.lost;
}

void apply_update(Row& row, const Change& change, Applied& applied) {
    const bool was_deleted = row.deleted();
    for (const auto& edit : edits_of(change)) {
        if (edit.kind == Kind::element) {
            apply_element(row, edit, change.stamp, applied);
        } else {
            apply_register(row, edit, change.stamp, applied);
        }
    }
    if (was_deleted && !row.deleted()) applied.revived = row.clocks.deletion->stamp;
}

void apply_remove(Row& row, const Change& change, Applied& applied) {
    const core::Deletion deletion{change.stamp, change.seen.row, change.seen.cells};
    const auto joined = row.clocks.deletion ? core::join(*row.clocks.deletion, deletion) : deletion;
    if (row.clocks.deletion == joined) {
        ++applied.repeated;
        return;
    }
    row.clocks.deletion = joined;
    applied.changed = true;
    ++(row.deleted() ? applied.taken : applied.lost);
    if (!row.deleted()) applied.revived = joined.stamp;
}

// A revive names the deletion it undoes as its base; another deletion that its author had not seen is undone too, and
// that is flagged.
void apply_revive(Row& row, const Change& change, Applied& applied) {
    const auto current = cells::stamp_of(row, life_cell);
    if (change.stamp <= current) {
        ++(change.stamp == current ? applied.repeated : applied.lost);
        return;
    }
    const bool was_deleted = row.deleted();
    cells::write_stamp(row, life_cell, change.stamp);
    applied.changed = true;
    ++(row.deleted() ? applied.lost : applied.taken);
    const bool knowing =
        change.cells.empty() || !row.clocks.deletion || change.cells.front().base == row.clocks.deletion->stamp;
    if (was_deleted && !row.deleted() && !knowing) applied.revived = row.clocks.deletion->stamp;
}

// The same row added twice, with different stamps: both are rows in full and are joined.
void apply_second_add(Row& row, const Change& change, Applied& applied) {
    if (row.clocks.row == change.stamp) {
        ++applied.repeated;
        return;
    }
    const bool was_deleted = row.deleted();
    const Row incoming = row_of(change);
    for (const auto& edit : edits_of(change)) {
        if (edit.kind == Kind::element) continue;
        const auto mine = cells::read_register(row, edit.cell);
        const auto theirs = cells::read_register(incoming, edit.cell);
        if (mine.values == theirs.values || mine.stamp == theirs.stamp) continue;
        const bool wins = theirs.stamp > mine.stamp;
        const auto& loser = wins ? mine : theirs;
        const auto& winner = wins ? theirs : mine;
        applied.losers.push_back(Loser{edit.cell, loser.values, loser.stamp, winner.stamp, !wins});
    }
    applied.changed = merge_rows(row, incoming);
    ++(applied.changed ? applied.taken : applied.lost);
    if (was_deleted && !row.deleted()) applied.revived = row.clocks.deletion->stamp;
}

}  // namespace

Row row_of(const Change& add) {
    Row row(*add.entity, add.row);
    row.clocks.row = add.stamp;
    for (const auto& part : add.cells) {
        const auto at = add.entity->position(part.field);
        if (at == core::Entity::npos) continue;
        const Cell cell{part.field, part.key};
        switch (cells::kind_of(*add.entity, cell)) {
            case Kind::element:
                if (adds(part)) cells::write_element(row, cell, Element{add.stamp, {}});
                break;
            case Kind::key:
                cells::write_values(row, cell, {{part.field, part.value}});
                break;
            default:
                row.values[at] = part.value;
        }
    }
    return row;
}

core::Result<Applied> apply_change(std::optional<Row>& current, const Change& change) {
    FF_CHECK(!current || (current->entity == change.entity && current->id == change.row));
    Applied applied;
    if (!current) {
        if (change.kind != ChangeKind::add) return core::Error{core::ErrorCode::not_found, change.row.text()};
        current = row_of(change);
        applied.changed = true;
        applied.taken = static_cast<int>(std::max<std::size_t>(change.cells.size(), 1));
        return applied;
    }
    switch (change.kind) {
        case ChangeKind::add:
            apply_second_add(*current, change, applied);
            break;
        case ChangeKind::update:
            apply_update(*current, change, applied);
            break;
        case ChangeKind::remove:
            apply_remove(*current, change, applied);
            break;
        case ChangeKind::revive:
            apply_revive(*current, change, applied);
            break;
        case ChangeKind::discard:
            break;
    }
    return applied;
}

}  // namespace fieldfare::sync
