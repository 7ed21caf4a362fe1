#include "core/journal/resend.h"

#include "core/journal/stored_group.h"
#include "core/store/added_cells.h"

namespace fieldfare::core::journal {
namespace {

// What the user has put right since the change was saved. Sets and maps of a row that was there before are left: each
// of their elements has its own later group.
void put_right(Change& change, const Row& row, DeviceNumber device) {
    if (change.kind == ChangeKind::add) change.cells = added_cells(row);
    if (change.kind != ChangeKind::update) return;
    for (auto& cell : change.cells) {
        const auto at = change.entity->position(cell.field);
        if (at == Entity::npos) continue;
        const auto& field = change.entity->fields[at];
        if (field.rule == Rule::set || field.rule == Rule::map) continue;
        const auto now = row.clocks.of({change.entity->clock_field(field).id, {}});
        if (now > change.stamp && now.device == device) cell.value = row.values[at];
    }
}

Status leave_outbox(Transaction& transaction, std::uint64_t number) {
    FF_ASSIGN(auto write, transaction.database().prepare("UPDATE journal_groups SET state = ?2 WHERE number = ?1"));
    return write.bind(1, number).bind(2, static_cast<int>(State::superseded)).run();
}

}  // namespace

Result<std::uint64_t> resend(Transaction& transaction, std::uint64_t number) {
    FF_ASSIGN(const auto stored, read_group(transaction, number));
    if (!stored || stored->state != State::quarantined) {
        return {ErrorCode::not_found, "no quarantined group of that number"};
    }
    FF_TRY(leave_outbox(transaction, number));
    auto changes = stored->group.changes;
    for (auto& change : changes) {
        FF_ASSIGN(const auto row, transaction.find(*change.entity, change.row));
        if (row && !row->deleted()) put_right(change, *row, transaction.clock().device());
    }
    transaction.notes().sync_changed = true;
    return append(transaction, std::move(changes));
}

}  // namespace fieldfare::core::journal
