#include "server/store/ledger.h"

#include <fmt/format.h>

#include "core/base/planted.h"
#include "core/catalog/custom_fields.h"
#include "core/catalog/entities.h"
#include "core/rows/codec.h"
#include "server/store/circles.h"
#include "server/store/conflicts.h"
#include "server/store/hash.h"
#include "server/store/moved_rows.h"
#include "server/store/row_table.h"
#include "server/store/value_blob.h"
#include "server/store/view_digest.h"
#include "server/store/visible.h"
#include "sync/authority/authority.h"
#include "sync/protocol/codec.h"

namespace fieldfare::server {

using core::Entity;
using core::Result;
using core::Status;
using core::Uuid;
using core::sqlite::Statement;
using sync::Seq;

namespace {

void bind_stamp(Statement& statement, int at, const core::Stamp& stamp) {
    statement.bind(at, stamp.time.packed).bind(at + 1, static_cast<std::int64_t>(stamp.device));
}

void bind_id(Statement& statement, int at, const Uuid& id) {
    if (id.is_nil()) {
        statement.bind_null(at);
    } else {
        statement.bind(at, id);
    }
}

sync::ChainHash chain_at(const Statement& statement, int column) {
    sync::ChainHash chain{};
    const auto bytes = statement.bytes(column);
    if (bytes.size() == chain.size()) std::copy(bytes.begin(), bytes.end(), chain.begin());
    return chain;
}

std::span<const std::uint8_t> as_bytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

core::Stamp stamp_at(const Statement& statement, int column) {
    return {core::Hlc{static_cast<std::uint64_t>(statement.integer(column))},
            static_cast<core::DeviceNumber>(statement.integer(column + 1))};
}

// Does this change say something about the cell?
const core::CellChange* written(const core::Change& change, const core::Cell& cell) {
    for (const auto& part : change.cells) {
        if (part.field == cell.field && part.key == cell.key) return &part;
    }
    return nullptr;
}

// Of the cells that two updates of one row have in common; what is added, removed or revived is so once under a stamp.
enum class Cells { same, differ, others };
Cells compare(const core::Change& a, const core::Change& b) {
    if (a.kind != core::ChangeKind::update) return Cells::same;
    auto found = Cells::others;
    for (const auto& part : a.cells) {
        const auto* other = written(b, {part.field, part.key});
        if (other == nullptr) continue;
        if (other->value != part.value) return Cells::differ;
        found = Cells::same;
    }
    return found;
}

// Whether one of the updates that the statement, bound, gives says this of the cell.
Result<bool> any_says(Statement& updates, const core::Cell& cell,
                      const std::function<bool(const core::CellChange&)>& fits) {
    while (true) {
        FF_ASSIGN(const bool more, updates.step());
        if (!more) return false;
        FF_ASSIGN(const auto change, decode_change(updates.bytes(0)));
        const auto* part = written(change, cell);
        if (part != nullptr && fits(*part)) return true;
    }
}

}  // namespace

void News::add(const News& other) {
    seq = std::max(seq, other.seq);
    everyone = everyone || other.everyone;
    circles.insert(other.circles.begin(), other.circles.end());
    moved.insert(other.moved.begin(), other.moved.end());
}

Result<sync::SharedRow> SqliteLedgerReader::row(const Entity& entity, const Uuid& id) {
    FF_ASSIGN(auto stored, find(database_, org_, entity, id));
    if (!stored) return sync::SharedRow{};
    return sync::SharedRow(std::make_shared<const core::Row>(std::move(stored->row)));
}

Result<std::vector<sync::Standing>> SqliteLedgerReader::standings(const Uuid& user) {
    return standings_of(database_, org_, user);
}

Result<std::vector<Uuid>> SqliteLedgerReader::shown_to(const Uuid& customer) {
    return circles_of(database_, org_, customer);
}

Result<Seq> SqliteLedgerReader::head() {
    FF_ASSIGN(auto statement, database_.prepare("SELECT head FROM server WHERE org=?1"));
    statement.bind(1, org_);
    FF_ASSIGN(const bool found, statement.step());
    if (!found) return {core::ErrorCode::storage_corrupt, "no organisation"};
    return static_cast<Seq>(statement.integer(0));
}

Result<std::shared_ptr<const core::CustomFields>> SqliteLedgerReader::custom_fields() {
    const auto& entity = core::catalog::custom_field;
    FF_ASSIGN(auto statement, database_.prepare(select_text(entity, "AND _deleted=0")));
    statement.bind(1, org_);
    std::vector<core::Row> rows;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) break;
        FF_ASSIGN(auto stored, read(statement, entity));
        rows.push_back(std::move(stored.row));
    }
    return std::make_shared<const core::CustomFields>(core::CustomFields::from_rows(rows));
}

Status SqliteLedgerReader::visible_after(const sync::Audience& audience, const sync::Cursor& cursor,
                                         const std::function<bool(sync::PullItem&&)>& take) {
    return server::visible_after(database_, org_, audience, cursor, take);
}

Status SqliteLedgerReader::visible_clocks(const sync::Audience& audience, const TakeClocks& take) {
    return server::visible_clocks(database_, org_, audience, take);
}

Result<bool> SqliteLedgerReader::erased(const Uuid& row) {
    FF_ASSIGN(auto statement, database_.prepare("SELECT 1 FROM erased WHERE org=?1 AND id=?2"));
    statement.bind(1, org_).bind(2, row);
    return statement.step();
}

Result<core::Digest> SqliteLedgerReader::digest(const sync::Audience& audience) {
    return view_digest(database_, org_, audience.user);
}

Result<core::Digest> SqliteLedger::digest(const sync::Audience& audience) {
    FF_TRY(write_through());
    return reader_.digest(audience);
}

Result<sync::SharedRow> SqliteLedger::row(const Entity& entity, const Uuid& id) {
    if (auto known = rows_.find(entity, id)) return known;
    FF_ASSIGN(auto row, reader_.row(entity, id));
    if (row) rows_.keep(row);
    return row;
}

Result<Seq> SqliteLedger::head() {
    if (!head_) {
        FF_ASSIGN(head_, reader_.head());
    }
    return *head_;
}

Result<Seq> SqliteLedger::next_seq() {
    FF_ASSIGN(const auto last, head());
    head_ = last + 1;
    head_grew_ = true;
    news_.seq = *head_;
    return *head_;
}

Status SqliteLedger::write_through() {
    for (const auto& [scope, change] : digest_changes_) FF_TRY(write_digest(scope, change));
    digest_changes_.clear();
    if (!head_grew_) return {};
    FF_ASSIGN(auto statement, database_.prepare("UPDATE server SET head=?2 WHERE org=?1"));
    statement.bind(1, org_).bind(2, *head_);
    FF_TRY(statement.run());
    head_grew_ = false;
    return {};
}

Status SqliteLedger::put_row(const core::Row& row, const core::Row* before, const sync::ScopeKey& scope, Seq seq) {
    switch (scope.kind) {
        case core::Scope::organisation:
            news_.everyone = true;
            break;
        case core::Scope::team:
        case core::Scope::user:
            news_.circles.insert(scope.id);
            break;
        case core::Scope::customer:
            touched_.insert(scope.id);
            break;
    }
    digest_changes_[scope] += core::digest_of(row);
    if (before == nullptr) return put(database_, org_, row, seq);
    if (!core::planted("former version counted")) digest_changes_[sync::scope_of(*before)] -= core::digest_of(*before);
    FF_TRY(put(database_, org_, row, *before, seq));
    rows_.keep(std::make_shared<const core::Row>(row));
    return {};
}

Status SqliteLedger::note_move(const core::Row& row, const Uuid& former, Seq seq) {
    return server::note_move(database_, org_, row, former, seq);
}

Status SqliteLedger::set_audience(const Uuid& customer, const std::vector<Uuid>& circles, Seq seq, core::WallMs at) {
    FF_ASSIGN(const auto* shown_to, circles_of(customer));
    const auto from = view_key(*shown_to);
    rows_.forget_circles(customer);
    FF_ASSIGN(const auto changed, server::set_audience(database_, org_, customer, circles, seq, at));
    news_.circles.insert(changed.begin(), changed.end());
    return changed.empty() ? Status{} : move_digest(customer, from);
}

// Whom it is shown to, remembered.
Result<const std::vector<Uuid>*> SqliteLedger::circles_of(const Uuid& customer) {
    if (const auto* known = rows_.circles(customer)) return known;
    FF_ASSIGN(auto stored, server::circles_of(database_, org_, customer));
    rows_.keep_circles(customer, std::move(stored));
    return rows_.circles(customer);
}

Status SqliteLedger::write_digest(const sync::ScopeKey& scope, const core::Digest& change) {
    if (scope.kind == core::Scope::organisation) return add_to_view(database_, org_, {}, change);
    if (scope.kind != core::Scope::customer) return add_to_view(database_, org_, view_key({scope.id}), change);
    FF_ASSIGN(const auto* circles, circles_of(scope.id));
    // Shown to nobody yet: it is counted when it is.
    return circles->empty() ? Status{} : add_to_view(database_, org_, view_key(*circles), change);
}

// What the customer comes to is in the sum of those whom it is shown to now, no longer in that of those before.
Status SqliteLedger::move_digest(const Uuid& customer, const core::Bytes& from) {
    FF_ASSIGN(const auto whole, digest_of_customer(database_, org_, customer));
    if (!from.empty()) {
        auto gone = core::Digest{};
        gone -= whole;
        // Written, and not yet added there.
        gone += digest_changes_[{core::Scope::customer, customer}];
        FF_TRY(add_to_view(database_, org_, from, gone));
    }
    digest_changes_.erase({core::Scope::customer, customer});
    FF_ASSIGN(const auto* circles, circles_of(customer));
    return circles->empty() ? Status{} : add_to_view(database_, org_, view_key(*circles), whole);
}

Status SqliteLedger::set_membership(const Uuid& user, const std::vector<sync::Standing>& standings, Seq seq,
                                    core::WallMs at) {
    FF_ASSIGN(const auto changed, server::set_membership(database_, org_, user, standings, seq, at));
    if (!changed.empty()) news_.moved.insert(user);
    return {};
}

Result<std::optional<core::WallMs>> SqliteLedger::left_at(const Uuid& customer, const Uuid& user, core::Classes shown) {
    return server::left_at(database_, org_, customer, user, shown);
}

Result<core::Classes> SqliteLedger::mask_of(std::string_view role) {
    return server::mask_of(database_, org_, role);
}

Status SqliteLedger::set_mask(std::string_view role, core::Classes masked) {
    return server::set_mask(database_, org_, role, masked);
}

Result<std::vector<Uuid>> SqliteLedger::people_in(std::string_view role) {
    return server::people_in(database_, org_, role);
}

Result<std::vector<Uuid>> SqliteLedger::customers_of(const Uuid& user) {
    return server::customers_of(database_, org_, user);
}

Status SqliteLedger::append_history(const sync::HistoryEntry& entry) {
    ordinal_ = entry.seq == ordinal_seq_ ? ordinal_ + 1 : 0;
    ordinal_seq_ = entry.seq;
    const auto bytes = encode_change(entry.change);
    FF_ASSIGN(auto statement,
              database_.prepare("INSERT INTO history (org, entity, row, seq, ordinal, user, device, epoch, number, "
                                "received_at, claimed_time, claimed_device, kind, stamp_time, stamp_device, change) "
                                "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)"));
    statement.bind(1, org_).bind(2, static_cast<int>(entry.change.entity->id)).bind(3, entry.change.row);
    statement.bind(4, entry.seq).bind(5, ordinal_);
    bind_id(statement, 6, entry.user);
    statement.bind(7, static_cast<std::int64_t>(entry.device)).bind(8, entry.epoch).bind(9, entry.number);
    statement.bind(10, entry.received_at);
    bind_stamp(statement, 11, entry.claimed);
    statement.bind(13, static_cast<int>(entry.change.kind));
    bind_stamp(statement, 14, entry.change.stamp);
    statement.bind(16, bytes);
    return statement.run();
}

Result<std::optional<sync::KnownEdit>> SqliteLedger::known_edit(const Entity& entity, const Uuid& row,
                                                                const core::Cell& cell, const core::Stamp& stamp) {
    FF_ASSIGN(auto statement,
              database_.prepare("SELECT user, change, seq FROM history WHERE org=?1 AND entity=?2 AND row=?3 "
                                "AND stamp_time=?4 AND stamp_device=?5 ORDER BY seq, ordinal"));
    statement.bind(1, org_).bind(2, static_cast<int>(entity.id)).bind(3, row);
    bind_stamp(statement, 4, stamp);
    std::optional<sync::KnownEdit> known;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return known;
        FF_ASSIGN(const auto change, decode_change(statement.bytes(1)));
        const auto* part = written(change, cell);
        // A row that is added writes all its cells, filled or not.
        const bool writes = part != nullptr || change.kind == core::ChangeKind::add ||
                            (change.kind == core::ChangeKind::revive && cell == sync::life_cell);
        if (writes) {
            return std::optional(sync::KnownEdit{statement.uuid(0), part ? part->base : core::Stamp{},
                                                 part ? part->value : core::Value{},
                                                 static_cast<Seq>(statement.integer(2))});
        }
        if (!known)
            known =
                sync::KnownEdit{statement.uuid(0), core::Stamp{}, std::nullopt, static_cast<Seq>(statement.integer(2))};
    }
}

Result<bool> SqliteLedger::was_replaced(const Entity& entity, const Uuid& row, const core::Cell& cell,
                                        const core::Stamp& stamp) {
    FF_ASSIGN(auto updates,
              database_.prepare("SELECT change FROM history WHERE org=?1 AND entity=?2 AND row=?3 AND kind=2"));
    updates.bind(1, org_).bind(2, static_cast<int>(entity.id)).bind(3, row);
    return any_says(updates, cell, [&](const core::CellChange& part) { return part.base == stamp; });
}

Result<bool> SqliteLedger::wrote_since(const Entity& entity, const Uuid& row, const core::Cell& cell,
                                       core::DeviceNumber device, core::Hlc since) {
    FF_ASSIGN(auto updates,
              database_.prepare("SELECT change FROM history WHERE org=?1 AND entity=?2 AND row=?3 AND kind=2 AND "
                                "stamp_device=?4 AND stamp_time>?5"));
    updates.bind(1, org_).bind(2, static_cast<int>(entity.id)).bind(3, row);
    updates.bind(4, static_cast<std::int64_t>(device)).bind(5, since.packed);
    return any_says(updates, cell, [](const core::CellChange&) { return true; });
}

Result<bool> SqliteLedger::undone(const Entity& entity, const Uuid& row, const core::Cell& cell,
                                  const core::Stamp& add) {
    FF_ASSIGN(auto updates,
              database_.prepare("SELECT change FROM history WHERE org=?1 AND entity=?2 AND row=?3 AND kind=2 AND "
                                "stamp_device=0"));
    updates.bind(1, org_).bind(2, static_cast<int>(entity.id)).bind(3, row);
    return any_says(updates, cell, [&](const core::CellChange& part) {
        return part.base == add && part.value == core::Value{std::int64_t{0}};
    });
}

Result<core::Hlc> SqliteLedger::newest_of(const Entity& entity, const Uuid& row, core::DeviceNumber device) {
    FF_ASSIGN(auto statement, database_.prepare("SELECT max(stamp_time) FROM history WHERE org=?1 AND entity=?2 AND "
                                                "row=?3 AND stamp_device=?4"));
    statement.bind(1, org_).bind(2, static_cast<int>(entity.id)).bind(3, row);
    statement.bind(4, static_cast<std::int64_t>(device));
    FF_ASSIGN(const bool found, statement.step());
    FF_CHECK(found);
    return core::Hlc{static_cast<std::uint64_t>(statement.integer(0))};
}

Result<std::optional<core::Stamp>> SqliteLedger::given_for(const Entity& entity, const Uuid& row,
                                                           const core::Stamp& claimed, core::DeviceNumber by) {
    FF_ASSIGN(auto statement,
              database_.prepare("SELECT stamp_time, stamp_device, device FROM history WHERE org=?1 AND entity=?2 AND "
                                "row=?3 AND claimed_time=?4 AND claimed_device=?5 AND claimed_time<>0"));
    statement.bind(1, org_).bind(2, static_cast<int>(entity.id)).bind(3, row);
    bind_stamp(statement, 4, claimed);
    std::optional<core::Stamp> of_another;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) break;
        const auto given = stamp_at(statement, 0);
        if (static_cast<core::DeviceNumber>(statement.integer(2)) == by) return std::optional(given);
        of_another = given;
    }
    if (!of_another) return of_another;
    FF_ASSIGN(auto itself, database_.prepare("SELECT 1 FROM history WHERE org=?1 AND entity=?2 AND row=?3 AND "
                                             "stamp_time=?4 AND stamp_device=?5 LIMIT 1"));
    itself.bind(1, org_).bind(2, static_cast<int>(entity.id)).bind(3, row);
    bind_stamp(itself, 4, claimed);
    FF_ASSIGN(const bool stands, itself.step());
    return stands ? std::nullopt : of_another;
}

Result<sync::Ledger::Known> SqliteLedger::known_change(const core::Change& wanted) {
    FF_ASSIGN(auto statement,
              database_.prepare("SELECT stamp_time, stamp_device, change FROM history WHERE org=?1 AND entity=?2 AND "
                                "row=?3 AND kind=?6 AND ((stamp_time=?4 AND stamp_device=?5) OR (claimed_time=?4 AND "
                                "claimed_device=?5)) ORDER BY seq, ordinal"));
    statement.bind(1, org_).bind(2, static_cast<int>(wanted.entity->id)).bind(3, wanted.row);
    bind_stamp(statement, 4, wanted.stamp);
    statement.bind(6, static_cast<int>(wanted.kind));
    Known known;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return known;
        FF_ASSIGN(const auto change, decode_change(statement.bytes(2)));
        const auto stamp = stamp_at(statement, 0);
        switch (compare(wanted, change)) {
            case Cells::same:
                known.stamp = stamp;
                return known;
            case Cells::differ:
                known.taken = known.taken || stamp == wanted.stamp;
                break;
            case Cells::others:
                break;
        }
    }
}

Status SqliteLedger::put_conflict(const sync::Conflict& conflict) {
    const auto& key = conflict.key;
    const auto id = conflict_id(key);
    const auto loser_values = encode_values(conflict.loser_values);
    const auto winner_values = encode_values(conflict.winner_values);
    FF_ASSIGN(const auto stored, find(database_, org_, *key.entity, key.row));
    FF_ASSIGN(auto statement,
              database_.prepare(
                  "INSERT OR IGNORE INTO conflict (org, id, entity, row, field, key, loser_time, loser_device, kind, "
                  "loser_values, loser_base_time, loser_base_device, loser_user, winner_time, winner_device, "
                  "winner_values, winner_user, seq, at, customer) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
                  "?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)"));
    statement.bind(1, org_).bind(2, id).bind(3, static_cast<int>(key.entity->id)).bind(4, key.row);
    statement.bind(5, static_cast<int>(key.cell.field)).bind(6, key.cell.key);
    bind_stamp(statement, 7, key.loser);
    statement.bind(9, static_cast<int>(conflict.kind)).bind(10, loser_values);
    bind_stamp(statement, 11, conflict.loser_base);
    bind_id(statement, 13, conflict.loser_user);
    bind_stamp(statement, 14, conflict.winner);
    statement.bind(16, winner_values);
    bind_id(statement, 17, conflict.winner_user);
    statement.bind(18, conflict.seq).bind(19, conflict.at);
    const auto scope = stored ? sync::scope_of(stored->row) : sync::ScopeKey{};
    bind_id(statement, 20, scope.kind == core::Scope::customer ? scope.id : Uuid{});
    return statement.run();
}

Status SqliteLedger::withdraw_conflict(const sync::ConflictKey& key) {
    const auto id = conflict_id(key);
    FF_ASSIGN(auto statement, database_.prepare("DELETE FROM conflict WHERE org=?1 AND id=?2 AND state=0"));
    statement.bind(1, org_).bind(2, id);
    return statement.run();
}

Result<std::vector<sync::Conflict>> SqliteLedger::open_conflicts(const Entity& entity, const Uuid& row,
                                                                 const core::Cell& cell) {
    FF_ASSIGN(auto statement, database_.prepare("SELECT id FROM conflict WHERE org=?1 AND entity=?2 AND row=?3 AND "
                                                "field=?4 AND key=?5 AND state=0"));
    statement.bind(1, org_).bind(2, static_cast<int>(entity.id)).bind(3, row);
    statement.bind(4, static_cast<int>(cell.field)).bind(5, cell.key);
    std::vector<Uuid> ids;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) break;
        ids.push_back(statement.uuid(0));
    }
    std::vector<sync::Conflict> open;
    for (const auto& id : ids) {
        FF_ASSIGN(auto stored, find_conflict(database_, org_, id));
        if (stored) open.push_back(std::move(stored->conflict));
    }
    return open;
}

Status SqliteLedger::take_row(const core::RowKey& key) {
    FF_ASSIGN(const auto before, row(*key.entity, key.id));
    if (!before) return {};
    digest_changes_[sync::scope_of(*before)] -= core::digest_of(*before);
    FF_ASSIGN(auto remove,
              database_.prepare(fmt::format("DELETE FROM \"{}\" WHERE org=?1 AND id=?2", key.entity->name)));
    remove.bind(1, org_).bind(2, key.id);
    FF_TRY(remove.run());
    if (key.entity == &core::catalog::customer) {
        FF_TRY(write_through());
        FF_ASSIGN(auto circles, database_.prepare("DELETE FROM audience WHERE org=?1 AND customer=?2"));
        circles.bind(1, org_).bind(2, key.id);
        FF_TRY(circles.run());
    }
    rows_.clear();
    return {};
}

Status SqliteLedger::mark_erased(const Uuid& row, Seq seq, bool told) {
    FF_ASSIGN(auto statement,
              database_.prepare("INSERT OR IGNORE INTO erased (org, id, seq, told) VALUES (?1, ?2, ?3, ?4)"));
    statement.bind(1, org_).bind(2, row).bind(3, seq).bind(4, std::int64_t{told});
    FF_TRY(statement.run());
    if (told) news_.everyone = true;
    return {};
}

Result<sync::DeviceRecord> SqliteLedger::device(core::DeviceNumber number) {
    FF_ASSIGN(auto statement, database_.prepare("SELECT epoch, user, revoked_at, mark, chain, forked_from IS NOT NULL "
                                                "OR EXISTS (SELECT 1 FROM device_state AS f WHERE f.org=?1 AND "
                                                "f.forked_from=?2) FROM device_state WHERE org=?1 AND number=?2"));
    statement.bind(1, org_).bind(2, static_cast<std::int64_t>(number));
    FF_ASSIGN(const bool found, statement.step());
    if (!found) return {core::ErrorCode::not_found, "device"};
    sync::DeviceRecord record;
    record.number = number;
    record.epoch = static_cast<std::uint64_t>(statement.integer(0));
    record.user = statement.uuid(1);
    record.revoked = !statement.null(2);
    record.mark = static_cast<std::uint64_t>(statement.integer(3));
    record.chain = chain_at(statement, 4);
    record.forked = statement.integer(5) != 0;
    return record;
}

Status SqliteLedger::save_mark(core::DeviceNumber number, std::uint64_t mark, const sync::ChainHash& chain,
                               core::WallMs at) {
    FF_ASSIGN(auto statement, database_.prepare("UPDATE device_state SET mark=?3, chain=?4, last_contact_at=?5 WHERE "
                                                "org=?1 AND number=?2"));
    statement.bind(1, org_).bind(2, static_cast<std::int64_t>(number)).bind(3, mark);
    statement.bind(4, std::span<const std::uint8_t>(chain)).bind(5, at);
    return statement.run();
}

Result<std::optional<sync::PastGroup>> SqliteLedger::past_group(core::DeviceNumber device, std::uint64_t epoch,
                                                                std::uint64_t number) {
    FF_ASSIGN(auto statement, database_.prepare("SELECT chain, verdict FROM verdict WHERE org=?1 AND device=?2 AND "
                                                "epoch=?3 AND number=?4"));
    statement.bind(1, org_).bind(2, static_cast<std::int64_t>(device)).bind(3, epoch).bind(4, number);
    FF_ASSIGN(const bool found, statement.step());
    if (!found) return std::optional<sync::PastGroup>{};
    sync::PastGroup past;
    past.chain = chain_at(statement, 0);
    const auto bytes = statement.bytes(1);
    FF_ASSIGN(past.verdict, sync::decode_verdict({reinterpret_cast<const char*>(bytes.data()), bytes.size()}));
    return std::optional(std::move(past));
}

Status SqliteLedger::store_verdict(core::DeviceNumber device, std::uint64_t epoch, const Uuid& user,
                                   const sync::ChainHash& chain, const sync::Verdict& verdict, const core::Bytes* kept,
                                   core::WallMs at) {
    const std::string bytes = sync::encode_verdict(verdict);
    FF_ASSIGN(
        auto statement,
        database_.prepare("INSERT OR REPLACE INTO verdict (org, device, epoch, number, user, chain, kind, detail, "
                          "verdict, at, kept) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"));
    statement.bind(1, org_).bind(2, static_cast<std::int64_t>(device)).bind(3, epoch).bind(4, verdict.number);
    statement.bind(5, user).bind(6, std::span<const std::uint8_t>(chain)).bind(7, static_cast<int>(verdict.kind));
    statement.bind(8, verdict.detail).bind(9, as_bytes(bytes)).bind(10, at);
    if (kept == nullptr) {
        statement.bind_null(11);
        return statement.run();
    }
    // What waits is needed whole; of the rest a phone may leave so much and no more.
    FF_ASSIGN(const bool room, room_for(device, kept->size()));
    const bool whole = room || verdict.kind == sync::Verdict::Kind::waiting;
    statement.bind(11, std::span<const std::uint8_t>(*kept).first(whole ? kept->size() : 0));
    return statement.run();
}

Result<bool> SqliteLedger::room_for(core::DeviceNumber device, std::size_t bytes) {
    FF_ASSIGN(auto statement,
              database_.prepare("SELECT COALESCE(SUM(LENGTH(kept)), 0) FROM verdict INDEXED BY verdict_kept_of WHERE "
                                "org=?1 AND device=?2 AND kept IS NOT NULL"));
    statement.bind(1, org_).bind(2, static_cast<std::int64_t>(device));
    FF_ASSIGN(const bool found, statement.step());
    FF_CHECK(found);
    return static_cast<std::size_t>(statement.integer(0)) + bytes <= sync::limits::kept_bytes;
}

Result<std::optional<sync::Verdict>> SqliteLedger::verdict_of_original(core::DeviceNumber device,
                                                                       std::uint64_t number) {
    FF_ASSIGN(auto statement,
              database_.prepare(
                  "WITH RECURSIVE line (number, step) AS (SELECT forked_from, 1 FROM device_state WHERE org=?1 AND "
                  "number=?2 AND forked_from IS NOT NULL UNION ALL SELECT d.forked_from, l.step+1 FROM line AS l JOIN "
                  "device_state AS d ON d.org=?1 AND d.number=l.number WHERE d.forked_from IS NOT NULL) "
                  "SELECT v.verdict FROM line AS l JOIN device_state AS d ON d.org=?1 AND d.number=l.number JOIN "
                  "verdict AS v ON v.org=?1 AND v.device=d.number AND v.epoch=d.epoch AND v.number=?3 "
                  "ORDER BY l.step LIMIT 1"));
    statement.bind(1, org_).bind(2, static_cast<std::int64_t>(device)).bind(3, number);
    FF_ASSIGN(const bool found, statement.step());
    if (!found) return std::optional<sync::Verdict>{};
    const auto bytes = statement.bytes(0);
    FF_ASSIGN(auto verdict, sync::decode_verdict({reinterpret_cast<const char*>(bytes.data()), bytes.size()}));
    return std::optional(std::move(verdict));
}

Result<std::optional<sync::Verdict>> SqliteLedger::verdict_of_former(core::DeviceNumber device, const Uuid& user,
                                                                     std::uint64_t number) {
    FF_ASSIGN(auto original, verdict_of_original(device, number));
    if (original) return original;
    FF_ASSIGN(auto statement,
              database_.prepare("SELECT v.verdict FROM device_state AS d JOIN verdict AS v ON v.org=d.org AND "
                                "v.device=d.number AND v.number=?4 WHERE d.org=?1 AND d.user=?3 AND d.number<>?2 AND "
                                "COALESCE(d.last_contact_at, 0)<=(SELECT enrolled_at FROM device_state WHERE org=?1 "
                                "AND number=?2) LIMIT 2"));
    statement.bind(1, org_).bind(2, static_cast<std::int64_t>(device)).bind(3, user).bind(4, number);
    FF_ASSIGN(const bool found, statement.step());
    if (!found) return std::optional<sync::Verdict>{};
    const auto bytes = statement.bytes(0);
    FF_ASSIGN(auto verdict, sync::decode_verdict({reinterpret_cast<const char*>(bytes.data()), bytes.size()}));
    FF_ASSIGN(const bool several, statement.step());
    return several ? std::optional<sync::Verdict>{} : std::optional(std::move(verdict));
}

namespace {

// Of the columns device, epoch, user, chain, kind, kept.
Result<sync::Ledger::Parked> read_parked(const core::sqlite::Statement& statement) {
    sync::Ledger::Parked parked;
    parked.device = static_cast<core::DeviceNumber>(statement.integer(0));
    parked.epoch = static_cast<std::uint64_t>(statement.integer(1));
    parked.user = statement.uuid(2);
    parked.chain = chain_at(statement, 3);
    parked.kind = static_cast<sync::Verdict::Kind>(statement.integer(4));
    FF_ASSIGN(parked.group, core::decode_group(statement.bytes(5)));
    return parked;
}

}  // namespace

Result<std::vector<sync::Ledger::Parked>> SqliteLedger::waiting_for(std::string_view what) {
    // The planner would rather walk every verdict of the organisation in this order than sort the few that wait.
    FF_ASSIGN(
        auto statement,
        database_.prepare("SELECT device, epoch, user, chain, kind, kept FROM verdict INDEXED BY verdict_kept WHERE "
                          "org=?1 AND kind=?2 AND detail=?3 AND kept IS NOT NULL ORDER BY device, epoch, number"));
    statement.bind(1, org_).bind(2, static_cast<int>(sync::Verdict::Kind::waiting)).bind(3, what);
    std::vector<Parked> all;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return all;
        FF_ASSIGN(auto parked, read_parked(statement));
        all.push_back(std::move(parked));
    }
}

Result<std::vector<sync::Ledger::Parked>> SqliteLedger::kept_of(core::DeviceNumber device) {
    FF_ASSIGN(auto statement,
              database_.prepare("SELECT device, epoch, user, chain, kind, kept FROM verdict INDEXED BY verdict_kept_of "
                                "WHERE org=?1 AND device=?2 AND kept IS NOT NULL"));
    statement.bind(1, org_).bind(2, static_cast<std::int64_t>(device));
    std::vector<Parked> all;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return all;
        // What could not be read when it came stands there, too, as it came.
        if (auto parked = read_parked(statement)) all.push_back(*std::move(parked));
    }
}

Result<std::vector<core::DeviceNumber>> SqliteLedger::devices_of(const Uuid& user) {
    FF_ASSIGN(auto statement, database_.prepare("SELECT number FROM device_state WHERE org=?1 AND user=?2"));
    statement.bind(1, org_).bind(2, user);
    std::vector<core::DeviceNumber> numbers;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return numbers;
        numbers.push_back(static_cast<core::DeviceNumber>(statement.integer(0)));
    }
}

Result<std::uint64_t> SqliteLedger::next_in_series(std::string_view series) {
    FF_ASSIGN(auto statement, database_.prepare("INSERT INTO series (org, series, last) VALUES (?1, ?2, 1) ON CONFLICT "
                                                "(org, series) DO UPDATE SET last=last+1 RETURNING last"));
    statement.bind(1, org_).bind(2, series);
    FF_ASSIGN(const bool found, statement.step());
    FF_CHECK(found);
    const auto number = static_cast<std::uint64_t>(statement.integer(0));
    FF_ASSIGN(const bool more, statement.step());
    FF_CHECK(!more);
    return number;
}

Result<bool> SqliteLedger::text_in_use(const Entity& entity, std::size_t field, std::string_view text) {
    FF_ASSIGN(auto statement, database_.prepare(fmt::format("SELECT 1 FROM \"{}\" WHERE org=?1 AND \"{}\"=?2 LIMIT 1",
                                                            entity.name, entity.fields[field].name)));
    statement.bind(1, org_).bind(2, text);
    return statement.step();
}

Result<News> SqliteLedger::take_news() {
    for (const auto& customer : touched_) {
        FF_ASSIGN(const auto* circles, circles_of(customer));
        news_.circles.insert(circles->begin(), circles->end());
    }
    touched_.clear();
    return std::exchange(news_, {});
}

void SqliteLedger::forget() {
    news_ = {};
    touched_.clear();
    ordinal_seq_ = 0;
    head_.reset();
    head_grew_ = false;
    digest_changes_.clear();
    rows_.clear();
}

Uuid conflict_id(const sync::ConflictKey& key) {
    core::Bytes bytes;
    core::Writer writer(bytes);
    writer.varint(key.entity->id);
    writer.uuid(key.row);
    writer.varint(key.cell.field);
    writer.text(key.cell.key);
    writer.stamp(key.loser);
    return hashed_id(bytes);
}

Result<Savepoint> Savepoint::open(SqliteLedger& ledger) {
    FF_TRY(ledger.write_through());
    FF_ASSIGN(auto statement, ledger.database().prepare("SAVEPOINT part"));
    FF_TRY(statement.run());
    return Savepoint(ledger);
}

Savepoint::Savepoint(Savepoint&& other) noexcept : ledger_(std::exchange(other.ledger_, nullptr)) {}

Savepoint::~Savepoint() {
    if (ledger_ == nullptr) return;
    ledger_->forget();
    auto& database = ledger_->database();
    if (database.execute("ROLLBACK TO part; RELEASE part") || !database.in_transaction()) return;
    // What cannot be undone alone must not be committed with the rest: all of it goes. The connection is outside its
    // transaction then, which is how the caller learns of it.
    static_cast<void>(database.execute("ROLLBACK").ok());
}

Status Savepoint::release() {
    FF_TRY(ledger_->write_through());
    FF_ASSIGN(auto statement, ledger_->database().prepare("RELEASE part"));
    FF_TRY(statement.run());
    ledger_ = nullptr;
    return {};
}

}  // namespace fieldfare::server
