#include "sync/client/conflict_list.h"

#include "core/base/planted.h"
#include "core/conflicts/inbox.h"
#include "sync/protocol/codec.h"

namespace fieldfare::sync {

namespace inbox = core::inbox;

core::Status ConflictList::expect(core::Store& store, const core::Digest& expected) {
    FF_ASSIGN(const auto held, inbox::digest(store.read()));
    expected_ = expected;
    differs_ = held != expected && !core::planted("inbox not asked for");
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
    for (const auto& conflict : reply.conflicts) {
        FF_ASSIGN(const auto row, transaction.find(*conflict.lost.entity, conflict.lost.row));
        // It left the device since the question, with all that belongs to it.
        if (!row) continue;
        FF_TRY(inbox::put(transaction, conflict));
        took = true;
    }
    FF_TRY(inbox::told(transaction, asked.held, reply.gone));
    FF_ASSIGN([[maybe_unused]] const auto committed, transaction.commit());
    // An answer has room for so many; what is missing without a reason, the next pull shows.
    FF_ASSIGN(const auto held, inbox::digest(store.read()));
    differs_ = took && held != expected_;
    return reply.conflicts.empty() && reply.gone.empty() ? Absorbed::nothing_new : Absorbed::changed;
}

}  // namespace fieldfare::sync
