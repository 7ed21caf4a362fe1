#include "sync/client/media_queue.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "core/base/planted.h"
#include "core/journal/journal.h"
#include "sync/client/engine.h"

namespace fieldfare::sync {
namespace {

namespace media = core::media;
using core::Error;
using core::ErrorCode;
using media::Blob;
using media::BlobState;

constexpr core::MonotonicMs never = std::numeric_limits<core::MonotonicMs>::max();

// Of "/v1/blob/<content>/held" and "/v1/blob/<content>?offset=…".
std::string content_of(const HttpRequest& request) {
    const auto rest = request.path.substr(blobs::root.size());
    return rest.substr(0, rest.find_first_of("/?"));
}

std::uint64_t number_after(const std::string& text, std::string_view key) {
    std::uint64_t number = 0;
    const auto at = text.find(key);
    if (at == std::string::npos) return 0;
    const auto* from = text.data() + at + key.size();
    static_cast<void>(std::from_chars(from, text.data() + text.size(), number));
    return number;
}

// The fault of this content alone; everything else is the server's or the network's.
bool about_the_content(ErrorCode code) {
    switch (code) {
        case ErrorCode::not_found:
        case ErrorCode::not_in_scope:
        case ErrorCode::content_mismatch:
        case ErrorCode::offset_mismatch:
        case ErrorCode::quota_exceeded:
        case ErrorCode::storage_full:
        case ErrorCode::too_large:
        case ErrorCode::invalid_argument:
        case ErrorCode::malformed:
            return true;
        default:
            return false;
    }
}

// May come right by itself, and costs all its bytes each time: tried a few times.
bool may_not_last(ErrorCode code) {
    return code == ErrorCode::content_mismatch || code == ErrorCode::quota_exceeded;
}

// Will not be taken, however often it is sent.
bool for_good(ErrorCode code) {
    return code == ErrorCode::too_large || code == ErrorCode::invalid_argument || code == ErrorCode::malformed;
}

}  // namespace

void MediaQueue::wake() {
    for (auto& [content, entry] : resting_) {
        entry.until = 0;
        entry.wait = 0;
    }
    quiet_until_ = 0;
    quiet_ms_ = 0;
    wake_at_ = 0;
}

void MediaQueue::rest(const std::string& content, core::MonotonicMs now) {
    auto& entry = resting_[content];
    entry.wait = std::min(options_.rest_most_ms, entry.wait == 0 ? options_.rest_first_ms : entry.wait * 2);
    entry.until =
        now + entry.wait / 2 + static_cast<core::WallMs>(random_.below(static_cast<std::uint64_t>(entry.wait)));
}

// A part came through; how often the whole was refused counts on.
void MediaQueue::go_on(const std::string& content) {
    const auto found = resting_.find(content);
    if (found == resting_.end()) return;
    found->second.until = 0;
    found->second.wait = 0;
}

bool MediaQueue::rests(const std::string& content, core::MonotonicMs now) {
    const auto found = resting_.find(content);
    if (found == resting_.end() || found->second.until <= now) return false;
    wake_at_ = std::min(wake_at_, found->second.until);
    return true;
}

// A server that was set back may have lost what it once took. The life under which contents count as delivered is kept
// with them.
core::Status MediaQueue::note_life(core::Store& store) {
    FF_ASSIGN(const auto state, core::journal::sync_state(store.read()));
    FF_ASSIGN(const auto known, store.database().integer("SELECT server_epoch FROM blob_box"));
    const auto now = static_cast<std::int64_t>(state->server_epoch);
    if (known == now) return {};
    if (known != 0) FF_TRY(media::offer_all_again(store));
    sent_.clear();
    FF_ASSIGN(auto transaction, store.begin());
    {
        FF_ASSIGN(auto update, store.database().prepare("UPDATE blob_box SET server_epoch = ?1"));
        FF_TRY(update.bind(1, now).run());
    }
    FF_ASSIGN([[maybe_unused]] const auto committed, transaction.commit());
    return {};
}

core::Result<std::optional<HttpRequest>> MediaQueue::next(core::Store& store, media::BlobBox& box,
                                                          core::MonotonicMs now) {
    using Answer = core::Result<std::optional<HttpRequest>>;
    wake_at_ = never;
    if (untidy_) {
        FF_TRY(media::tidy(store, box, !swept_));
        // There may be room again since the app ran.
        if (!swept_) FF_TRY(media::retry_all(store, ErrorCode::quota_exceeded));
        untidy_ = false;
        swept_ = true;
    }
    FF_ASSIGN(const auto state, core::journal::sync_state(store.read()));
    if (!state || state->fork) return Answer(std::nullopt);
    if (state->token != token_) {
        wake();
        resting_.clear();
        wake_at_ = never;
        sent_.clear();
        token_ = state->token;
    }
    FF_ASSIGN(const auto pending, core::journal::pending_count(store.read()));
    if (pending > 0) return Answer(std::nullopt);  // text first; the queue is asked again after each exchange
    if (now < quiet_until_) {
        wake_at_ = quiet_until_;
        return Answer(std::nullopt);
    }
    FF_TRY(note_life(store));
    std::vector<Blob> ready;
    std::optional<bool> originals;
    FF_TRY(media::queue(store.read(), [&](const Blob& blob) {
        if (rests(blob.content, now)) return !core::planted("a failed blob blocks the queue");
        if (!blob.small && blob.state == BlobState::to_send) {
            if (!originals) originals = options_.originals();
            if (!*originals) return true;
        }
        ready.push_back(blob);
        return false;
    }));
    if (ready.empty()) return Answer(std::nullopt);
    const auto& blob = ready.front();
    wake_at_ = now;  // whatever comes of this one, there may be another
    auto request = blob.state == BlobState::to_send ? send(store, box, blob) : fetch(store, box, blob);
    if (!request) return request.error();
    if (*request) (*request)->token = state->token;
    return request;
}

core::Result<std::optional<HttpRequest>> MediaQueue::send(core::Store& store, media::BlobBox& box, const Blob& blob) {
    HttpRequest request;
    const auto known = sent_.find(blob.content);
    // One that fits into a request is sent without asking first.
    if (known == sent_.end() && static_cast<std::uint64_t>(blob.bytes) > options_.chunk_bytes) {
        request.path = blobs::held_path(blob.content);
        request.accept = json_type;
        return std::optional(std::move(request));
    }
    // Where no part of ours ends, a loss of power tore what the server had: begun anew.
    const bool goes_on = known != sent_.end() && known->second % box.piece_bytes() == 0;
    const auto offset = goes_on ? known->second : 0;
    auto part = box.part(blob.content, offset, options_.chunk_bytes);
    if (!part || part->empty()) {
        // Damaged or gone from this disk: nothing else is kept from being sent by it.
        const auto code = part ? ErrorCode::content_mismatch : part.error().code;
        FF_TRY(media::set_state(store, blob.content, BlobState::refused,
                                code == ErrorCode::not_found ? ErrorCode::content_mismatch : code));
        untidy_ = true;  // its row may have left meanwhile
        return std::optional<HttpRequest>{};
    }
    request.method = "PUT";
    request.path = blobs::put_path(blob.content, offset);
    request.content_type = blobs::octets;
    request.accept = json_type;
    request.body.assign(part->begin(), part->end());
    return std::optional(std::move(request));
}

core::Result<std::optional<HttpRequest>> MediaQueue::fetch(core::Store& store, media::BlobBox& box, const Blob& blob) {
    FF_ASSIGN(auto offset, box.arrived(blob.content));
    if (offset == static_cast<std::uint64_t>(blob.bytes)) {
        // All of it came before a restart.
        const auto whole = box.complete(blob.content);
        if (whole) {
            FF_TRY(media::set_state(store, blob.content, BlobState::here));
            return std::optional<HttpRequest>{};
        }
        if (whole.error().code != ErrorCode::content_mismatch) return whole.error();
        offset = 0;
    }
    if (offset > static_cast<std::uint64_t>(blob.bytes) || offset % box.piece_bytes() != 0) {
        FF_TRY(box.remove(blob.content));
        offset = 0;
    }
    HttpRequest request;
    request.path = blobs::get_path(blob.content, offset, options_.chunk_bytes);
    request.accept = blobs::octets;
    return std::optional(std::move(request));
}

core::Status MediaQueue::absorb(core::Store& store, media::BlobBox& box, const HttpRequest& request,
                                const core::Result<HttpResponse>& answer, core::MonotonicMs now) {
    if (request.token != token_) return {};
    wake_at_ = now;
    FF_ASSIGN(const auto blob, media::find(store.read(), content_of(request)));
    if (!blob) return {};  // no row names it any more
    const bool sending = blob->state == BlobState::to_send;
    const bool asked_to_send = request.method == "PUT" || request.path.ends_with("/held");
    if (sending != asked_to_send || (!sending && blob->state != BlobState::to_fetch)) return {};  // came late
    auto done = [&]() -> core::Status {
        if (!answer) return answer.error();
        FF_TRY(check_answer(*answer));
        return sending ? took(store, *blob, request, *answer) : came(store, box, *blob, request, *answer);
    }();
    if (done) {
        quiet_ms_ = 0;
        go_on(blob->content);
        return {};
    }
    return give_way(store, box, *blob, done.error(), now);
}

core::Status MediaQueue::took(core::Store& store, const Blob& blob, const HttpRequest& request,
                              const HttpResponse& response) {
    const auto told = blobs::read_held(response.body);
    if (!told) return Error{ErrorCode::not_our_server, "held"};  // an answer that was cut says nothing of the content
    const auto held = *told;
    const bool got_on = request.method != "PUT" || held > number_after(request.path, "offset=");
    if (!got_on) return Error{ErrorCode::offset_mismatch, std::to_string(held)};
    sent_[blob.content] = held;
    if (held != static_cast<std::uint64_t>(blob.bytes)) return {};
    sent_.erase(blob.content);
    resting_.erase(blob.content);
    untidy_ = true;  // its row may have left meanwhile
    return media::set_state(store, blob.content, BlobState::here);
}

core::Status MediaQueue::came(core::Store& store, media::BlobBox& box, const Blob& blob, const HttpRequest& request,
                              const HttpResponse& response) {
    const auto offset = number_after(request.path, "offset=");
    FF_ASSIGN(const auto here, box.arrived(blob.content));
    if (here != offset) return {};  // an answer that came twice
    const auto end = offset + response.body.size();
    const auto bytes = static_cast<std::uint64_t>(blob.bytes);
    const bool whole_pieces = response.body.size() % box.piece_bytes() == 0 || end == bytes;
    if (response.body.empty() || response.body.size() > options_.chunk_bytes || end > bytes || !whole_pieces) {
        return Error{ErrorCode::content_mismatch, "length"};
    }
    FF_TRY(box.arrive(blob.content, offset,
                      {reinterpret_cast<const std::uint8_t*>(response.body.data()), response.body.size()}));
    if (end < bytes) return {};
    FF_TRY(box.complete(blob.content));
    resting_.erase(blob.content);
    return media::set_state(store, blob.content, BlobState::here);
}

// One content steps back for the others, or, when it is not its fault, all wait.
core::Status MediaQueue::give_way(core::Store& store, media::BlobBox& box, const Blob& blob, const Error& error,
                                  core::MonotonicMs now) {
    if (!about_the_content(error.code)) {
        quiet_ms_ = std::min(options_.rest_most_ms, quiet_ms_ == 0 ? options_.rest_first_ms : quiet_ms_ * 2);
        quiet_until_ =
            now + quiet_ms_ / 2 + static_cast<core::WallMs>(random_.below(static_cast<std::uint64_t>(quiet_ms_)));
        wake_at_ = quiet_until_;
        return error;
    }
    const bool sending = blob.state == BlobState::to_send;
    if (error.code == ErrorCode::not_found && sending) {
        // Of a row that is nowhere any more, unless a lead may still take it.
        FF_ASSIGN(const bool named, media::is_named(store.read(), blob.content));
        FF_ASSIGN(const bool aside, media::is_aside(store.read(), blob.content));
        if (!named && !aside) return media::drop(store, &box, blob.content);
    }
    if (error.code == ErrorCode::offset_mismatch && sending) {
        const auto held = number_after(error.detail, "");
        const bool news = !sent_.contains(blob.content) || sent_[blob.content] != held;
        sent_[blob.content] = held;
        if (held == static_cast<std::uint64_t>(blob.bytes)) {
            sent_.erase(blob.content);
            untidy_ = true;
            return media::set_state(store, blob.content, BlobState::here);
        }
        if (news) return {};
    } else if (sending) {
        sent_.erase(blob.content);
    }
    rest(blob.content, now);
    auto& entry = resting_[blob.content];
    if (may_not_last(error.code)) ++entry.refusals;
    const bool enough = entry.refusals >= options_.most_refusals;
    if (enough || (sending && for_good(error.code))) {
        resting_.erase(blob.content);
        FF_TRY(media::set_state(store, blob.content, sending ? BlobState::refused : BlobState::damaged, error.code));
        untidy_ = true;
    }
    return error;
}

}  // namespace fieldfare::sync
