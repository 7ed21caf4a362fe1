#include <algorithm>

#include "core/base/planted.h"
#include "core/journal/journal.h"
#include "core/journal/standing.h"
#include "core/rows/keyed.h"

namespace fieldfare::core::journal {
namespace {

void set_clock(Row& row, const CellClock& clock, bool said_by_row) {
    std::erase_if(row.clocks.cells, [&](const CellClock& known) { return known.cell == clock.cell; });
    if (!said_by_row) row.clocks.set(clock);
}

// The newest add of this element that the author's other groups took away.
Stamp taken_away(const std::vector<StoredGroup>& others, const Change& change, const CellChange& wrote) {
    Stamp removed;
    for (const auto& other : others) {
        for (const auto& one : other.group.changes) {
            if (one.row != change.row || one.entity != change.entity) continue;
            for (const auto& cell : one.cells) {
                const bool same = cell.field == wrote.field && cell.key == wrote.key;
                if (same && takes_away(cell)) removed = std::max(removed, cell.base);
            }
        }
    }
    return removed;
}

void give_way_element(Row& row, std::size_t at, const Change& change, const CellChange& wrote,
                      const std::vector<StoredGroup>& others) {
    const Cell cell{wrote.field, wrote.key};
    const auto* known = row.clocks.find(cell);
    const bool held = holds_element(row, at, wrote.key);
    CellClock clock = known != nullptr ? *known : CellClock{cell, held ? row.clocks.row : Stamp{}, {}};
    if (takes_away(wrote)) {
        if (clock.removed == wrote.base) clock.removed = taken_away(others, change, wrote);
    } else if (clock.stamp == change.stamp) {
        clock.stamp = wrote.base;
    }
    const bool present = clock.stamp > clock.removed;
    put_element(row, at, wrote.key, present);
    set_clock(row, clock, clock.removed.is_zero() && clock.stamp == (present ? row.clocks.row : Stamp{}));
}

// The value that an own group of the last weeks wrote under this stamp.
const Value* own_value(const std::vector<StoredGroup>& others, const Change& change, const CellChange& wrote) {
    for (const auto& other : others) {
        for (const auto& one : other.group.changes) {
            if (one.stamp != wrote.base || one.row != change.row || one.entity != change.entity) continue;
            for (const auto& cell : one.cells) {
                if (cell.field == wrote.field && cell.key == wrote.key) return &cell.value;
            }
        }
    }
    return nullptr;
}

// The value stays on the screen under the stamp of what it replaced: whatever the server holds there, that value or a
// newer one, takes its place, and an edit made before that knows what it replaces.
void give_way_register(Row& row, const Row& held, std::size_t at, const Change& change, const CellChange& wrote,
                       const std::vector<StoredGroup>& others) {
    const Cell cell{change.entity->clock_field(change.entity->fields[at]).id, wrote.key};
    if (held.clocks.of(cell) != change.stamp) return;  // somebody wrote it since
    const Stamp base = planted("given up forgets what it knew") ? Stamp{} : wrote.base;
    set_clock(row, {cell, base, {}}, base == row.clocks.row);
    const auto* value = own_value(others, change, wrote);
    if (value == nullptr) return;
    if (wrote.key.empty()) {
        row.values[at] = *value;
    } else {
        put_key(row, at, wrote.key, *value);
    }
}

void give_way_life(Row& row, const Change& change, const std::vector<StoredGroup>& others) {
    if (change.kind == ChangeKind::revive) {
        const Cell life{0, {}};
        const auto* clock = row.clocks.find(life);
        if (clock != nullptr && clock->stamp == change.stamp) set_clock(row, *clock, true);
        return;
    }
    if (!row.clocks.deletion) return;
    // A later removal of his own stands; with somebody else's the given up one may have been joined.
    const bool own = std::any_of(others.begin(), others.end(), [&](const StoredGroup& other) {
        return std::any_of(other.group.changes.begin(), other.group.changes.end(), [&](const Change& one) {
            return one.kind == ChangeKind::remove && one.row == change.row && one.entity == change.entity &&
                   one.stamp == row.clocks.deletion->stamp;
        });
    });
    if (!own) row.clocks.deletion.reset();
}

Status give_way(Transaction& transaction, const Change& change, const std::vector<StoredGroup>& others) {
    if (change.kind == ChangeKind::add) return transaction.erase(*change.entity, change.row);
    FF_ASSIGN(const auto held, transaction.find(*change.entity, change.row));
    if (!held) return {};  // left the scope meanwhile
    Row row = *held;
    if (change.kind != ChangeKind::update) give_way_life(row, change, others);
    for (const auto& wrote : change.cells) {
        const auto at = change.entity->position(wrote.field);
        if (at == Entity::npos) continue;
        if (change.entity->fields[at].rule == Rule::set) {
            give_way_element(row, at, change, wrote, others);
        } else {
            give_way_register(row, *held, at, change, wrote, others);
        }
    }
    return transaction.put(row, *held);
}

// What tells the server: a group of its own, so that it arrives once and again after a restore.
Status tell(Transaction& transaction, const Group& group) {
    std::vector<Change> told;
    for (const auto& change : group.changes) {
        if (change.kind == ChangeKind::discard) continue;
        told.push_back({ChangeKind::discard, change.entity, change.row, change.stamp, {}, {}});
    }
    if (told.empty()) return {};
    FF_ASSIGN([[maybe_unused]] const auto number, append(transaction, std::move(told)));
    return {};
}

}  // namespace

Status discard(Transaction& transaction, std::uint64_t number) {
    FF_ASSIGN(const auto stored, read_group(transaction, number));
    if (!stored || !kept_aside(stored->state)) return {ErrorCode::not_found, "the server keeps no such group aside"};
    if (stored->took_effect) return {ErrorCode::transition_not_allowed, "others have seen it"};
    FF_ASSIGN(auto others, groups_but(transaction, number));
    FF_TRY(check_free(*stored, others, true));
    for (const auto& change : stored->group.changes) {
        for (const auto& wrote : change.cells) FF_TRY(lead_bases_past(transaction, change, wrote, others));
        if (change.kind == ChangeKind::discard || planted("given up stays")) continue;
        FF_TRY(give_way(transaction, change, others));
    }
    FF_TRY(leave_outbox(transaction, number));
    transaction.notes().sync_changed = true;
    return tell(transaction, stored->group);
}

}  // namespace fieldfare::core::journal
