#include "server/api/handlers.h"
#include "server/api/protocol_messages.h"
#include "sync/protocol/codec.h"

namespace fieldfare::server::api {

core::Result<HttpResponse> own_conflicts(Call& call) {
    FF_ASSIGN(const auto asked, receive<sync::ConflictsRequest>(call.request));
    auto& scope = *call.write;
    const auto principal = call.viewer.principal(call.services.organisation);
    FF_ASSIGN(const auto reply, scope.authority.conflicts(scope.ledger, principal, asked.message));
    return protocol_response(sync::encode(reply, asked.answer_as), asked.answer_as);
}

}  // namespace fieldfare::server::api
