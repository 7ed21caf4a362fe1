#include <algorithm>

#include "core/base/check.h"
#include "core/rows/typing.h"
#include "sync/authority/authority.h"
#include "sync/authority/settle.h"
#include "sync/merge/cells.h"

namespace fieldfare::sync {
namespace {

using core::Change;
using core::ChangeKind;

core::Cell clock_cell(const core::Entity& entity, const core::CellChange& part) {
    const auto at = entity.position(part.field);
    return {at == core::Entity::npos ? part.field : entity.clock_field(entity.fields[at]).id, part.key};
}

// Fields of a group are written together: those not named keep what stands there.
void complete_groups(Change& change, const core::Row& row) {
    const auto named = change.cells;
    for (const auto& part : named) {
        const auto at = change.entity->position(part.field);
        if (at == core::Entity::npos || !change.entity->fields[at].grouped()) continue;
        const auto& first = change.entity->clock_field(change.entity->fields[at]);
        for (const auto member : cells::members(*change.entity, first)) {
            const auto id = change.entity->fields[member].id;
            const bool there = std::any_of(change.cells.begin(), change.cells.end(),
                                           [&](const core::CellChange& cell) { return cell.field == id; });
            if (!there) change.cells.push_back({id, {}, row.values[member], {}});
        }
    }
}

void add_cells(const core::Row& row, std::size_t at, std::vector<core::CellChange>& out) {
    const auto& field = row.entity->fields[at];
    const auto& value = row.values[at];
    if (core::is_null(value)) return;
    if (!core::is_keyed(field)) {
        out.push_back({field.id, {}, value, {}});
    } else if (const auto* set = std::get_if<core::StringSet>(&value)) {
        for (const auto& element : *set) out.push_back({field.id, element, std::int64_t{1}, {}});
    } else if (const auto* map = std::get_if<core::ScalarMap>(&value)) {
        for (const auto& [key, scalar] : *map) out.push_back({field.id, key, cells::to_value(scalar), {}});
    }
}

}  // namespace

core::Result<Verdict> Authority::write(Ledger& ledger, const Principal& principal, std::vector<Change> changes) {
    const auto now = clock_.wall();
    std::vector<SharedRow> rows;
    core::Stamp stamp = server_stamp(now, nullptr);
    for (const auto& change : changes) {
        FF_ASSIGN(auto row, ledger.row(*change.entity, change.row));
        if (row) stamp = std::max(stamp, server_stamp(now, &*row));
        rows.push_back(std::move(row));
    }
    for (std::size_t i = 0; i < changes.size(); ++i) {
        auto& change = changes[i];
        change.stamp = stamp;
        if (!rows[i] || change.kind == ChangeKind::add) continue;
        if (change.kind == ChangeKind::remove) {
            change.seen = rows[i]->clocks;
            change.seen.deletion.reset();
        }
        if (change.kind == ChangeKind::update) complete_groups(change, *rows[i]);
        for (auto& part : change.cells) part.base = cells::stamp_of(*rows[i], clock_cell(*change.entity, part));
    }
    Origin origin{principal, 0, now, {}, {}};
    FF_ASSIGN(origin.custom_fields, ledger.custom_fields());
    const core::Group group{0, std::move(changes)};
    FF_ASSIGN(auto verdict, settle(ledger, origin, group));
    if (verdict.kind == Verdict::Kind::quarantined || verdict.kind == Verdict::Kind::waiting) {
        return core::Error{verdict.reason.value_or(core::ErrorCode::internal), verdict.detail};
    }
    // What devices' groups waited for may have come from here.
    FF_TRY(settle_waiting(ledger, group, principal, now));
    return verdict;
}

Change update_of(const core::Row& row, std::vector<FieldValue> values) {
    Change change;
    change.kind = ChangeKind::update;
    change.entity = row.entity;
    change.row = row.id;
    for (auto& written : values) change.cells.push_back({written.field, {}, std::move(written.value), {}});
    return change;
}

Change add_of(const core::Row& row) {
    Change change;
    change.kind = ChangeKind::add;
    change.entity = row.entity;
    change.row = row.id;
    for (std::size_t at = 0; at < row.values.size(); ++at) add_cells(row, at, change.cells);
    return change;
}

Change restore_of(const core::Row& row, const Conflict& conflict) {
    if (conflict.kind == Conflict::Kind::revived) {
        Change change;
        change.kind = ChangeKind::remove;
        change.entity = row.entity;
        change.row = row.id;
        return change;
    }
    auto change = update_of(row, conflict.loser_values);
    for (auto& cell : change.cells) cell.key = conflict.key.cell.key;
    return change;
}

}  // namespace fieldfare::sync
