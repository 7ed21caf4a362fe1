#include <memory>

#include "server/api/handlers.h"
#include "server/api/protocol_messages.h"

namespace fieldfare::server::api {

// Decoded on a reading thread, decided inside the writer's transaction, answered when that is durable.
core::Result<HttpResponse> push(Call& call) {
    FF_ASSIGN(auto received, receive<sync::PushRequest>(call.request));

    struct Work {
        sync::PushRequest request;
        std::vector<sync::ChainHash> chains;
        sync::PushReply reply;
    };
    auto work = std::make_shared<Work>();
    work->request = std::move(received.message);
    work->chains = sync::chains_of(work->request);
    const auto principal = call.viewer.principal(call.services.organisation);
    call.before_answer.push_back([work, principal](WriteScope& scope) -> core::Status {
        FF_ASSIGN(work->reply, scope.authority.push(scope.ledger, principal, work->request, work->chains));
        return {};
    });
    call.finish = [work, answer_as = received.answer_as] {
        return protocol_response(sync::encode(work->reply, answer_as), answer_as);
    };
    return HttpResponse{};
}

}  // namespace fieldfare::server::api
