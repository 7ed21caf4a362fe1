#include <fmt/format.h>

#include "server/api/handlers.h"
#include "server/api/view.h"

namespace fieldfare::server::api {
namespace {

constexpr std::size_t streams_per_session = 8;

std::string event(sync::Seq seq) {
    return fmt::format("id: {0}\ndata: {{\"seq\":{0}}}\n\n", seq);
}

}  // namespace

core::Result<HttpResponse> live(Call& call) {
    FF_TRY(call.query({}));
    SqliteLedgerReader ledger(call.database, call.org());
    FF_ASSIGN(const auto head, ledger.head());
    HttpResponse response;
    FF_ASSIGN(response.events, call.services.live.subscribe({session_key(call.viewer.token_hash), call.viewer.user},
                                                            call.viewer.audience(call.services.organisation), head,
                                                            call.asked, event, streams_per_session));
    response.set("Content-Type", "text/event-stream");
    return response;
}

}  // namespace fieldfare::server::api
