#include <limits>

#include "core/catalog/entities.h"
#include "core/journal/journal.h"
#include "core/journal/stored_group.h"

namespace fieldfare::core::journal {
namespace {

// What the user did rather than what followed from it: a visit before its customer, something new before an update.
int weight(const Change& change) {
    int result = change.kind == ChangeKind::add ? 10 : 0;
    if (change.entity == &catalog::interaction) result += 4;
    if (change.entity == &catalog::customer) result += 3;
    if (change.entity == &catalog::contact) result += 2;
    if (change.entity == &catalog::followup) result += 1;
    return result;
}

RowKey title_of(const Group& group) {
    const Change* best = nullptr;
    for (const auto& change : group.changes) {
        if (best == nullptr || weight(change) > weight(*best)) best = &change;
    }
    return best == nullptr ? RowKey{} : RowKey{best->entity, best->row};
}

Status collect(sqlite::Statement& rows, std::vector<OutboxItem>& items) {
    for (;;) {
        FF_ASSIGN(const bool more, rows.step());
        if (!more) return {};
        OutboxItem item;
        FF_ASSIGN(item.group, read_payload(static_cast<std::uint64_t>(rows.integer(0)), rows.bytes(1)));
        item.saved_at = rows.integer(2);
        item.state = static_cast<State>(rows.integer(3));
        if (!rows.null(4)) item.reason = error_from_number(static_cast<int>(rows.integer(4)));
        item.detail = rows.text(5);
        item.attempts = static_cast<std::uint32_t>(rows.integer(6));
        item.title = title_of(item.group);
        items.push_back(std::move(item));
    }
}

}  // namespace

Result<std::vector<OutboxItem>> outbox(RowReader& reader, std::uint32_t limit) {
    FF_ASSIGN(const auto from, acknowledged(reader));
    std::vector<OutboxItem> items;
    FF_ASSIGN(auto rows,
              reader.database().prepare(
                  "SELECT number, payload, saved_at, state, reason, detail, attempts FROM ("
                  "SELECT * FROM journal_groups WHERE state >= 5 UNION ALL "
                  "SELECT * FROM journal_groups WHERE number > ?1 AND state <= 1) ORDER BY number LIMIT ?2"));
    rows.bind(1, from).bind(2, static_cast<std::int64_t>(limit));
    FF_TRY(collect(rows, items));
    return items;
}

Result<std::set<std::pair<RowKey, Stamp>>> known_changes(RowReader& reader) {
    std::set<std::pair<RowKey, Stamp>> known;
    FF_ASSIGN(auto rows, reader.database().prepare("SELECT number, payload FROM journal_groups"));
    for (;;) {
        FF_ASSIGN(const bool more, rows.step());
        if (!more) return known;
        FF_ASSIGN(const auto group, read_payload(static_cast<std::uint64_t>(rows.integer(0)), rows.bytes(1)));
        for (const auto& change : group.changes) known.insert({{change.entity, change.row}, change.stamp});
    }
}

Result<std::set<RowKey>> open_rows(RowReader& reader) {
    FF_ASSIGN(const auto items, outbox(reader, std::numeric_limits<std::uint32_t>::max()));
    std::set<RowKey> rows;
    for (const auto& item : items) {
        for (const auto& change : item.group.changes) rows.insert({change.entity, change.row});
    }
    return rows;
}

}  // namespace fieldfare::core::journal
