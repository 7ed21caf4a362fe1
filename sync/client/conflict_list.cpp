#include "sync/client/conflict_list.h"

#include "core/base/planted.h"
#include "core/conflicts/inbox.h"
#include "sync/protocol/codec.h"

namespace fieldfare::sync {

namespace inbox = core::inbox;

core::Status ConflictList::expect(core::Store& store, const core::Digest& expected) {
    expected_ = expected;
    FF_TRY(forget_arrived(store));
    FF_ASSIGN(const bool agreed, agrees(store));
    differs_ = !agreed && !core::planted("inbox not asked for");
    return {};
}

core::Result<bool> ConflictList::agrees(core::Store& store) const {
    FF_ASSIGN(auto sum, inbox::digest(store.read()));
    for (const auto& one : skipped_) sum += *core::Digest::from_bytes(one.id.bytes);
    return sum == expected_;
}

// Whose row is here by now is asked for again.
core::Status ConflictList::forget_arrived(core::Store& store) {
    std::vector<Skipped> missing;
    for (const auto& one : skipped_) {
        if (one.entity != nullptr) {
            FF_ASSIGN(const auto row, store.read().find(*one.entity, one.row));
            if (row) continue;
        }
        missing.push_back(one);
    }
    skipped_ = std::move(missing);
    return {};
}

core::Result<bool> ConflictList::due(core::Store& store) {
    if (differs_) return true;
    FF_ASSIGN(const bool decided, inbox::has_decisions(store.read()));
    asking_ = asking_ && decided;  // what it asked about was settled meanwhile
    return decided;
}

core::Result<HttpRequest> ConflictList::next(core::Store& store, const core::journal::SyncState& state,
                                             Encoding encoding) {
    ConflictsRequest message;
    FF_ASSIGN(const bool untold, inbox::has_untold(store.read()));
    if (untold) {
        FF_ASSIGN(auto transaction, store.begin());
        FF_TRY(inbox::telling(transaction));
        FF_ASSIGN([[maybe_unused]] const auto committed, transaction.commit());
    }
    FF_ASSIGN(message.held, inbox::held(store.read()));
    if (message.held.size() > limits::conflicts_held) message.held.resize(limits::conflicts_held);
    HttpRequest request;
    request.method = "POST";
    request.path = path::conflicts;
    request.content_type = content_type(encoding);
    request.accept = content_type(encoding);
    request.token = state.token;
    request.body = encode(message, encoding);
    asking_ = true;
    return request;
}

core::Result<ConflictList::Absorbed> ConflictList::absorb(core::Store& store, const core::journal::SyncState& state,
                                                          const HttpRequest& request, const HttpResponse& response) {
    const auto asked_as = encoding_of(request.content_type);
    const auto told_as = encoding_of(response.content_type);
    if (!asked_as || !told_as) return core::Error{core::ErrorCode::not_our_server, "content type"};
    FF_ASSIGN(const auto asked, decode<ConflictsRequest>(request.body, *asked_as));
    FF_ASSIGN(const auto reply, decode<ConflictsReply>(response.body, *told_as));
    asking_ = false;
    differs_ = false;
    if (reply.server_epoch != state.server_epoch) return Absorbed::other_life;
    FF_ASSIGN(auto transaction, store.begin());
    bool took = false;
    skipped_.clear();
    for (const auto& id : reply.unknown) skipped_.push_back({id, nullptr, {}});
    for (const auto& conflict : reply.conflicts) {
        FF_ASSIGN(const auto row, transaction.find(*conflict.lost.entity, conflict.lost.row));
        // Perhaps it left the device since the question, with all that belongs to it.
        if (!row) {
            skipped_.push_back({conflict.id, conflict.lost.entity, conflict.lost.row});
            continue;
        }
        FF_TRY(inbox::put(transaction, conflict));
        took = true;
    }
    FF_TRY(inbox::told(transaction, asked.held, reply.gone));
    FF_ASSIGN([[maybe_unused]] const auto committed, transaction.commit());
    // An answer has room for so many; what is missing without a reason, the next pull shows.
    FF_ASSIGN(const bool agreed, agrees(store));
    differs_ = took && !agreed;
    return took || !reply.gone.empty() ? Absorbed::changed : Absorbed::nothing_new;
}

}  // namespace fieldfare::sync
