#include "sync/client/bootstrap.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/planted.h"
#include "sync/client/checkpoint.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/snapshot_block.h"

namespace fieldfare::sync {
namespace {

namespace journal = core::journal;
using core::Error;
using core::ErrorCode;
using core::MonotonicMs;
using journal::Arrival;

constexpr int in_vain_at_most = 3;  // then the pull brings all
constexpr core::WallMs longest_wait_ms = 60'000;

std::string part_path(const Arrival& arrival) {
    return fmt::format("{}/{}", path::snapshot, arrival.id);
}

std::string_view as_text(const core::Bytes& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::span<const std::uint8_t> as_bytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

// What stands in the offer beside the file, as the page that it is.
PullPage first_page(SnapshotOffer& offer) {
    PullPage page;
    if (!core::planted("snapshot forgets who left")) page.exits = std::move(offer.exits);
    page.erased = std::move(offer.erased);
    page.rows = std::move(offer.rows);
    page.newer = std::move(offer.newer);
    return page;
}

// Takes the whole blocks at the beginning of `bytes` into the book; returns what is left.
core::Result<std::string_view> take_blocks(core::Transaction& transaction, std::string_view bytes, Arrival& arrival) {
    while (true) {
        FF_ASSIGN(const auto taken, take_block(bytes));
        if (!taken) return bytes;
        FF_TRY(take_rows(transaction, taken->block.rows, taken->block.newer));
        FF_TRY(note_masks(transaction, taken->block.rows, {}));
        arrival.taken_bytes += taken->size;
        arrival.taken_customers += taken->block.customers;
        bytes.remove_prefix(taken->size);
    }
}

core::Status finish(core::Transaction& transaction, const Arrival& arrival) {
    FF_ASSIGN(auto state, journal::sync_state(transaction));
    if (!state) return Error{ErrorCode::unauthenticated, "not enrolled"};
    state->cursor = arrival.then;
    FF_TRY(journal::set_sync_state(transaction, *state));
    return journal::clear_arrival(transaction);
}

// That block is fetched again.
core::Status drop_part(core::Store& store, const Arrival& arrival) {
    FF_ASSIGN(auto transaction, store.begin());
    FF_TRY(journal::set_arrival(transaction, arrival, {}));
    FF_ASSIGN([[maybe_unused]] const auto committed, transaction.commit());
    return {};
}

// The network's doing, or a server's that has much to do: the snapshot stands.
bool passes_by_itself(ErrorCode code) {
    return code == ErrorCode::offline || code == ErrorCode::timed_out || code == ErrorCode::overloaded;
}

// The planted bug.
core::Status count_before_taking(core::Store& store, const Arrival& arrival, std::string_view bytes) {
    FF_ASSIGN(auto transaction, store.begin());
    auto ahead = arrival;
    FF_ASSIGN(const auto taken, take_block(bytes));
    if (!taken) return {};
    ahead.taken_bytes += taken->size;
    FF_TRY(journal::set_arrival(transaction, ahead, as_bytes(bytes.substr(taken->size))));
    FF_ASSIGN([[maybe_unused]] const auto committed, transaction.commit());
    return {};
}

}  // namespace

bool Bootstrap::is_its(const HttpRequest& request) {
    return request.path.starts_with(path::snapshot);
}

core::Result<std::optional<HttpRequest>> Bootstrap::next(core::Store& store, const journal::SyncState& state,
                                                         Encoding encoding, std::size_t part_bytes) {
    if (state.cursor != 0) {
        declined_ = false;
        in_vain_ = 0;
    }
    HttpRequest request;
    request.token = state.token;
    FF_ASSIGN(const auto arrival, journal::arrival(store.read()));
    if (arrival && part_bytes > 0) {
        const auto last = std::min(arrival->received() + part_bytes, arrival->bytes) - 1;
        request.path = part_path(*arrival);
        request.accept = content_type(Encoding::binary);
        request.range = fmt::format("bytes={}-{}", arrival->received(), last);
        return std::optional(std::move(request));
    }
    FF_ASSIGN(const auto staged, journal::staged_count(store.read()));
    if (state.cursor != 0 || staged > 0 || declined_ || part_bytes == 0) return std::optional<HttpRequest>{};
    request.path = path::snapshot;
    request.accept = content_type(encoding);
    return std::optional(std::move(request));
}

core::Result<Bootstrap::Step> Bootstrap::absorb(core::Store& store, const journal::SyncState& state,
                                                const HttpRequest& request, const HttpResponse& response,
                                                MonotonicMs now) {
    FF_ASSIGN(const auto arrival, journal::arrival(store.read()));
    if (request.path == path::snapshot) {
        FF_ASSIGN(const auto staged, journal::staged_count(store.read()));
        if (arrival || state.cursor != 0 || staged > 0) return Step::passed_over;
        return absorb_offer(store, state, request, response, now);
    }
    // Of the place where it stands, and of no other.
    if (!arrival || request.path != part_path(*arrival) ||
        !request.range.starts_with(fmt::format("bytes={}-", arrival->received()))) {
        return Step::passed_over;
    }
    if (response.status != 206) return no_good(store, request, {ErrorCode::not_our_server, "range"});
    if (response.body.empty()) return Error{ErrorCode::timed_out, "part of a snapshot"};
    return absorb_part(store, *arrival, request, response.body, now);
}

core::Result<Bootstrap::Step> Bootstrap::absorb_offer(core::Store& store, const journal::SyncState& state,
                                                      const HttpRequest& request, const HttpResponse& response,
                                                      MonotonicMs now) {
    const auto encoding = encoding_of(response.content_type);
    if (!encoding) return no_good(store, request, {ErrorCode::not_our_server, "content type"});
    auto read = decode<SnapshotOffer>(response.body, *encoding);
    if (!read) return no_good(store, request, read.error());
    auto& offer = *read;
    if (offer.server_epoch != state.server_epoch) return Step::other_life;
    being_made_ = offer.id.empty() && offer.wait_ms > 0;
    if (being_made_) {
        not_before_ = now + std::min(offer.wait_ms, longest_wait_ms);
        return Step::wait;
    }
    declined_ = offer.id.empty() || offer.bytes == 0;
    if (declined_) return Step::none;
    const auto page = first_page(offer);
    FF_ASSIGN(auto transaction, store.begin());
    FF_ASSIGN(const bool push_first, takes_unsent(transaction, page));
    if (push_first) return Step::push_first;
    FF_ASSIGN(const bool took_away, apply_checkpoint(transaction, page));
    FF_TRY(journal::set_arrival(transaction, {offer.id, offer.seq, offer.bytes, offer.customers}, {}));
    FF_ASSIGN([[maybe_unused]] const auto committed, transaction.commit());
    if (took_away) static_cast<void>(store.checkpoint());
    began_at_.reset();
    return Step::progress;
}

core::Result<Bootstrap::Step> Bootstrap::absorb_part(core::Store& store, const Arrival& arrival,
                                                     const HttpRequest& request, std::string_view body,
                                                     MonotonicMs now) {
    FF_ASSIGN(const auto before, journal::arrival_part(store.read()));
    const auto bytes = std::string(as_text(before)) + std::string(body);
    if (core::planted("block counted before it is taken")) FF_TRY(count_before_taking(store, arrival, bytes));
    FF_ASSIGN(auto transaction, store.begin());
    auto after = arrival;
    auto rest = take_blocks(transaction, bytes, after);
    const bool damaged =
        !rest && (rest.error().code == ErrorCode::malformed || rest.error().code == ErrorCode::too_large);
    if (!rest && !damaged) return rest.error();
    const bool over = rest && after.taken_bytes + rest->size() >= arrival.bytes;
    const bool finished = over && rest->empty() && after.taken_bytes == arrival.bytes;
    if (damaged || (over && !finished)) {
        transaction.rollback();
        FF_TRY(drop_part(store, arrival));
        return no_good(store, request, damaged ? rest.error() : Error{ErrorCode::malformed, "end of a snapshot"});
    }
    FF_TRY(finished ? finish(transaction, after) : journal::set_arrival(transaction, after, as_bytes(*rest)));
    FF_ASSIGN([[maybe_unused]] const auto committed, transaction.commit());
    if (after.taken_bytes > arrival.taken_bytes) in_vain_ = 0;
    note_pace(arrival.received() + body.size(), now);
    return finished ? Step::finished : Step::progress;
}

// What came is not what the server sends.
core::Result<Bootstrap::Step> Bootstrap::no_good(core::Store& store, const HttpRequest& request, const Error& why) {
    FF_TRY(refused(store, request, why));
    return Step::none;
}

core::Status Bootstrap::refused(core::Store& store, const HttpRequest& request, const Error& why) {
    if (passes_by_itself(why.code)) return why;
    FF_ASSIGN(const auto arrival, journal::arrival(store.read()));
    const bool offer = request.path == path::snapshot;
    const bool late = offer ? arrival.has_value() : !arrival || request.path != part_path(*arrival);
    if (late) return {};
    const bool gone = why.code == ErrorCode::not_found;
    declined_ = (offer && gone) || ++in_vain_ >= in_vain_at_most;  // a server without snapshots does not know the offer
    if (!declined_ && !gone) return why;
    FF_ASSIGN(auto transaction, store.begin());
    FF_TRY(journal::clear_arrival(transaction));
    FF_ASSIGN([[maybe_unused]] const auto committed, transaction.commit());
    return {};
}

void Bootstrap::note_pace(std::uint64_t received, MonotonicMs now) {
    if (!began_at_) {
        began_at_ = now;
        began_with_ = received;
    }
    last_at_ = now;
}

core::Result<std::optional<ArrivalProgress>> Bootstrap::progress(core::Store& store) const {
    FF_ASSIGN(const auto arrival, journal::arrival(store.read()));
    if (!arrival) return being_made_ ? std::optional(ArrivalProgress{}) : std::nullopt;
    ArrivalProgress progress{arrival->received(), arrival->bytes, arrival->taken_customers, arrival->customers, 0};
    const auto since = arrival->received() - std::min(began_with_, arrival->received());
    if (began_at_ && since > 0) {
        const auto left = static_cast<double>(arrival->bytes - arrival->received()) / static_cast<double>(since);
        progress.remaining_ms = static_cast<core::WallMs>(left * static_cast<double>(last_at_ - *began_at_));
    }
    return std::optional(progress);
}

}  // namespace fieldfare::sync
