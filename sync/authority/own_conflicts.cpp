#include <algorithm>
#include <iterator>
#include <set>

#include "core/rows/codec.h"
#include "sync/authority/authority.h"
#include "sync/authority/veil.h"

// What somebody wrote and another one overwrote unseen, told to his devices.
namespace fieldfare::sync {
namespace {

using core::ConflictDecision;

core::Change change_of(const Conflict& conflict, const core::Stamp& stamp, const core::Stamp& base,
                       const std::vector<FieldValue>& values) {
    core::Change change{core::ChangeKind::update, conflict.key.entity, conflict.key.row, stamp, {}, {}};
    for (const auto& each : values) change.cells.push_back({each.field, conflict.key.cell.key, each.value, base});
    return change;
}

core::OwnConflict told(const core::Uuid& id, const OpenConflict& open) {
    const auto& conflict = open.conflict;
    core::OwnConflict own;
    own.id = id;
    own.kind = conflict.kind;
    own.at = conflict.at;
    own.by = conflict.winner_user;
    own.lost = change_of(conflict, conflict.key.loser, conflict.loser_base, conflict.loser_values);
    own.kept = change_of(conflict, conflict.winner, {}, conflict.winner_values);
    if (conflict.kind == Conflict::Kind::revived) {
        own.lost.kind = core::ChangeKind::remove;
        own.kept.kind = core::ChangeKind::revive;
    }
    if (open.before) own.before = change_of(conflict, conflict.loser_base, {}, *open.before);
    return own;
}

ConflictState state_after(ConflictDecision decision) {
    switch (decision) {
        case ConflictDecision::restored:
            return ConflictState::restored;
        case ConflictDecision::kept:
            return ConflictState::kept;
        case ConflictDecision::none:
        case ConflictDecision::reopened:
            break;
    }
    return ConflictState::open;
}

// What is hidden from him he hears of when it is shown to him: without the values there is nothing to decide.
core::Result<std::vector<core::Uuid>> shown(LedgerReader& ledger, const Audience& audience) {
    FF_ASSIGN(const auto listed, ledger.own_conflicts(audience));
    std::vector<core::Uuid> ids;
    Veil veil(ledger, audience.user);
    for (const auto& one : listed) {
        core::Classes hidden;
        if (!one.customer.is_nil()) {
            FF_ASSIGN(hidden, veil.over(one.customer));
        }
        if (one.field == nullptr || !hidden.hides(*one.field)) ids.push_back(one.id);
    }
    return ids;
}

std::size_t size_of(const core::OwnConflict& conflict) {
    core::Bytes bytes;
    core::Writer writer(bytes);
    core::write_change(writer, conflict.lost);
    core::write_change(writer, conflict.kept);
    if (conflict.before) core::write_change(writer, *conflict.before);
    return bytes.size();
}

}  // namespace

core::Result<core::Digest> conflicts_digest(LedgerReader& ledger, const Audience& audience) {
    FF_ASSIGN(const auto ids, shown(ledger, audience));
    core::Digest sum;
    for (const auto& id : ids) sum += *core::Digest::from_bytes(id.bytes);
    return sum;
}

core::Result<ConflictsReply> Authority::conflicts(Ledger& ledger, const Principal& principal,
                                                  const ConflictsRequest& request) {
    ConflictsReply reply;
    reply.server_time = clock_.wall();
    reply.server_epoch = server_epoch_;
    std::set<core::Uuid> held;
    for (const auto& one : request.held) {
        held.insert(one.id);
        if (one.decision == ConflictDecision::none) continue;
        FF_TRY(ledger.decide_conflict(one.id, principal.user, state_after(one.decision), reply.server_time));
    }
    FF_ASSIGN(const auto ids, shown(ledger, audience_of(principal)));
    const std::set<core::Uuid> open(ids.begin(), ids.end());
    std::ranges::set_difference(held, open, std::back_inserter(reply.gone));
    std::size_t bytes = 0;
    for (const auto& id : ids) {
        if (held.contains(id) || bytes >= limits::page_bytes) continue;
        FF_ASSIGN(const auto conflict, ledger.own_conflict(id));
        if (!conflict) continue;
        reply.conflicts.push_back(told(id, *conflict));
        bytes += size_of(reply.conflicts.back());
    }
    return reply;
}

}  // namespace fieldfare::sync
