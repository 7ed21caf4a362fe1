#include "server/store/conflicts.h"

#include "server/store/value_blob.h"

namespace fieldfare::server {

core::Result<std::optional<StoredConflict>> find_conflict(core::sqlite::Connection& database, Org org,
                                                          const core::Uuid& id) {
    FF_ASSIGN(auto statement,
              database.prepare("SELECT entity, row, field, key, loser_time, loser_device, kind, "
                               "loser_values, loser_base_time, loser_base_device, loser_user, winner_time, "
                               "winner_device, winner_values, winner_user, seq, at, state FROM "
                               "conflict WHERE org=?1 AND id=?2"));
    statement.bind(1, org).bind(2, id);
    FF_ASSIGN(const bool found, statement.step());
    if (!found) return std::optional<StoredConflict>{};
    const auto stamp_at = [&statement](int column) {
        core::Stamp stamp;
        stamp.time.packed = static_cast<std::uint64_t>(statement.integer(column));
        stamp.device = static_cast<core::DeviceNumber>(statement.integer(column + 1));
        return stamp;
    };
    StoredConflict stored;
    auto& key = stored.conflict.key;
    key.entity = core::find_entity(static_cast<core::EntityId>(statement.integer(0)));
    if (key.entity == nullptr) return {core::ErrorCode::storage_corrupt, "entity of a conflict"};
    key.row = statement.uuid(1);
    key.cell = {static_cast<core::FieldId>(statement.integer(2)), std::string(statement.text(3))};
    key.loser = stamp_at(4);
    stored.conflict.kind = static_cast<sync::Conflict::Kind>(statement.integer(6));
    FF_ASSIGN(stored.conflict.loser_values, decode_values(statement.bytes(7)));
    stored.conflict.loser_base = stamp_at(8);
    stored.conflict.loser_user = statement.uuid(10);
    stored.conflict.winner = stamp_at(11);
    FF_ASSIGN(stored.conflict.winner_values, decode_values(statement.bytes(13)));
    stored.conflict.winner_user = statement.uuid(14);
    stored.conflict.seq = static_cast<sync::Seq>(statement.integer(15));
    stored.conflict.at = statement.integer(16);
    stored.state = static_cast<ConflictState>(statement.integer(17));
    return std::optional(std::move(stored));
}

core::Status settle_conflict(core::sqlite::Connection& database, Org org, const core::Uuid& id, ConflictState state,
                             const core::Uuid& by, core::WallMs now) {
    FF_ASSIGN(auto statement, database.prepare("UPDATE conflict SET state=?3, resolved_at=?4, resolved_by=?5 WHERE "
                                               "org=?1 AND id=?2"));
    statement.bind(1, org).bind(2, id).bind(3, static_cast<int>(state)).bind(4, now).bind(5, by);
    return statement.run();
}

}  // namespace fieldfare::server
