#include "core/conflicts/inbox.h"

#include <algorithm>

#include "core/base/planted.h"
#include "core/rows/codec.h"
#include "core/rows/typing.h"
#include "core/store/edit.h"

namespace fieldfare::core::inbox {
namespace {

// The column `decided`: a ConflictDecision, and beside it whether the server may have heard of one.
constexpr std::int64_t decision_bits = 3;
constexpr std::int64_t may_be_known = 4;

// Held and not settled, as far as this device knows.
constexpr std::string_view is_open = "(decided & 3) IN (0, 3)";

Bytes bytes_of(const Change& change) {
    Bytes bytes;
    Writer writer(bytes);
    write_change(writer, change);
    return bytes;
}

Result<Change> change_of(std::span<const std::uint8_t> bytes) {
    Reader reader(bytes);
    auto change = read_change(reader);
    if (!change || !reader.finish()) return {ErrorCode::storage_corrupt, "a conflict"};
    return change;
}

Result<OwnConflict> read(const sqlite::Statement& row) {
    OwnConflict conflict;
    conflict.id = row.uuid(0);
    conflict.kind = static_cast<ConflictKind>(row.integer(1));
    conflict.at = row.integer(2);
    conflict.by = row.uuid(3);
    FF_ASSIGN(conflict.lost, change_of(row.bytes(4)));
    FF_ASSIGN(conflict.kept, change_of(row.bytes(5)));
    if (!row.null(6)) {
        FF_ASSIGN(conflict.before, change_of(row.bytes(6)));
    }
    return conflict;
}

Result<Scalar> scalar_of(const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return Scalar{*text};
    if (const auto* number = std::get_if<std::int64_t>(&value)) return Scalar{*number};
    if (const auto* number = std::get_if<double>(&value)) return Scalar{*number};
    return {ErrorCode::wrong_type, "custom field"};
}

Status write_cell(Edit& edit, Row& row, const CellChange& cell) {
    const auto at = row.entity->position(cell.field);
    if (at == Entity::npos) return {ErrorCode::unknown_field, std::string(row.entity->name)};
    if (cell.key.empty()) return edit.set(row, at, cell.value);
    if (is_null(cell.value)) return edit.remove_key(row, at, cell.key);
    FF_ASSIGN(const auto value, scalar_of(cell.value));
    return edit.set_key(row, at, cell.key, value);
}

Value value_of(const Row& row, const CellChange& cell) {
    const auto at = row.entity->position(cell.field);
    if (at == Entity::npos) return {};
    if (cell.key.empty()) return row.values[at];
    const auto& map = row.map(at);
    const auto found = map.find(cell.key);
    if (found == map.end()) return {};
    return std::visit([](const auto& scalar) { return Value{scalar}; }, found->second);
}

// The change that puts back what this one replaces in the row.
Change opposite(const Row& row, const Change& change) {
    auto stood = change;
    if (change.kind == ChangeKind::remove) stood.kind = ChangeKind::revive;
    for (auto& cell : stood.cells) cell.value = value_of(row, cell);
    return stood;
}

Result<Change> write_again(Transaction& transaction, const Change& change) {
    Edit edit(transaction);
    FF_ASSIGN(auto held, transaction.find(*change.entity, change.row));
    if (!held) return {ErrorCode::not_found, std::string(change.entity->name)};
    auto row = *std::move(held);
    const auto stood = opposite(row, change);
    if (change.kind == ChangeKind::remove) {
        FF_TRY(edit.remove(row));
    } else if (change.kind == ChangeKind::revive) {
        FF_TRY(edit.revive(row));
    } else if (row.deleted()) {
        return {ErrorCode::not_found, std::string(row.entity->name)};
    }
    for (const auto& cell : change.cells) FF_TRY(write_cell(edit, row, cell));
    FF_TRY(edit.save());
    return stood;
}

Status insert(Transaction& transaction, const OwnConflict& conflict, std::int64_t decided) {
    FF_ASSIGN(auto write, transaction.database().prepare(
                              "INSERT INTO conflict(id, entity, row, kind, at, by, lost, kept, before, decided) "
                              "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT(id) DO UPDATE SET decided = "
                              "iif(excluded.decided > 0, excluded.decided | (decided & 4), decided)"));
    write.bind(1, conflict.id).bind(2, static_cast<std::int64_t>(conflict.lost.entity->id));
    write.bind(3, conflict.lost.row).bind(4, static_cast<std::int64_t>(conflict.kind)).bind(5, conflict.at);
    write.bind(6, conflict.by).bind(7, bytes_of(conflict.lost)).bind(8, bytes_of(conflict.kept));
    if (conflict.before) write.bind(9, bytes_of(*conflict.before));
    write.bind(10, decided);
    FF_TRY(write.run());
    transaction.notes().sync_changed = true;
    return {};
}

Status decide(Transaction& transaction, const OwnConflict& conflict, ConflictDecision decision) {
    transaction.notes().journal_grew = true;  // there is something to tell the server
    return insert(transaction, conflict, static_cast<std::int64_t>(decision));
}

// As if it had never been decided, if nobody can have heard of it: another device of this user may have decided since.
Result<bool> forget_untold(Transaction& transaction, const Uuid& id) {
    FF_ASSIGN(auto write, transaction.database().prepare(
                              "UPDATE conflict SET decided = 0 WHERE id = ?1 AND decided IN (1, 2) RETURNING 1"));
    write.bind(1, id);
    FF_ASSIGN(const bool found, write.step());
    if (found) FF_TRY(write.run());
    return found;
}

}  // namespace

Result<std::vector<OwnConflict>> open(RowReader& reader) {
    FF_ASSIGN(auto rows, reader.database().prepare("SELECT id, kind, at, by, lost, kept, before FROM conflict WHERE " +
                                                   std::string(is_open) + " ORDER BY at DESC, id"));
    std::vector<OwnConflict> conflicts;
    for (;;) {
        FF_ASSIGN(const bool more, rows.step());
        if (!more) return conflicts;
        FF_ASSIGN(auto conflict, read(rows));
        conflicts.push_back(std::move(conflict));
    }
}

Result<std::int64_t> open_count(RowReader& reader) {
    return reader.database().integer("SELECT count(*) FROM conflict WHERE " + std::string(is_open));
}

Result<Change> restore(Transaction& transaction, const OwnConflict& conflict) {
    FF_ASSIGN(auto stood, write_again(transaction, conflict.lost));
    FF_TRY(decide(transaction, conflict, ConflictDecision::restored));
    return stood;
}

Status keep(Transaction& transaction, const OwnConflict& conflict) {
    return decide(transaction, conflict, ConflictDecision::kept);
}

Status reopen(Transaction& transaction, const OwnConflict& conflict, const std::optional<Change>& stood) {
    if (stood) {
        FF_ASSIGN([[maybe_unused]] const auto restored, write_again(transaction, *stood));
    }
    FF_ASSIGN(const bool untold, forget_untold(transaction, conflict.id));
    transaction.notes().sync_changed = true;
    if (untold) return {};
    transaction.notes().journal_grew = true;
    return insert(transaction, conflict, static_cast<std::int64_t>(ConflictDecision::reopened) | may_be_known);
}

Result<std::vector<HeldConflict>> held(RowReader& reader) {
    FF_ASSIGN(auto rows, reader.database().prepare("SELECT id, decided FROM conflict ORDER BY id"));
    std::vector<HeldConflict> all;
    for (;;) {
        FF_ASSIGN(const bool more, rows.step());
        if (!more) return all;
        all.push_back({rows.uuid(0), static_cast<ConflictDecision>(rows.integer(1) & decision_bits)});
    }
}

Result<bool> has_decisions(RowReader& reader) {
    FF_ASSIGN(const auto count, reader.database().integer("SELECT EXISTS(SELECT 1 FROM conflict WHERE decided > 0)"));
    return count != 0;
}

Result<Digest> digest(RowReader& reader) {
    FF_ASSIGN(const auto all, held(reader));
    Digest sum;
    for (const auto& one : all) sum += *Digest::from_bytes(one.id.bytes);
    return sum;
}

Status put(Transaction& transaction, const OwnConflict& conflict) {
    return insert(transaction, conflict, static_cast<std::int64_t>(ConflictDecision::none));
}

Result<bool> has_untold(RowReader& reader) {
    FF_ASSIGN(const auto found, reader.database().integer(
                                    "SELECT EXISTS(SELECT 1 FROM conflict WHERE decided > 0 AND (decided & 4) = 0)"));
    return found != 0;
}

Status telling(Transaction& transaction) {
    return transaction.database().execute("UPDATE conflict SET decided = decided | 4 WHERE decided > 0");
}

Status told(Transaction& transaction, const std::vector<HeldConflict>& asked, const std::vector<Uuid>& gone) {
    FF_ASSIGN(auto remove, transaction.database().prepare("DELETE FROM conflict WHERE id = ?1 AND (decided & 3) = ?2"));
    FF_ASSIGN(auto note,
              transaction.database().prepare("UPDATE conflict SET decided = 0 WHERE id = ?1 AND (decided & 3) = ?2"));
    for (const auto& one : asked) {
        const bool is_gone = std::find(gone.begin(), gone.end(), one.id) != gone.end();
        if (is_gone && planted("settled stays in the inbox")) continue;
        auto& write = is_gone ? remove : note;
        write.reset();
        FF_TRY(write.bind(1, one.id).bind(2, static_cast<std::int64_t>(one.decision)).run());
    }
    transaction.notes().sync_changed = true;
    return {};
}

Status forget(sqlite::Connection& database, const Entity& entity, const Uuid& row) {
    FF_ASSIGN(auto remove, database.prepare("DELETE FROM conflict WHERE entity = ?1 AND row = ?2"));
    return remove.bind(1, static_cast<std::int64_t>(entity.id)).bind(2, row).run();
}

}  // namespace fieldfare::core::inbox
