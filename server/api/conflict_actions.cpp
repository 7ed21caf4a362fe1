#include "server/api/handlers.h"
#include "server/api/json.h"
#include "server/api/view.h"
#include "server/store/conflicts.h"

namespace fieldfare::server::api {
namespace {

constexpr std::size_t stamp_bytes = 64;

// Puts the loser back; or, as the undo of that, the winner.
core::Change change_for(const core::Row& row, const sync::Conflict& conflict, ConflictState wanted) {
    if (wanted == ConflictState::restored) return sync::restore_of(row, conflict);
    if (conflict.kind == sync::Conflict::Kind::revived) {
        core::Change revive;
        revive.kind = core::ChangeKind::revive;
        revive.entity = row.entity;
        revive.row = row.id;
        return revive;
    }
    auto winner = conflict;
    winner.loser_values = conflict.winner_values;
    return sync::restore_of(row, winner);
}

core::Status write_back(Call& call, const sync::Conflict& conflict, ConflictState wanted) {
    auto& scope = *call.write;
    FF_ASSIGN(const auto row, scope.ledger.row(*conflict.key.entity, conflict.key.row));
    if (!row) return {core::ErrorCode::not_found, "row"};
    auto principal = call.viewer.principal(call.services.organisation);
    principal.device = 0;
    std::vector<core::Change> changes{change_for(*row, conflict, wanted)};
    FF_TRY(scope.authority.write(scope.ledger, principal, std::move(changes)));
    return {};
}

core::Result<HttpResponse> settle(Call& call, ConflictState wanted) {
    FF_ASSIGN(const auto body, json_body(call.request, {"over"}));
    FF_ASSIGN(const auto over, text_member(body, "over", stamp_bytes));
    const auto id = core::Uuid::parse(call.parts.at(0));
    if (!id) return {core::ErrorCode::not_found, "conflict"};
    FF_ASSIGN(auto view, view_of(call));
    FF_ASSIGN(const auto told, dashboard::conflict(view, *id));
    FF_ASSIGN(const auto stored, find_conflict(call.database, call.org(), *id));
    if (!stored) return {core::ErrorCode::not_found, "conflict"};
    if (stored->state == wanted) return json_response(told);
    if (!told["current"].is_object() || told["current"]["stamp"] != over) return core::ErrorCode::changed_meanwhile;
    // Keeping the winner of an open conflict changes no value; everything else writes one.
    const bool writes = wanted == ConflictState::restored || stored->state == ConflictState::restored;
    // Settled first: a write that has seen the text withdraws what is open about it.
    FF_TRY(settle_conflict(call.database, call.org(), *id, wanted, call.viewer.user, call.write->now));
    if (writes) FF_TRY(write_back(call, stored->conflict, wanted));
    FF_ASSIGN(const auto now_stands, dashboard::conflict(view, *id));
    return json_response(now_stands);
}

}  // namespace

core::Result<HttpResponse> restore_conflict(Call& call) {
    return settle(call, ConflictState::restored);
}

core::Result<HttpResponse> keep_conflict(Call& call) {
    return settle(call, ConflictState::kept);
}

}  // namespace fieldfare::server::api
