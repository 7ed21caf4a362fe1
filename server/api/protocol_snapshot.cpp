#include <fmt/format.h>

#include <charconv>

#include "server/api/handlers.h"
#include "server/api/protocol_messages.h"
#include "server/store/accounts.h"
#include "server/store/snapshots.h"
#include "server/store/visible.h"
#include "sync/protocol/codec.h"

// A device that holds nothing yet.
namespace fieldfare::server::api {
namespace {

struct Range {
    std::uint64_t from = 0;
    std::uint64_t to = 0;  // with it
};

// "bytes=0-" and "bytes=0-1023": the only forms there are here.
core::Result<Range> range_of(const HttpRequest& request) {
    const core::Error bad{core::ErrorCode::invalid_argument, "Range"};
    auto text = request.header("Range");
    if (!text.starts_with("bytes=")) return bad;
    text.remove_prefix(6);
    Range range{0, std::numeric_limits<std::uint64_t>::max() - 1};
    const auto* end = text.data() + text.size();
    const auto [dash, failure] = std::from_chars(text.data(), end, range.from);
    if (failure != std::errc{} || dash == end || *dash != '-') return bad;
    if (dash + 1 == end) return range;
    const auto [last, wrong] = std::from_chars(dash + 1, end, range.to);
    if (wrong != std::errc{} || last != end || range.to < range.from) return bad;
    return range;
}

core::Result<SnapshotReader> reader_of(Call& call) {
    return snapshot_reader(call.database, call.org(), call.viewer.audience(call.services.organisation),
                           call.services.organisation.id);
}

core::Result<sync::SnapshotOffer> offer_to(Call& call) {
    const auto audience = call.viewer.audience(call.services.organisation);
    auto* snapshots = call.services.snapshots;
    if (snapshots == nullptr) return sync::SnapshotOffer{};
    SqliteLedgerReader ledger(call.database, call.org());
    FF_ASSIGN(const auto head, ledger.head());
    FF_ASSIGN(const auto reader, reader_of(call));
    const auto large = [&]() -> core::Result<bool> {
        const auto enough = snapshots->settings().from_rows;
        FF_ASSIGN(const auto rows, count_visible_after(call.database, call.org(), audience, sync::Cursor{}, enough));
        return rows >= enough;
    };
    FF_ASSIGN(const auto answer, snapshots->offer(reader, head, large));
    sync::SnapshotOffer offer;
    offer.wait_ms = answer.wait_ms;
    if (!answer.file) return offer;
    return offer_of(call.database, call.org(), audience, answer.file->id, answer.file->facts);
}

// Of somebody who lost very much it would be larger than what a client takes: then there is none.
std::string encode_to_fit(const sync::SnapshotOffer& offer, sync::Encoding encoding) {
    auto body = sync::encode(offer, encoding);
    if (sync::decode<sync::SnapshotOffer>(body, encoding)) return body;
    sync::SnapshotOffer none;
    none.server_time = offer.server_time;
    none.server_epoch = offer.server_epoch;
    return sync::encode(none, encoding);
}

void note_contact_afterwards(Call& call, core::WallMs at) {
    Contact contact;
    contact.at = at;
    call.afterwards.push_back([contact, number = call.viewer.device](WriteScope& scope) {
        return note_contact(scope.database, scope.org, number, contact);
    });
}

}  // namespace

core::Result<HttpResponse> snapshot_offer(Call& call) {
    FF_TRY(call.query({}));
    FF_ASSIGN(auto offer, offer_to(call));
    offer.server_time = call.services.clock.wall();
    offer.server_epoch = call.services.organisation.epoch;
    // Who waits asks often.
    if (offer.wait_ms == 0) note_contact_afterwards(call, offer.server_time);
    const auto encoding = accepted(call.request, sync::Encoding::json);
    return protocol_response(encode_to_fit(offer, encoding), encoding);
}

core::Result<HttpResponse> snapshot_part(Call& call) {
    FF_TRY(call.query({}));
    FF_ASSIGN(const auto range, range_of(call.request));
    auto* snapshots = call.services.snapshots;
    if (snapshots == nullptr) return {core::ErrorCode::not_found, "snapshot"};
    FF_ASSIGN(const auto reader, reader_of(call));
    const auto& id = call.parts.front();
    FF_ASSIGN(const auto all, snapshots->size(id, reader));
    const auto most = std::min<std::uint64_t>(range.to - range.from + 1, sync::limits::snapshot_part_bytes);
    FF_ASSIGN(auto part, snapshots->read(id, reader, range.from, most));
    const auto last = range.from + part.size() - 1;
    auto response = protocol_response(std::move(part), sync::Encoding::binary);
    response.status = 206;
    response.set("Content-Range", fmt::format("bytes {}-{}/{}", range.from, last, all));
    return response;
}

}  // namespace fieldfare::server::api
