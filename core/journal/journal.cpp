#include "core/journal/journal.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/base/check.h"
#include "core/base/planted.h"
#include "core/journal/stored_group.h"
#include "core/rows/codec.h"

namespace fieldfare::core::journal {
namespace {

constexpr std::array<std::string_view, 7> state_names = {"unsent",     "sealed",      "applied", "merged",
                                                         "superseded", "quarantined", "waiting"};

// The row that an update-only group of one row is about.
std::optional<Uuid> solo_row(const std::vector<Change>& changes) {
    for (const auto& change : changes) {
        if (change.kind != ChangeKind::update || change.row != changes.front().row) return std::nullopt;
        if (change.entity != changes.front().entity) return std::nullopt;
    }
    return changes.front().row;
}

Result<std::optional<std::uint64_t>> join_unsent(Transaction& transaction, const Uuid& row, const Change& update) {
    FF_ASSIGN(auto newest,
              transaction.database().prepare("SELECT number FROM journal_groups WHERE solo = ?1 ORDER BY number "
                                             "DESC LIMIT 1"));
    newest.bind(1, row);
    FF_ASSIGN(const bool found, newest.step());
    if (!found) return std::optional<std::uint64_t>{};
    const auto number = static_cast<std::uint64_t>(newest.integer(0));
    newest.reset();
    FF_ASSIGN(auto stored, read_group(transaction, number));
    FF_CHECK(stored.has_value());
    if (stored->state != State::unsent || stored->frozen || stored->group.changes.empty()) {
        return std::optional<std::uint64_t>{};
    }
    if (stored->group.changes.front().entity != update.entity || !join(stored->group, stored->saved, update)) {
        return std::optional<std::uint64_t>{};
    }
    FF_TRY(write_payload(transaction, stored->group));
    return std::optional(number);
}

// What is edited after a row was deleted or brought back never joins a group from before it: a removal knows what stood
// there, and an edit that it then met on the server would look like somebody else's.
Status close_groups(Transaction& transaction, const Group& group) {
    for (const auto& change : group.changes) {
        if (change.kind != ChangeKind::remove && change.kind != ChangeKind::revive) continue;
        FF_ASSIGN(auto close, transaction.database().prepare("UPDATE journal_groups SET solo = NULL WHERE solo = ?1"));
        close.bind(1, change.row);
        FF_TRY(close.run());
    }
    return {};
}

Status insert(Transaction& transaction, const Group& group, const std::optional<Uuid>& solo) {
    const auto payload = encode_group(group);
    const auto hlc = transaction.clock().last();
    FF_ASSIGN(auto write,
              transaction.database().prepare("INSERT INTO journal_groups(number, saved_at, state, changes, solo, hlc, "
                                             "payload) VALUES(?1, ?2, 0, ?3, ?4, ?5, ?6)"));
    write.bind(1, group.number).bind(2, transaction.clock().now());
    write.bind(3, static_cast<std::int64_t>(group.changes.size()));
    if (solo) write.bind(4, *solo);
    write.bind(5, hlc.packed).bind(6, payload);
    FF_TRY(write.run());
    transaction.clock_recorded(hlc);
    return {};
}

Result<std::uint64_t> append_new(Transaction& transaction, std::vector<Change> changes,
                                 const std::optional<Uuid>& solo) {
    Group group;
    FF_ASSIGN(group.number, next_number(transaction));
    group.changes = std::move(changes);
    FF_TRY(close_groups(transaction, group));
    FF_TRY(insert(transaction, group, solo));
    return group.number;
}

}  // namespace

std::string_view name(State state) {
    return state_names[static_cast<std::size_t>(state)];
}

Result<Group> read_payload(std::uint64_t number, std::span<const std::uint8_t> payload) {
    auto group = decode_group(payload);
    if (!group)
        return {ErrorCode::storage_corrupt, fmt::format("journal group {}: {}", number, group.error().describe())};
    if (group->number != number) return {ErrorCode::storage_corrupt, fmt::format("journal group {}", number)};
    return *std::move(group);
}

Result<std::optional<StoredGroup>> read_group(RowReader& reader, std::uint64_t number) {
    FF_ASSIGN(auto row,
              reader.database().prepare("SELECT state, frozen, payload, hlc FROM journal_groups WHERE number = ?1"));
    row.bind(1, number);
    FF_ASSIGN(const bool found, row.step());
    if (!found) return std::optional<StoredGroup>{};
    StoredGroup stored;
    stored.state = static_cast<State>(row.integer(0));
    stored.frozen = row.integer(1) != 0;
    stored.took_effect = row.integer(1) == 2;
    FF_ASSIGN(stored.group, read_payload(number, row.bytes(2)));
    stored.saved = Hlc{static_cast<std::uint64_t>(row.integer(3))};
    return std::optional(std::move(stored));
}

Status write_payload(Transaction& transaction, const Group& group) {
    const auto payload = encode_group(group);
    FF_ASSIGN(auto write,
              transaction.database().prepare("UPDATE journal_groups SET payload = ?2, changes = ?3 WHERE number = ?1"));
    write.bind(1, group.number).bind(2, payload).bind(3, static_cast<std::int64_t>(group.changes.size()));
    return write.run();
}

Status leave_outbox(Transaction& transaction, std::uint64_t number) {
    if (!planted("given up comes back")) FF_TRY(write_payload(transaction, Group{number, {}}));
    transaction.store().checkpoint_soon();  // its customer may have left before
    FF_ASSIGN(auto write, transaction.database().prepare("UPDATE journal_groups SET state = ?2 WHERE number = ?1"));
    return write.bind(1, number).bind(2, static_cast<int>(State::superseded)).run();
}

Result<std::uint64_t> acknowledged(RowReader& reader) {
    FF_ASSIGN(const auto number, reader.database().integer("SELECT acknowledged FROM sync_state WHERE one = 1"));
    return static_cast<std::uint64_t>(number);
}

Result<std::uint64_t> next_number(RowReader& reader) {
    FF_ASSIGN(const auto highest, reader.database().integer("SELECT max(number) FROM journal_groups"));
    FF_ASSIGN(const auto known, acknowledged(reader));
    return std::max(static_cast<std::uint64_t>(highest), known) + 1;
}

Result<std::uint64_t> append(Transaction& transaction, std::vector<Change> changes) {
    FF_CHECK(!changes.empty());
    transaction.notes().journal_grew = true;
    const auto solo = solo_row(changes);
    if (solo && changes.size() == 1) {
        FF_ASSIGN(const auto joined, join_unsent(transaction, *solo, changes.front()));
        if (joined) return *joined;
    }
    return append_new(transaction, std::move(changes), solo);
}

Result<std::uint64_t> append_alone(Transaction& transaction, std::vector<Change> changes) {
    transaction.notes().journal_grew = true;
    return append_new(transaction, std::move(changes), std::nullopt);
}

Result<Counts> counts(RowReader& reader) {
    Counts result;
    FF_ASSIGN(result.pending, pending_count(reader));
    FF_ASSIGN(result.quarantined,
              reader.database().integer("SELECT count(*) FROM journal_groups WHERE state >= 5 AND state = 5"));
    FF_ASSIGN(result.waiting,
              reader.database().integer("SELECT count(*) FROM journal_groups WHERE state >= 5 AND state = 6"));
    return result;
}

Result<std::int64_t> pending_count(RowReader& reader) {
    FF_ASSIGN(const auto from, acknowledged(reader));
    FF_ASSIGN(auto count,
              reader.database().prepare("SELECT count(*) FROM journal_groups WHERE number > ?1 AND state <= 1"));
    count.bind(1, from);
    FF_TRY(count.step());
    return count.integer(0);
}

Result<std::map<RowKey, std::vector<Change>>> pending_rows(RowReader& reader) {
    FF_ASSIGN(const auto from, acknowledged(reader));
    FF_ASSIGN(auto rows,
              reader.database().prepare(
                  "SELECT number, payload FROM journal_groups WHERE number > ?1 AND state <= 1 ORDER BY number"));
    rows.bind(1, from);
    std::map<RowKey, std::vector<Change>> result;
    for (;;) {
        FF_ASSIGN(const bool more, rows.step());
        if (!more) return result;
        FF_ASSIGN(auto group, read_payload(static_cast<std::uint64_t>(rows.integer(0)), rows.bytes(1)));
        for (auto& change : group.changes) {
            const RowKey key{change.entity, change.row};
            result[key].push_back(std::move(change));
        }
    }
}

}  // namespace fieldfare::core::journal
