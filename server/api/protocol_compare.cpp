#include "server/api/handlers.h"
#include "server/api/protocol_messages.h"
#include "server/log/log.h"
#include "server/store/view_digest.h"
#include "sync/protocol/codec.h"

// A device whose book is not what it should be.
namespace fieldfare::server::api {
namespace {

template <typename Request>
core::Result<Request> read_request(const Call& call, sync::Encoding& answer_as) {
    const auto encoding = sync::encoding_of(call.request.header("Content-Type"));
    if (!encoding) return {core::ErrorCode::unsupported_media_type, "Content-Type"};
    answer_as = accepted(call.request, *encoding);
    return sync::decode<Request>(call.request.body, *encoding);
}

}  // namespace

core::Result<HttpResponse> compare_book(Call& call) {
    auto answer_as = sync::Encoding::json;
    FF_ASSIGN(const auto request, read_request<sync::DigestRequest>(call, answer_as));
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
                FF_ASSIGN(const auto views, sum_up_views(scope.database, scope.org));
                return keep_views(scope.database, scope.org, views);
            });
        }
    }
    call.services.comparisons.compared += 1;
    return protocol_response(sync::encode(reply, answer_as), answer_as);
}

core::Result<HttpResponse> repair_book(Call& call) {
    auto answer_as = sync::Encoding::json;
    FF_ASSIGN(const auto request, read_request<sync::RepairRequest>(call, answer_as));
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
    return protocol_response(sync::encode(reply, answer_as), answer_as);
}

}  // namespace fieldfare::server::api
