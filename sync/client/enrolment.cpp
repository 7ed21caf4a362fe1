#include "core/base/planted.h"
#include "core/base/token.h"
#include "core/catalog/entities.h"
#include "core/journal/arrival.h"
#include "core/journal/enrolling.h"
#include "sync/client/engine.h"
#include "sync/protocol/codec.h"

namespace fieldfare::sync {

namespace journal = core::journal;
using core::Error;
using core::ErrorCode;

namespace {

std::string without_slash(std::string url) {
    while (!url.empty() && url.back() == '/') url.pop_back();
    return url;
}

// The phone says whose it is before the first pull, whose rows carry stamps and so replace these.
core::Status put_name(core::Transaction& transaction, const core::Entity& entity, std::size_t field,
                      const core::Uuid& id, const std::string& name) {
    FF_ASSIGN(const auto held, transaction.find(entity, id));
    if (held || name.empty()) return {};
    core::Row row(entity, id);
    row.values[field] = name;
    return transaction.put(row);
}

}  // namespace

core::Result<HttpRequest> enrol_request(core::Store& store, const std::string& server_url, EnrolRequest message,
                                        Encoding encoding) {
    FF_ASSIGN(auto transaction, store.begin());
    FF_ASSIGN(const auto state, journal::sync_state(transaction));
    const auto url = without_slash(server_url);
    const auto code = core::normal_code(message.code).value_or(message.code);
    FF_ASSIGN(message.token, journal::proposed_token(transaction, url, code));
    const bool same_server = state && state->server_url == url;
    if (same_server) message.user = state->user;
    HttpRequest request;
    // A copy's token may be the original's, which goes on.
    if (same_server && !state->fork) request.token = state->token;
    request.method = "POST";
    request.path = path::enrol;
    request.content_type = content_type(encoding);
    request.accept = content_type(encoding);
    request.body = encode(message, encoding);
    FF_ASSIGN([[maybe_unused]] const auto committed, transaction.commit());
    return request;
}

core::Result<EnrolReply> read_enrolment(const core::Result<HttpResponse>& answer) {
    if (!answer) return answer.error();
    FF_TRY(check_answer(*answer));
    const auto encoding = encoding_of(answer->content_type);
    if (!encoding) return Error{ErrorCode::not_our_server, "content type"};
    return decode<EnrolReply>(answer->body, *encoding);
}

HttpRequest fork_request(const core::journal::SyncState& state, Encoding encoding) {
    HttpRequest request;
    request.method = "POST";
    request.path = path::fork;
    request.content_type = content_type(encoding);
    request.accept = content_type(encoding);
    request.token = state.token;
    request.body = encode(ForkRequest{state.fork->token}, encoding);
    return request;
}

core::Status record_fork(core::Store& store, const EnrolReply& reply) {
    FF_ASSIGN(auto transaction, store.begin());
    FF_ASSIGN(auto state, journal::sync_state(transaction));
    if (!state || !state->fork || state->fork->token != reply.token || state->user != reply.user ||
        state->org != reply.org) {
        return Error{ErrorCode::malformed, "fork"};
    }
    state->forked_from = state->device;
    state->device = reply.device;
    state->device_id = reply.device_id;
    state->epoch = reply.device_epoch;
    state->role = reply.role;
    state->token = reply.token;
    state->fork.reset();
    // Numbers go on; the chain under this number starts here.
    state->chain = {};
    if (core::planted("fork drops the unsent")) {
        FF_ASSIGN(const auto next, journal::next_number(transaction));
        state->acknowledged = next - 1;
    }
    if (state->server_epoch != reply.server_epoch) {
        state->server_epoch = reply.server_epoch;
        state->cursor = 0;
        FF_ASSIGN(state->acknowledged, journal::reopen_kept(transaction));
        FF_TRY(journal::clear_staged(transaction));
        FF_TRY(journal::clear_arrival(transaction));
    }
    FF_TRY(journal::set_sync_state(transaction, *state));
    transaction.notes().journal_grew = true;
    FF_ASSIGN([[maybe_unused]] const auto committed, transaction.commit());
    return {};
}

core::Status record_enrolment(core::Store& store, const std::string& server_url, const EnrolReply& reply) {
    FF_ASSIGN(const auto before, journal::sync_state(store.read()));
    if (before && (before->org != reply.org || before->user != reply.user)) {
        return Error{ErrorCode::already_exists, "enrolled for another user"};
    }
    FF_ASSIGN(auto transaction, store.begin());
    journal::SyncState state;
    state.device = reply.device;
    state.device_id = reply.device_id;
    state.epoch = reply.device_epoch;
    state.org = reply.org;
    state.user = reply.user;
    state.role = reply.role;
    state.server_url = without_slash(server_url);
    state.server_epoch = reply.server_epoch;
    state.token = reply.token;
    state.install = store.options().install;
    // Numbers go on; the chain of this enrolment starts here.
    if (before) state.acknowledged = before->acknowledged;
    // Another life of the server may have forgotten what it had acknowledged, together with the device.
    if (before && before->server_epoch != reply.server_epoch && !core::planted("enrolled where it stood")) {
        FF_ASSIGN(state.acknowledged, journal::reopen_kept(transaction));
    }
    FF_TRY(journal::set_sync_state(transaction, state));
    FF_TRY(journal::clear_staged(transaction));
    FF_TRY(journal::clear_arrival(transaction));
    FF_TRY(journal::forget_proposed_token(transaction));
    const auto& organisation = core::catalog::organisation;
    const auto& user = core::catalog::user;
    FF_TRY(put_name(transaction, organisation, organisation.at("name"), reply.org, reply.org_name));
    FF_TRY(put_name(transaction, user, user.at("name"), reply.user, reply.user_name));
    store.hybrid_clock().set_offset(reply.server_time - store.clock().wall());
    FF_ASSIGN(const auto committed, transaction.commit());
    static_cast<void>(committed);
    return {};
}

core::Status record_answer(core::Store& store, const std::string& server_url, const EnrolReply& reply) {
    FF_ASSIGN(const auto state, journal::sync_state(store.read()));
    if (state && state->token == reply.token) return {};
    FF_ASSIGN(const bool waited_for, journal::is_proposed(store.read(), reply.token));
    if (!waited_for) return ErrorCode::changed_meanwhile;
    return record_enrolment(store, server_url, reply);
}

}  // namespace fieldfare::sync
