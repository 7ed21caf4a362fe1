#include "server/api/handlers.h"
#include "server/api/protocol_messages.h"
#include "server/log/log.h"
#include "server/store/view_digest.h"

// A device whose book is not what it should be.
namespace fieldfare::server::api {
core::Result<HttpResponse> compare_book(Call& call) {
    FF_ASSIGN(const auto received, receive<sync::DigestRequest>(call.request));
    const auto& request = received.message;
    SqliteLedgerReader ledger(call.database, call.org());
    const auto principal = call.viewer.principal(call.services.organisation);
    FF_ASSIGN(const auto reply, call.services.authority.compare(ledger, principal, request));
    log::event(log::Level::warning, "a phone compares its book",
               {{"device", call.viewer.device}, {"cursor", request.cursor.seq}, {"except", request.except.size()}});
    if (request.except.empty()) {
        FF_ASSIGN(const auto kept, ledger.digest(sync::audience_of(principal)));
        if (kept != core::total(reply.buckets)) {
            call.services.comparisons.wrong_digests += 1;
            log::event(log::Level::error, "the kept digest of a view is wrong; all are summed up anew",
                       {{"device", call.viewer.device}, {"user", call.viewer.user.text()}});
            call.afterwards.push_back([](WriteScope& scope) -> core::Status {
                FF_TRY(scope.ledger.write_through());
                return sum_up_anew(scope.database, scope.org);
            });
        }
    }
    call.services.comparisons.compared += 1;
    return protocol_response(sync::encode(reply, received.answer_as), received.answer_as);
}

core::Result<HttpResponse> repair_book(Call& call) {
    FF_ASSIGN(const auto received, receive<sync::RepairRequest>(call.request));
    const auto& request = received.message;
    SqliteLedgerReader ledger(call.database, call.org());
    const auto principal = call.viewer.principal(call.services.organisation);
    FF_ASSIGN(const auto reply, call.services.authority.repair(ledger, principal, request));
    auto& counts = call.services.comparisons;
    counts.repaired_rows += reply.rows.size() + reply.left.size();
    counts.unknown_rows += reply.unknown.size();
    log::event(log::Level::warning, "a phone's book is put right",
               {{"device", call.viewer.device},
                {"bucket", request.bucket},
                {"rows", reply.rows.size()},
                {"left", reply.left.size()},
                {"unknown", reply.unknown.size()}});
    return protocol_response(sync::encode(reply, received.answer_as), received.answer_as);
}

}  // namespace fieldfare::server::api
