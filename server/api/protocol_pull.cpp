#include "server/api/handlers.h"
#include "server/api/protocol_messages.h"
#include "server/log/log.h"
#include "server/store/accounts.h"
#include "sync/protocol/codec.h"

namespace fieldfare::server::api {
namespace {

constexpr std::int64_t least_page = 4 * 1024;
constexpr std::int64_t most_pending = 1'000'000'000;
constexpr std::int64_t latest_clock = 1LL << 48;
constexpr std::size_t streams_per_device = 2;
constexpr std::size_t pull_query_bytes = 256;

}  // namespace

core::Result<HttpResponse> pull(Call& call) {
    if (call.request.query.size() > pull_query_bytes) return {core::ErrorCode::too_large, "query"};
    FF_ASSIGN(const auto query, call.query({"cursor", "limit", "pending", "clock"}));
    sync::Cursor cursor;
    if (const auto* text = query.find("cursor")) {
        const auto parsed = sync::Cursor::parse(*text);
        if (!parsed) return {core::ErrorCode::invalid_argument, "cursor"};
        cursor = *parsed;
    }
    sync::PullLimits limits;
    FF_ASSIGN(const auto bytes,
              query.integer("limit", least_page, static_cast<std::int64_t>(sync::limits::page_bytes)));
    if (bytes) limits.bytes = static_cast<std::size_t>(*bytes);
    FF_ASSIGN(const auto pending, query.integer("pending", 0, most_pending));
    FF_ASSIGN(const auto clock, query.integer("clock", 0, latest_clock));

    SqliteLedgerReader ledger(call.database, call.org());
    const auto principal = call.viewer.principal(call.services.organisation);
    auto pulled = call.services.authority.pull(ledger, principal, cursor, limits);
    if (!pulled && pulled.error().code == core::ErrorCode::epoch_changed) {
        log::event(log::Level::warning, "a phone knows more than this database; was it set back? see: restored",
                   {{"device", call.viewer.device}, {"cursor", cursor.seq}});
    }
    FF_ASSIGN(const auto page, std::move(pulled));

    Contact contact;
    contact.at = call.services.clock.wall();
    contact.cursor = cursor.seq;
    contact.pending = pending;
    if (clock) contact.clock_offset_ms = *clock - contact.at;
    contact.complete = !page.more && pending.value_or(0) == 0;
    call.afterwards.push_back([contact, number = call.viewer.device](WriteScope& scope) {
        return note_contact(scope.database, scope.org, number, contact);
    });
    const auto encoding = accepted(call.request, sync::Encoding::json);
    return protocol_response(sync::encode(page, encoding), encoding);
}

core::Result<HttpResponse> protocol_live(Call& call) {
    FF_TRY(call.query({}));
    SqliteLedgerReader ledger(call.database, call.org());
    FF_ASSIGN(const auto head, ledger.head());
    HttpResponse response;
    FF_ASSIGN(response.events, call.services.live.subscribe(
                                   {"d" + std::to_string(call.viewer.device), call.viewer.user},
                                   call.viewer.audience(call.services.organisation), head, call.asked,
                                   [](sync::Seq seq) { return sync::news_event({seq}); }, streams_per_device));
    response.set("Content-Type", "text/event-stream");
    response.set("Cache-Control", "no-store");
    return response;
}

core::Result<HttpResponse> protocol_time(Call& call) {
    SqliteLedgerReader ledger(call.database, call.org());
    sync::TimeReply reply;
    FF_ASSIGN(reply.head, ledger.head());
    reply.server_time = call.services.clock.wall();
    reply.server_epoch = call.services.organisation.epoch;
    const auto encoding = accepted(call.request, sync::Encoding::json);
    return protocol_response(sync::encode(reply, encoding), encoding);
}

}  // namespace fieldfare::server::api
