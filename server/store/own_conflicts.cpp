#include <fmt/format.h>

#include <algorithm>

#include "server/store/conflicts.h"
#include "server/store/ledger.h"
#include "server/store/value_blob.h"
#include "server/store/visible.h"

// What the ledger tells a person of the conflicts in which he lost something.
namespace fieldfare::server {
namespace {

using core::Result;
using core::Uuid;
using sync::ListedConflict;

Result<std::vector<ListedConflict>> listed(core::sqlite::Connection& database, Org org,
                                           const sync::Audience& audience) {
    constexpr int first_circle = 4;  // parameters before it: org, user, limit
    const auto seen = audience.everything
                          ? std::string("1")
                          : fmt::format(
                                "(customer IS NULL OR customer IN (SELECT customer FROM audience WHERE org=?1 "
                                "AND circle IN ({}) AND until IS NULL))",
                                marks(first_circle, audience.circles.size()));
    FF_ASSIGN(auto rows, database.prepare(fmt::format("SELECT id, customer, entity, field FROM conflict WHERE org=?1 "
                                                      "AND loser_user=?2 AND state=0 AND {} AND {} ORDER BY seq DESC, "
                                                      "id LIMIT ?3",
                                                      conflict_shown, seen)));
    rows.bind(1, org).bind(2, audience.user).bind(3, static_cast<std::int64_t>(sync::limits::own_conflicts));
    if (!audience.everything) {
        int at = first_circle;
        for (const auto& circle : audience.circles) rows.bind(at++, circle);
    }
    std::vector<ListedConflict> found;
    while (true) {
        FF_ASSIGN(const bool more, rows.step());
        if (!more) return found;
        const auto* entity = core::find_entity(static_cast<core::EntityId>(rows.integer(2)));
        if (entity == nullptr) return {core::ErrorCode::storage_corrupt, "entity of a conflict"};
        const auto at = entity->position(static_cast<core::FieldId>(rows.integer(3)));
        found.push_back({rows.uuid(0), rows.uuid(1), at == core::Entity::npos ? nullptr : &entity->fields[at]});
    }
}

// The values of the conflict's fields that the edit with its loser's base wrote. A row's first values share its stamp,
// filled in or not: one without a cell was empty.
Result<std::optional<std::vector<sync::FieldValue>>> values_before(core::sqlite::Connection& database, Org org,
                                                                   const sync::Conflict& conflict) {
    using Values = std::optional<std::vector<sync::FieldValue>>;
    if (conflict.loser_base.is_zero()) return Values{};
    const auto& key = conflict.key;
    FF_ASSIGN(auto rows, database.prepare("SELECT change FROM history WHERE org=?1 AND entity=?2 AND row=?3 AND "
                                          "stamp_time=?4 AND stamp_device=?5 ORDER BY seq, ordinal LIMIT 1"));
    rows.bind(1, org).bind(2, static_cast<int>(key.entity->id)).bind(3, key.row);
    rows.bind(4, conflict.loser_base.time.packed).bind(5, static_cast<std::int64_t>(conflict.loser_base.device));
    FF_ASSIGN(const bool found, rows.step());
    if (!found) return Values{};
    FF_ASSIGN(const auto change, decode_change(rows.bytes(0)));
    auto values = conflict.loser_values;
    for (auto& value : values) {
        const auto cell = std::ranges::find_if(change.cells, [&](const core::CellChange& each) {
            return each.field == value.field && each.key == key.cell.key;
        });
        value.value = cell == change.cells.end() ? core::Value{} : cell->value;
    }
    return Values(std::move(values));
}

Result<std::optional<sync::OpenConflict>> open_one(core::sqlite::Connection& database, Org org, const Uuid& id) {
    FF_ASSIGN(auto stored, find_conflict(database, org, id));
    if (!stored) return std::optional<sync::OpenConflict>{};
    sync::OpenConflict open{std::move(stored->conflict), {}};
    FF_ASSIGN(open.before, values_before(database, org, open.conflict));
    return std::optional(std::move(open));
}

}  // namespace

Result<std::vector<ListedConflict>> SqliteLedgerReader::own_conflicts(const sync::Audience& audience) {
    return listed(database_, org_, audience);
}

Result<std::optional<sync::OpenConflict>> SqliteLedgerReader::own_conflict(const Uuid& id) {
    return open_one(database_, org_, id);
}

core::Status SqliteLedger::decide_conflict(const Uuid& id, const Uuid& loser, sync::ConflictState state,
                                           core::WallMs at) {
    const bool opens = state == sync::ConflictState::open;
    FF_ASSIGN(auto write, database_.prepare(fmt::format("UPDATE conflict SET state=?4, resolved_at=?5, resolved_by=?6 "
                                                        "WHERE org=?1 AND id=?2 AND loser_user=?3 AND {}",
                                                        opens ? "resolved_by=?3" : "state=0")));
    write.bind(1, org_).bind(2, id).bind(3, loser).bind(4, static_cast<int>(state));
    if (!opens) write.bind(5, at).bind(6, loser);
    return write.run();
}

}  // namespace fieldfare::server
