#include "server/store/conflicts.h"

#include "sync/protocol/codec.h"
#include "tests/simulation/server_answers.h"
#include "tests/simulation/server_machine.h"

// What the server tells people's phones of overwritten values.
namespace fieldfare::simulation {

namespace {

void check_told(ServerMachine& server, const core::Uuid& user, const core::OwnConflict& conflict) {
    const auto stored = server.rows().find({conflict.lost.entity, conflict.lost.row});
    if (stored == server.rows().end()) return;
    const auto hidden = server.hidden_from(user, stored->second.row);
    for (const auto& cell : conflict.lost.cells) {
        const auto at = conflict.lost.entity->position(cell.field);
        if (at == core::Entity::npos || !hidden.hides(conflict.lost.entity->fields[at])) continue;
        violated(12, "the server tells somebody of {} of {} that was overwritten and is hidden from him",
                 conflict.lost.entity->fields[at].name, describe(stored->first));
    }
}

}  // namespace

bool ServerMachine::hides(const core::Uuid& user, const ConflictLine& line) {
    const auto at = line.row.entity->position(line.cell.field);
    const auto stored = rows().find(line.row);
    if (at == core::Entity::npos || stored == rows().end()) return false;
    return hidden_from(user, stored->second.row).hides(line.row.entity->fields[at]);
}

void ServerMachine::tell_conflicts(const sync::Principal& principal, const sync::HttpRequest& request,
                                   const Answer& answer) {
    const auto encoding = sync::encoding_of(request.content_type).value_or(sync::Encoding::binary);
    const auto asked = sync::decode<sync::ConflictsRequest>(request.body, encoding);
    if (!asked) violated(14, "the server cannot read what a phone asks of its conflicts: {}", asked.error().describe());
    if (stage_.happens(stage_.faults.crash_server)) disk_.die_after(1 + stage_.chance.below(40));
    sync::ConflictsReply told;
    const auto done = store_->run([&](server::WriteScope& scope) -> core::Status {
        FF_ASSIGN(told, scope.authority.conflicts(scope.ledger, principal, *asked));
        return {};
    });
    if (!survived()) return answer(std::nullopt);
    if (!done) return answer(refusal(done.error()));
    stage_.trace.say("the server tells device {} of {} conflicts, {} are gone", principal.device, told.conflicts.size(),
                     told.gone.size());
    for (const auto& conflict : told.conflicts) check_told(*this, principal.user, conflict);
    answer(reply(200, sync::content_type(encoding), sync::encode(told, encoding)));
}

std::vector<ConflictLine> ServerMachine::conflicts() {
    std::vector<ConflictLine> lines;
    const auto org = store_->organisation().number;
    auto select =
        must(store_->database().prepare("SELECT id, kind=1 AND loser_values=winner_values FROM conflict WHERE org=?1"),
             "read conflicts");
    select.bind(1, org);
    while (must(select.step(), "read conflicts")) {
        const auto id = select.uuid(0);
        const auto stored = must(server::find_conflict(store_->database(), org, id), "read a conflict");
        const auto& conflict = stored->conflict;
        lines.push_back({{conflict.key.entity, conflict.key.row},
                         conflict.key.cell,
                         conflict.key.loser,
                         static_cast<int>(conflict.kind),
                         conflict.loser_values,
                         id,
                         conflict.loser_user,
                         stored->state == server::ConflictState::open,
                         select.integer(1) != 0});
    }
    return lines;
}

}  // namespace fieldfare::simulation
