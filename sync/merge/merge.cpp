#include "sync/merge/merge.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/base/check.h"
#include "core/base/planted.h"
#include "core/rows/deletion.h"
#include "sync/merge/cells.h"

namespace fieldfare::sync {
namespace {

using cells::Element;
using cells::Kind;
using cells::Register;
using core::Cell;
using core::Row;
using core::Stamp;

bool is_log(const core::Entity& entity, const Cell& cell) {
    const auto at = entity.position(cell.field);
    return at != core::Entity::npos && entity.fields[at].rule == core::Rule::log;
}

bool less(const std::vector<FieldValue>& a, const std::vector<FieldValue>& b) {
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                        [](const FieldValue& x, const FieldValue& y) { return x.value < y.value; });
}

// What the server wrote itself and does not hold any more was written by a server that was set back since.
bool taken_back(const Stamp& held, Tie tie) {
    return tie == Tie::incoming && held.device == 0 && !held.is_zero();
}

// The same stamp on different values comes only from a broken device; the order of values then keeps the join a join.
const Register& newer(const Register& a, const Register& b, Tie tie) {
    if (taken_back(a.stamp, tie)) return b;
    if (a.stamp != b.stamp) return a.stamp > b.stamp ? a : b;
    if (tie == Tie::incoming) return b;
    return less(a.values, b.values) ? b : a;
}

// Of two stamps of a fact: what was written when the row was added stays, the lesser; unless the server moved the row
// to another customer, the last time.
bool stays(const Stamp& a, const Stamp& b) {
    const bool moved_a = a.device == 0 && !a.is_zero();
    const bool moved_b = b.device == 0 && !b.is_zero();
    if (moved_a != moved_b) return moved_a;
    return moved_a ? a > b : a < b;
}

const Register& first(const Register& a, const Register& b, Tie tie) {
    if (tie == Tie::incoming) return b;
    if (a.stamp != b.stamp) return stays(a.stamp, b.stamp) ? a : b;
    return less(b.values, a.values) ? b : a;
}

// A plain field with different stamps: the winner's values as they stand.
bool join_plain(Row& result, const Row& a, const Row& b, const Cell& cell, Tie tie) {
    const auto at = result.entity->position(cell.field);
    const auto& field = result.entity->fields[at];
    if (field.grouped()) return false;
    const auto in_a = a.clocks.of(cell);
    const auto in_b = b.clocks.of(cell);
    const bool first_wins = field.rule == core::Rule::log;
    if (in_a == in_b && a.values[at] != b.values[at]) return false;
    const bool first_stays = in_a == in_b || (tie == Tie::by_value && stays(in_a, in_b));
    const bool take_a = first_wins ? first_stays : in_a >= in_b && (in_a == in_b || !taken_back(in_a, tie));
    result.values[at] = (take_a ? a : b).values[at];
    cells::write_stamp(result, cell, take_a ? in_a : in_b);
    return true;
}

// A cell of a field that only a later version knows (or the row's life): its clock alone, whatever the field's rule is.
// What the field says stands beside the book (core/store/newer.h).
void join_clock(Row& result, const Row& a, const Row& b, const Cell& cell, Tie tie) {
    const auto clock_of = [&](const Row& row) {
        const auto* exception = row.clocks.find(cell);
        return exception != nullptr ? *exception : core::CellClock{cell, row.clocks.row, {}};
    };
    auto in_a = clock_of(a);
    auto in_b = clock_of(b);
    if (in_a.stamp == in_b.stamp) in_a.removed = in_b.removed = std::max(in_a.removed, in_b.removed);
    const bool take_a = (!taken_back(in_a.stamp, tie) && in_a.stamp > in_b.stamp) ||
                        (cell != life_cell && core::planted("newer clock forgotten"));
    const auto& winner = take_a ? in_a : in_b;
    if (winner.removed.is_zero()) {
        cells::write_stamp(result, cell, winner.stamp);
    } else {
        result.clocks.set(winner);
    }
}

// Who takes away an element names the add that he saw. When the server does not hold that add any more, nothing is left
// to take away.
Element join(const Element& a, const Element& b, Tie tie) {
    const bool gone = a.stamp != b.stamp && taken_back(a.stamp, tie);
    const bool kept = !gone || a.removed > a.stamp;
    return {gone ? b.stamp : std::max(a.stamp, b.stamp), kept ? std::max(a.removed, b.removed) : b.removed};
}

void join_cell(Row& result, const Row& a, const Row& b, const Cell& cell, Tie tie) {
    const auto kind = cells::kind_of(*result.entity, cell);
    if (kind == Kind::none) return join_clock(result, a, b, cell, tie);
    if (kind == Kind::value && join_plain(result, a, b, cell, tie)) return;
    if (kind == Kind::element) {
        const auto in_a = cells::read_element(a, cell);
        const auto in_b = cells::read_element(b, cell);
        cells::write_element(result, cell, join(in_a, in_b, tie));
        return;
    }
    const auto in_a = cells::read_register(a, cell);
    const auto in_b = cells::read_register(b, cell);
    const auto& winner = is_log(*result.entity, cell) ? first(in_a, in_b, tie) : newer(in_a, in_b, tie);
    cells::write_values(result, cell, winner.values);
    cells::write_stamp(result, cell, winner.stamp);
}

std::optional<core::Deletion> join(const std::optional<core::Deletion>& a, const std::optional<core::Deletion>& b,
                                   Tie tie) {
    if (!a) return b;
    const bool same = b && a->stamp == b->stamp;
    if (!same && taken_back(a->stamp, tie)) return b;
    if (!b) return a;
    return core::join(*a, *b);
}

}  // namespace

bool merge_rows(Row& current, const Row& incoming, Tie tie) {
    FF_CHECK(current.entity == incoming.entity && current.id == incoming.id);
    if (current == incoming) return false;
    Row result = current;
    std::set<Cell> open;
    if (current.clocks.row == incoming.clocks.row) {
        cells::collect_differences(current, incoming, open);
    } else {
        result = Row(*current.entity, current.id);
        result.clocks.row = std::max(current.clocks.row, incoming.clocks.row);
        cells::collect(current, open);
        cells::collect(incoming, open);
    }
    for (const auto& cell : open) join_cell(result, current, incoming, cell, tie);
    result.clocks.deletion = join(current.clocks.deletion, incoming.clocks.deletion, tie);
    if (result == current) return false;
    current = std::move(result);
    return true;
}

void replace_stamp(core::Clocks& clocks, const Stamp& from, const Stamp& to) {
    const auto replace = [&](Stamp& stamp) {
        if (stamp == from) stamp = to;
    };
    const auto replace_all = [&](std::vector<core::CellClock>& list) {
        for (auto& clock : list) {
            replace(clock.stamp);
            replace(clock.removed);
        }
    };
    replace(clocks.row);
    replace_all(clocks.cells);
    if (!clocks.deletion) return;
    replace(clocks.deletion->stamp);
    replace(clocks.deletion->seen_row);
    replace_all(clocks.deletion->seen_cells);
}

}  // namespace fieldfare::sync
