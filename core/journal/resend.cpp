#include "core/journal/resend.h"

#include <algorithm>

#include "core/journal/standing.h"
#include "core/rows/keyed.h"
#include "core/store/added_cells.h"

namespace fieldfare::core::journal {
namespace {

// A new row goes as it stands now. Of an element that its author took away since, the server will know no more than
// that.
Status fill_anew(Transaction& transaction, Change& add) {
    FF_ASSIGN(const auto held, transaction.find(*add.entity, add.row));
    if (!held || held->deleted()) return {};
    Row row = *held;
    for (const auto& wrote : add.cells) {
        const auto at = add.entity->position(wrote.field);
        if (at == Entity::npos || add.entity->fields[at].rule != Rule::set) continue;
        const auto* clock = row.clocks.find({wrote.field, wrote.key});
        if (clock == nullptr || clock->stamp != add.stamp || holds_element(row, at, wrote.key)) continue;
        row.clocks.set({clock->cell, {}, clock->removed});
    }
    add.cells = added_cells(row);
    return transaction.put(row, *held);
}

// What the author replaced since goes with the later edit; nothing is left of a change that was replaced whole.
Status leave_out_replaced(Transaction& transaction, Change& update, std::vector<StoredGroup>& others) {
    std::vector<CellChange> left;
    for (const auto& wrote : update.cells) {
        if (replaced(update, wrote, others)) {
            FF_TRY(lead_bases_past(transaction, update, wrote, others));
        } else {
            left.push_back(wrote);
        }
    }
    update.cells = std::move(left);
    if (update.cells.empty()) update.kind = ChangeKind::discard;
    return {};
}

Status put_right(Transaction& transaction, const StoredGroup& stored, std::vector<Change>& changes) {
    FF_ASSIGN(auto others, groups_but(transaction, stored.group.number));
    FF_TRY(check_free(stored, others, false));
    for (auto& change : changes) {
        if (change.kind == ChangeKind::add) FF_TRY(fill_anew(transaction, change));
        if (change.kind == ChangeKind::update) FF_TRY(leave_out_replaced(transaction, change, others));
    }
    return {};
}

Status mark_as_seen_by_others(Transaction& transaction, std::uint64_t number) {
    FF_ASSIGN(auto write, transaction.database().prepare("UPDATE journal_groups SET frozen = 2 WHERE number = ?1"));
    return write.bind(1, number).run();
}

}  // namespace

Result<std::uint64_t> resend(Transaction& transaction, std::uint64_t number) {
    FF_ASSIGN(const auto stored, read_group(transaction, number));
    if (!stored || !kept_aside(stored->state)) return {ErrorCode::not_found, "the server keeps no such group aside"};
    auto changes = stored->group.changes;
    // What waits may have taken effect by now: it goes as it is, and later edits still know it.
    if (stored->state == State::quarantined) FF_TRY(put_right(transaction, *stored, changes));
    FF_TRY(leave_outbox(transaction, number));
    transaction.notes().sync_changed = true;
    // The server looks for these very stamps.
    FF_ASSIGN(const auto again, append_alone(transaction, std::move(changes)));
    if (stored->took_effect) FF_TRY(mark_as_seen_by_others(transaction, again));
    return again;
}

}  // namespace fieldfare::core::journal
