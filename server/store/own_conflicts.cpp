#include <fmt/format.h>

#include <algorithm>

#include "server/store/conflicts.h"
#include "server/store/ledger.h"
#include "server/store/value_blob.h"

// What the ledger tells a person of the conflicts in which he lost something.
namespace fieldfare::server {
namespace {

using core::Result;
using core::Uuid;

Result<std::vector<Uuid>> open_ids(core::sqlite::Connection& database, Org org, const sync::Audience& audience) {
    constexpr int first_circle = 4;  // parameters before it: org, user, limit
    std::string marks;
    for (std::size_t i = 0; i < audience.circles.size(); ++i) {
        marks += fmt::format("{}?{}", i == 0 ? "" : ", ", first_circle + static_cast<int>(i));
    }
    const auto seen = audience.everything
                          ? std::string("1")
                          : fmt::format(
                                "(customer IS NULL OR customer IN (SELECT customer FROM audience WHERE org=?1 "
                                "AND circle IN ({}) AND until IS NULL))",
                                marks);
    FF_ASSIGN(auto rows, database.prepare(fmt::format("SELECT id FROM conflict WHERE org=?1 AND loser_user=?2 AND "
                                                      "state=0 AND {} AND {} ORDER BY seq DESC, id LIMIT ?3",
                                                      conflict_shown, seen)));
    rows.bind(1, org).bind(2, audience.user).bind(3, static_cast<std::int64_t>(sync::limits::own_conflicts));
    if (!audience.everything) {
        for (std::size_t i = 0; i < audience.circles.size(); ++i) {
            rows.bind(first_circle + static_cast<int>(i), audience.circles[i]);
        }
    }
    std::vector<Uuid> ids;
    while (true) {
        FF_ASSIGN(const bool more, rows.step());
        if (!more) return ids;
        ids.push_back(rows.uuid(0));
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

Result<std::vector<Uuid>> SqliteLedgerReader::own_conflicts(const sync::Audience& audience) {
    return open_ids(database_, org_, audience);
}

Result<std::optional<sync::OpenConflict>> SqliteLedgerReader::own_conflict(const Uuid& id) {
    return open_one(database_, org_, id);
}

core::Status SqliteLedger::decide_conflict(const Uuid& id, const Uuid& loser, sync::ConflictState state,
                                           core::WallMs at) {
    FF_ASSIGN(auto held, database_.prepare("SELECT 1 FROM conflict WHERE org=?1 AND id=?2 AND loser_user=?3"));
    held.bind(1, org_).bind(2, id).bind(3, loser);
    FF_ASSIGN(const bool found, held.step());
    if (!found) return {};
    return settle_conflict(database_, org_, id, state, loser, at);
}

}  // namespace fieldfare::server
