#include "core/journal/standing.h"

#include <algorithm>

namespace fieldfare::core::journal {
namespace {

bool in_outbox(const StoredGroup& group) {
    return group.state == State::unsent || group.state == State::sealed || kept_aside(group.state);
}

bool on_its_way(const StoredGroup& group) {
    return group.state == State::sealed || (group.state == State::unsent && group.frozen);
}

bool names(const Change& change, const Uuid& id) {
    const auto refers = [&](const CellChange& cell) { return cell.value == Value{id} || cell.key == id.text(); };
    return change.row == id || std::any_of(change.cells.begin(), change.cells.end(), refers);
}

bool is_element(const Change& change, FieldId field) {
    const auto at = change.entity->position(field);
    return at == Entity::npos || change.entity->fields[at].rule == Rule::set;
}

// Calls `take` for each cell of the group that was written over this one. The remove of an element names the add that
// it takes away, which is no base.
template <typename Cells, typename Take>
void each_over(Cells& group, const Change& change, const CellChange& wrote, Take&& take) {
    if (change.kind != ChangeKind::update) return;
    const bool element = is_element(change, wrote.field);
    for (auto& later : group.changes) {
        if (later.kind != ChangeKind::update || later.row != change.row || later.entity != change.entity) continue;
        for (auto& cell : later.cells) {
            if (element && takes_away(cell)) continue;
            if (cell.field == wrote.field && cell.key == wrote.key && cell.base == change.stamp) take(cell);
        }
    }
}

bool is_over(const Group& group, const Change& change, const CellChange& wrote) {
    bool over = false;
    each_over(group, change, wrote, [&](const CellChange&) { over = true; });
    return over;
}

bool stands_on(const StoredGroup& other, const StoredGroup& stored, const Change& change, bool rows) {
    const auto& list = other.group.changes;
    if (rows && change.kind == ChangeKind::add && in_outbox(other)) {
        if (std::any_of(list.begin(), list.end(), [&](const Change& one) { return names(one, change.row); }))
            return true;
    }
    const bool may_take_effect = stored.state == State::waiting && in_outbox(other);
    if (!may_take_effect && !on_its_way(other)) return false;
    return std::any_of(change.cells.begin(), change.cells.end(),
                       [&](const CellChange& wrote) { return is_over(other.group, change, wrote); });
}

}  // namespace

Result<std::vector<StoredGroup>> groups_but(Transaction& transaction, std::uint64_t number) {
    std::vector<std::uint64_t> numbers;
    {
        FF_ASSIGN(auto rows, transaction.database().prepare(
                                 "SELECT number FROM journal_groups WHERE changes > 0 AND number <> ?1 ORDER BY 1"));
        rows.bind(1, number);
        for (;;) {
            FF_ASSIGN(const bool more, rows.step());
            if (!more) break;
            numbers.push_back(static_cast<std::uint64_t>(rows.integer(0)));
        }
    }
    std::vector<StoredGroup> groups;
    for (const auto one : numbers) {
        FF_ASSIGN(auto stored, read_group(transaction, one));
        if (stored) groups.push_back(*std::move(stored));
    }
    return groups;
}

Status check_free(const StoredGroup& stored, const std::vector<StoredGroup>& others, bool rows) {
    for (const auto& change : stored.group.changes) {
        const bool needed = std::any_of(others.begin(), others.end(), [&](const StoredGroup& other) {
            return stands_on(other, stored, change, rows);
        });
        if (needed) return {ErrorCode::needed_by_others, std::string(change.entity->name)};
    }
    return {};
}

bool takes_away(const CellChange& cell) {
    return cell.value == Value{std::int64_t{0}};
}

bool replaced(const Change& change, const CellChange& wrote, const std::vector<StoredGroup>& others) {
    if (is_element(change, wrote.field)) return false;
    return std::any_of(others.begin(), others.end(),
                       [&](const StoredGroup& other) { return is_over(other.group, change, wrote); });
}

Status lead_bases_past(Transaction& transaction, const Change& change, const CellChange& wrote,
                       std::vector<StoredGroup>& others) {
    for (auto& other : others) {
        if (on_its_way(other)) continue;
        bool changed = false;
        each_over(other.group, change, wrote, [&](CellChange& cell) {
            cell.base = wrote.base;
            changed = true;
        });
        if (changed) FF_TRY(write_payload(transaction, other.group));
    }
    return {};
}

}  // namespace fieldfare::core::journal
