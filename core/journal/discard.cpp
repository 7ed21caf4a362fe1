#include <algorithm>
#include <limits>

#include "core/journal/journal.h"
#include "core/journal/stored_group.h"

namespace fieldfare::core::journal {
namespace {

bool names(const Change& change, const Uuid& id) {
    const auto writes_id = [&](const CellChange& cell) { return cell.value == Value{id}; };
    return change.row == id || std::any_of(change.cells.begin(), change.cells.end(), writes_id);
}

// A row that the server never had goes, unless something else that is still in the outbox stands on it.
Status take_back_add(Transaction& transaction, const Change& add, const std::vector<OutboxItem>& others) {
    for (const auto& other : others) {
        const auto& changes = other.group.changes;
        const bool needed =
            std::any_of(changes.begin(), changes.end(), [&](const auto& c) { return names(c, add.row); });
        if (needed) return {};
    }
    return transaction.erase(*add.entity, add.row);
}

// Only what other groups in the outbox wrote keeps its stamp.
Clocks clocks_of_nothing_but(const Row& held, const std::vector<OutboxItem>& others) {
    Clocks clocks;
    for (const auto& other : others) {
        for (const auto& change : other.group.changes) {
            if (change.row != held.id || change.entity != held.entity) continue;
            for (const auto& part : change.cells) {
                const auto at = held.entity->position(part.field);
                if (at == Entity::npos) continue;
                const Cell cell{held.entity->clock_field(held.entity->fields[at]).id, part.key};
                const auto* exception = held.clocks.find(cell);
                clocks.set(exception != nullptr ? *exception : CellClock{cell, held.clocks.of(cell), {}});
            }
        }
    }
    return clocks;
}

Status give_way(Transaction& transaction, const Change& change, const std::vector<OutboxItem>& others) {
    FF_ASSIGN(const auto held, transaction.find(*change.entity, change.row));
    if (!held) return {};
    Row row = *held;
    row.clocks = clocks_of_nothing_but(*held, others);
    return transaction.put(row, *held);
}

}  // namespace

Status discard(Transaction& transaction, std::uint64_t number) {
    FF_ASSIGN(const auto stored, read_group(transaction, number));
    if (!stored || stored->state != State::quarantined) {
        return {ErrorCode::not_found, "no quarantined group of that number"};
    }
    FF_ASSIGN(auto write, transaction.database().prepare("UPDATE journal_groups SET state = ?2 WHERE number = ?1"));
    FF_TRY(write.bind(1, number).bind(2, static_cast<int>(State::superseded)).run());
    FF_ASSIGN(const auto others, outbox(transaction, std::numeric_limits<std::uint32_t>::max()));
    for (const auto& change : stored->group.changes) {
        const bool added = change.kind == ChangeKind::add;
        FF_TRY(added ? take_back_add(transaction, change, others) : give_way(transaction, change, others));
    }
    FF_TRY(set_cursor(transaction, 0));
    FF_TRY(clear_staged(transaction));
    transaction.notes().sync_changed = true;
    return {};
}

}  // namespace fieldfare::core::journal
