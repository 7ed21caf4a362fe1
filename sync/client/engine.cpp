#include "sync/client/engine.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "core/base/planted.h"
#include "core/conflicts/inbox.h"
#include "core/customers/merged.h"
#include "core/journal/fork.h"
#include "sync/authority/authority.h"
#include "sync/client/checkpoint.h"
#include "sync/client/upgrade.h"
#include "sync/protocol/codec.h"

namespace fieldfare::sync {
namespace {

namespace journal = core::journal;
using core::Error;
using core::ErrorCode;

constexpr core::WallMs offset_tolerance_ms = 500;          // less is the network's doing
constexpr core::WallMs success_written_every_ms = 60'000;  // when an exchange brought nothing new
constexpr core::WallMs day_ms = 24LL * 60 * 60 * 1000;
constexpr int forks_at_most = 3;  // one after the other; what still does not fit then is no copy's doing
constexpr std::int64_t longest_retry_after_s = 3600;

std::string pull_path(const Cursor& cursor) {
    return std::string(path::pull) + "?cursor=" + cursor.text() + "&";
}

bool is_pull(const HttpRequest& request) {
    return request.path.starts_with(path::pull);
}

// By pages or by a snapshot.
bool fetches(const HttpRequest& request) {
    return is_pull(request) || Bootstrap::is_its(request);
}

journal::State state_of(Verdict::Kind kind) {
    switch (kind) {
        case Verdict::Kind::applied:
            return journal::State::applied;
        case Verdict::Kind::merged:
            return journal::State::merged;
        case Verdict::Kind::superseded:
            return journal::State::superseded;
        case Verdict::Kind::quarantined:
            return journal::State::quarantined;
        case Verdict::Kind::waiting:
            return journal::State::waiting;
    }
    return journal::State::applied;
}

journal::Verdict for_journal(const Verdict& verdict) {
    journal::Verdict out{verdict.number, state_of(verdict.kind), verdict.reason, verdict.detail, {}};
    for (const auto& [from, to] : verdict.restamps) out.restamps.push_back({from, to});
    return out;
}

// Groups that the server held back: what they waited for may have come, or somebody who has the right may have taken
// them.
core::Result<std::vector<std::uint64_t>> numbers_aside(core::Store& store) {
    std::vector<std::uint64_t> numbers;
    FF_ASSIGN(const auto counts, journal::counts(store.read()));
    if (counts.waiting + counts.quarantined == 0) return numbers;
    FF_ASSIGN(const auto items, journal::outbox(store.read()));
    for (const auto& item : items) {
        const bool refused = item.state == journal::State::quarantined && !core::planted("refused for good");
        if (item.state == journal::State::waiting || refused) numbers.push_back(item.group.number);
    }
    return numbers;
}

core::Status rewind(core::Store& store, std::uint64_t mark) {
    FF_ASSIGN(auto transaction, store.begin());
    FF_TRY(journal::rewind(transaction, mark));
    FF_ASSIGN([[maybe_unused]] const auto committed, transaction.commit());
    return {};
}

// Only for the planted bug "retry takes a new number".
void renumber(PushRequest& message) {
    for (const auto& group : message.groups) message.chain = chain_after(message.chain, group);
    message.after += message.groups.size();
    for (auto& group : message.groups) group.number += message.groups.size();
}

// Where the pull goes on after these verdicts. While the device held stamps from the future, rows that came were judged
// under them: what the server wrote from such a group on is fetched again and judged under the stamps it gave. One that
// the server had already, from a copy of this device's data, took effect at a seq that this device does not know.
Seq cursor_after(const PushReply& reply, Seq cursor) {
    for (const auto& verdict : reply.verdicts) {
        if (verdict.restamps.empty()) continue;
        if (verdict.seq > 0) cursor = std::min(cursor, verdict.seq - 1);
        if (verdict.seq == 0 && verdict.kind == Verdict::Kind::superseded) cursor = 0;
    }
    return cursor;
}

// The same for a snapshot that is arriving.
core::Status note_arrival_after(core::Transaction& transaction, const PushReply& reply) {
    FF_ASSIGN(auto arrival, journal::arrival(transaction));
    if (!arrival) return {};
    const auto then = cursor_after(reply, arrival->then);
    if (then == arrival->then) return {};
    arrival->then = then;
    FF_ASSIGN(const auto part, journal::arrival_part(transaction));
    return journal::set_arrival(transaction, *arrival, part);
}

template <typename Message>
core::Result<Message> read_reply(const HttpResponse& response) {
    const auto encoding = encoding_of(response.content_type);
    if (!encoding) return Error{ErrorCode::not_our_server, "content type"};
    return decode<Message>(response.body, *encoding);
}

}  // namespace

std::string_view name(SyncStatus::State state) {
    switch (state) {
        case SyncStatus::State::not_enrolled:
            return "not_enrolled";
        case SyncStatus::State::idle:
            return "idle";
        case SyncStatus::State::working:
            return "working";
        case SyncStatus::State::offline:
            return "offline";
        case SyncStatus::State::stopped:
            return "stopped";
    }
    return "idle";
}

core::Status check_answer(const HttpResponse& response) {
    if (response.protocol.empty()) return Error{ErrorCode::not_our_server, std::to_string(response.status)};
    if (response.status == 200 || response.status == 206) return {};
    const auto reply = read_reply<ErrorReply>(response);
    if (!reply) return Error{ErrorCode::not_our_server, std::to_string(response.status)};
    if (reply->code == ErrorCode::sequence_gap && reply->mark) return Error{reply->code, std::to_string(*reply->mark)};
    return Error{reply->code, reply->detail};
}

core::MonotonicMs Engine::wake_at() const {
    if (stopped_) return std::numeric_limits<core::MonotonicMs>::max();
    if (push_due_ || probe_) return backoff_until_;
    if (pull_due_ && !pull_refused_) return std::max(backoff_until_, bootstrap_.not_before());
    if (conflict_list_.asking() && !pull_refused_) return backoff_until_;
    return std::max(backoff_until_, std::min(next_poll_, comparison_.due_at()));
}

void Engine::wake() {
    backoff_until_ = 0;
    backoff_ms_ = 0;
    push_due_ = true;
    pull_due_ = true;
    stopped_ = false;
    pull_refused_ = false;
}

void Engine::news(Seq seq) {
    news_ = std::max(news_, seq);
    pull_due_ = true;
}

// Nothing that the former one knew holds any more.
void Engine::begin_enrolment(const State& state) {
    token_ = state.token;
    staged_cursor_.reset();
    comparison_ = {};
    conflict_list_ = {};
    bootstrap_ = {};
    news_ = 0;
    probe_ = false;
    wake();
}

core::Result<std::optional<HttpRequest>> Engine::next(core::Store& store, core::MonotonicMs now) {
    using Answer = core::Result<std::optional<HttpRequest>>;
    FF_ASSIGN(const auto state, journal::sync_state(store.read()));
    if (!state) {
        state_ = SyncStatus::State::not_enrolled;
        return Answer(std::nullopt);
    }
    if (state_ == SyncStatus::State::not_enrolled) state_ = SyncStatus::State::idle;
    if (!taken_up_) {
        FF_TRY(take_up_newer(store));
        taken_up_ = true;
    }
    if (state->token != token_) begin_enrolment(*state);
    if (stopped_ || now < backoff_until_) return Answer(std::nullopt);
    if (state->fork) {
        state_ = SyncStatus::State::working;
        return Answer(fork_request(*state, options_.encoding));
    }
    if (now >= next_poll_) {
        pull_due_ = true;
        push_due_ = true;
        if (pull_refused_) next_poll_ = now + options_.poll_ms;  // nothing else moves it on
    }
    const bool can_pull = pull_due_ && !pull_refused_ && now >= bootstrap_.not_before();
    const bool pull_first = pull_turn_ && can_pull && !probe_;
    if (!pull_first && (push_due_ || probe_)) {
        FF_ASSIGN(auto push, next_push(store, *state));
        if (push) return Answer(std::move(push));
    }
    if (pull_refused_) return Answer(std::nullopt);
    if (can_pull) {
        FF_ASSIGN(auto part, bootstrap_.next(store, *state, options_.encoding, options_.part_bytes));
        if (part) {
            state_ = SyncStatus::State::working;
            return Answer(std::move(part));
        }
        FF_ASSIGN(auto pull, next_pull(store, *state));
        return Answer(std::move(pull));
    }
    if (pull_due_) return Answer(std::nullopt);
    FF_ASSIGN(const bool conflicts_due, conflict_list_.due(store));
    if (conflicts_due) {
        state_ = SyncStatus::State::working;
        FF_ASSIGN(auto conflicts, conflict_list_.next(store, *state, options_.encoding));
        return Answer(std::move(conflicts));
    }
    if (!comparison_.due(now)) return Answer(std::nullopt);
    state_ = SyncStatus::State::working;
    FF_ASSIGN(auto comparison, comparison_.next(store, *state, options_.encoding));
    return Answer(std::move(comparison));
}

core::Result<std::optional<HttpRequest>> Engine::next_push(core::Store& store, const State& state) {
    PushRequest message;
    message.epoch = state.epoch;
    message.after = state.acknowledged;
    message.chain = state.chain;
    FF_ASSIGN(message.ask, numbers_aside(store));
    if (message.ask.size() > limits::push_asks) {  // in turn
        const auto next = std::ranges::upper_bound(message.ask, asked_last_);
        std::rotate(message.ask.begin(), next, message.ask.end());
        message.ask.resize(limits::push_asks);
        asked_last_ = message.ask.back();
    }
    FF_ASSIGN(const auto pending, journal::pending_count(store.read()));
    if (pending > 0) {
        FF_ASSIGN(auto transaction, store.begin());
        FF_ASSIGN(auto batch, journal::seal_batch(transaction, options_.batch_changes, options_.batch_bytes));
        FF_TRY(journal::note_attempt(transaction));
        FF_ASSIGN(const auto committed, transaction.commit());
        static_cast<void>(committed);
        message.groups = std::move(batch.groups);
        if (core::planted("retry takes a new number") && backoff_ms_ > 0) renumber(message);
    }
    if (message.groups.empty() && message.ask.empty() && !probe_) {
        push_due_ = false;
        return std::optional<HttpRequest>{};
    }
    state_ = SyncStatus::State::working;
    HttpRequest request;
    request.method = "POST";
    request.path = path::push;
    request.content_type = content_type(options_.encoding);
    request.accept = content_type(options_.encoding);
    request.token = state.token;
    request.body = encode(message, options_.encoding);
    return std::optional(std::move(request));
}

core::Result<Cursor> Engine::pull_cursor(core::Store& store, const State& state) {
    if (staged_cursor_) return *staged_cursor_;
    FF_ASSIGN(const auto count, journal::staged_count(store.read()));
    if (count == 0) return Cursor{state.cursor, 0, {}};
    FF_ASSIGN(const auto pages, journal::staged(store.read()));
    const auto& last = pages.back();
    FF_ASSIGN(const auto page, read_page({reinterpret_cast<const char*>(last.data()), last.size()}));
    staged_cursor_ = page.cursor;
    return page.cursor;
}

core::Result<HttpRequest> Engine::next_pull(core::Store& store, const State& state) {
    FF_ASSIGN(const auto cursor, pull_cursor(store, state));
    state_ = SyncStatus::State::working;
    HttpRequest request;
    FF_ASSIGN(const auto pending, journal::pending_count(store.read()));
    // What this device still holds and what its clock says, so that the server can say how complete its picture is.
    request.path = pull_path(cursor) + "limit=" + std::to_string(options_.page_bytes) +
                   "&pending=" + std::to_string(pending) + "&clock=" + std::to_string(store.clock().wall());
    request.accept = content_type(options_.encoding);
    request.token = state.token;
    return request;
}

Outcome Engine::absorb(core::Store& store, const HttpRequest& request, const core::Result<HttpResponse>& answer,
                       core::MonotonicMs now) {
    Outcome outcome;
    core::Status done;
    const auto state = journal::sync_state(store.read());
    if (!state) {
        done = state.error();
    } else if (!*state) {
        done = Error{ErrorCode::unauthenticated, "not enrolled"};
    } else if (request.token != (*state)->token) {
        return outcome;
    } else if (!answer) {
        done = not_given(store, request, answer.error());
    } else if (const auto good = check_answer(*answer); !good) {
        done = absorb_refusal(store, **state, request, *answer);
    } else if (request.path == path::fork) {
        done = absorb_fork(store, *answer, outcome);
    } else if (is_pull(request)) {
        done = absorb_pull(store, **state, request, *answer, now, outcome);
    } else if (ConflictList::is_its(request)) {
        done = absorb_conflicts(store, **state, request, *answer, outcome);
    } else if (Bootstrap::is_its(request)) {
        done = absorb_bootstrap(store, **state, request, *answer, now, outcome);
    } else if (Comparison::is_its(request)) {
        done = absorb_comparison(store, **state, request, *answer, now, outcome);
    } else {
        done = absorb_push(store, **state, *answer, outcome);
    }
    pull_turn_ = !fetches(request);
    if (done) {
        backoff_ms_ = 0;
        backoff_until_ = 0;
        error_.reset();
        state_ = SyncStatus::State::idle;
        return outcome;
    }
    outcome.error = done.error();
    if (!stopped_) {
        error_ = done.error();
        state_ = SyncStatus::State::offline;
        back_off(now, answer ? answer->retry_after : std::string{});
    }
    return outcome;
}

bool Engine::other_epoch(const State& state, std::uint64_t server_epoch) {
    return state.server_epoch != server_epoch;
}

void Engine::note_time(core::Store& store, core::WallMs server_time) {
    auto& clock = store.hybrid_clock();
    const auto offset = server_time - store.clock().wall();
    const auto change = offset - clock.offset();
    if (change > offset_tolerance_ms || change < -offset_tolerance_ms) clock.set_offset(offset);
}

core::Status Engine::absorb_fork(core::Store& store, const HttpResponse& response, Outcome& outcome) {
    FF_ASSIGN(const auto reply, read_reply<EnrolReply>(response));
    FF_TRY(record_fork(store, reply));
    note_time(store, reply.server_time);
    outcome.progress = true;
    return {};
}

core::Status Engine::fork(core::Store& store, const State& state, const Error& why) {
    if (state.fork) return {};  // an answer that came twice
    if (++forks_in_a_row_ > forks_at_most) {
        stop(why);
        return why;
    }
    FF_ASSIGN(auto transaction, store.begin());
    FF_TRY(journal::begin_fork(transaction));
    FF_ASSIGN([[maybe_unused]] const auto committed, transaction.commit());
    push_due_ = true;
    return {};
}

core::Status Engine::absorb_push(core::Store& store, const State& state, const HttpResponse& response,
                                 Outcome& outcome) {
    FF_ASSIGN(const auto reply, read_reply<PushReply>(response));
    note_time(store, reply.server_time);
    FF_ASSIGN(auto transaction, store.begin());
    std::vector<journal::Verdict> verdicts;
    for (const auto& verdict : reply.verdicts) verdicts.push_back(for_journal(verdict));
    const bool restored = other_epoch(state, reply.server_epoch);
    if (restored) FF_TRY(journal::note_other_life(transaction));
    FF_TRY(core::customers::put_back(transaction));
    FF_TRY(journal::record_verdicts(transaction, verdicts, reply.chain));
    FF_TRY(core::customers::show_where_they_go(transaction));
    // A server that came back from a backup knows all our groups again by now: everything is fetched anew.
    const auto cursor = restored && !core::planted("restore not noticed") ? 0 : cursor_after(reply, state.cursor);
    FF_TRY(restored ? journal::clear_arrival(transaction) : note_arrival_after(transaction, reply));
    if (restored || cursor != state.cursor) {
        FF_ASSIGN(auto fresh, journal::sync_state(transaction));
        if (!fresh) return Error{ErrorCode::unauthenticated, "not enrolled"};
        fresh->server_epoch = reply.server_epoch;
        fresh->cursor = cursor;
        FF_TRY(journal::set_sync_state(transaction, *fresh));
        FF_TRY(journal::clear_staged(transaction));
        staged_cursor_.reset();
    }
    // Somebody sent under this number what this database never gave away.
    FF_ASSIGN(const auto sent, journal::last_sent(transaction));
    if (reply.mark > sent && !state.fork) FF_TRY(journal::begin_fork(transaction));
    if (restored) news_ = 0;  // it was of the former life's seqs, which may never come again
    FF_ASSIGN(const auto committed, transaction.commit());
    static_cast<void>(committed);
    outcome.progress = !verdicts.empty();
    forks_in_a_row_ = 0;
    probe_ = false;
    pull_due_ = true;
    FF_ASSIGN(const auto pending, journal::pending_count(store.read()));
    push_due_ = pending > 0 || reply.mark > sent;
    return {};
}

core::Status Engine::absorb_pull(core::Store& store, const State& state, const HttpRequest& request,
                                 const HttpResponse& response, core::MonotonicMs now, Outcome& outcome) {
    FF_ASSIGN(const auto page, read_reply<PullPage>(response));
    note_time(store, page.server_time);
    if (other_epoch(state, page.server_epoch)) {
        probe_ = true;
        return {};
    }
    FF_ASSIGN(const auto cursor, pull_cursor(store, state));
    if (!request.path.starts_with(pull_path(cursor))) return {};  // an answer that came late or twice
    if (page.more) {
        outcome.progress = true;
        return stage(store, response, page);
    }
    FF_ASSIGN(const auto done, finish_pull(store, state, page, now));
    if (done == Pull::push_first) {
        push_due_ = true;  // the staged pages stay; this one is asked for again
        return {};
    }
    outcome.progress = outcome.pulled = done == Pull::committed;
    FF_TRY(conflict_list_.expect(store, page.conflicts));
    pull_due_ = news_ > page.head;
    next_poll_ = now + (live_ ? options_.live_poll_ms : options_.poll_ms);
    last_success_ = store.hybrid_clock().now();
    return {};
}

core::Status Engine::absorb_bootstrap(core::Store& store, const State& state, const HttpRequest& request,
                                      const HttpResponse& response, core::MonotonicMs now, Outcome& outcome) {
    FF_ASSIGN(const auto step, bootstrap_.absorb(store, state, request, response, now));
    if (step == Bootstrap::Step::other_life) probe_ = true;
    if (step == Bootstrap::Step::push_first) push_due_ = true;
    outcome.progress = step == Bootstrap::Step::progress || step == Bootstrap::Step::finished;
    return {};
}

core::Status Engine::absorb_comparison(core::Store& store, const State& state, const HttpRequest& request,
                                       const HttpResponse& response, core::MonotonicMs now, Outcome& outcome) {
    FF_ASSIGN(const bool repaired, comparison_.absorb(store, state, request, response, now));
    outcome.progress = repaired;
    // Is all well now?
    if (repaired && !comparison_.due(now)) pull_due_ = true;
    return {};
}

core::Status Engine::absorb_conflicts(core::Store& store, const State& state, const HttpRequest& request,
                                      const HttpResponse& response, Outcome& outcome) {
    FF_ASSIGN(const auto absorbed, conflict_list_.absorb(store, state, request, response));
    if (absorbed == ConflictList::Absorbed::other_life) probe_ = true;
    outcome.progress = absorbed == ConflictList::Absorbed::changed;
    return {};
}

core::Status Engine::stage(core::Store& store, const HttpResponse& response, const PullPage& page) {
    FF_ASSIGN(auto transaction, store.begin());
    FF_TRY(journal::stage_page(transaction,
                               {reinterpret_cast<const std::uint8_t*>(response.body.data()), response.body.size()}));
    FF_ASSIGN(const auto committed, transaction.commit());
    static_cast<void>(committed);
    staged_cursor_ = page.cursor;
    return {};
}

core::Result<Engine::Pull> Engine::finish_pull(core::Store& store, const State& state, const PullPage& last,
                                               core::MonotonicMs monotonic) {
    const auto now = store.hybrid_clock().now();
    const bool nothing_new =
        last.rows.empty() && last.exits.empty() && last.erased.empty() && last.cursor.seq == state.cursor;
    const bool lately = now - state.last_sync_at < success_written_every_ms;
    if (nothing_new && !staged_cursor_ && lately && store.digest() == last.digest) {
        FF_ASSIGN(const auto book, core::book_digest::record(store.read()));
        if (book.unknown == 0) return Pull::nothing_new;
    }
    if (core::planted("cursor before pages")) {
        FF_ASSIGN(auto early, store.begin());
        FF_TRY(journal::set_cursor(early, last.cursor.seq));
        FF_TRY(journal::clear_staged(early));
        FF_ASSIGN(const auto too_soon, early.commit());
        static_cast<void>(too_soon);
    }
    FF_ASSIGN(auto transaction, store.begin());
    FF_ASSIGN(const bool push_first, takes_unsent(transaction, last));
    if (push_first) return Pull::push_first;
    FF_ASSIGN(const bool took_away, apply_checkpoint(transaction, last));
    FF_ASSIGN(auto fresh, journal::sync_state(transaction));
    if (!fresh) return Error{ErrorCode::unauthenticated, "not enrolled"};
    const bool first_of_day = now / day_ms != fresh->last_sync_at / day_ms;
    if (first_of_day) {
        FF_TRY(journal::prune(transaction, now));
        // What a failing disk did to a row shows in the rows alone.
        FF_TRY(transaction.sum_up());
    }
    fresh->cursor = last.cursor.seq;
    fresh->last_sync_at = now;
    FF_TRY(journal::set_sync_state(transaction, *fresh));
    // JSON passes over what this version does not know, and the digest counts it.
    if (options_.encoding == Encoding::binary) {
        FF_TRY(comparison_.at_checkpoint(transaction, last.digest, monotonic));
    }
    FF_ASSIGN(const auto committed, transaction.commit());
    static_cast<void>(committed);
    // Among what came may be what the server had refused and a lead took.
    const bool came = !nothing_new || staged_cursor_;
    staged_cursor_.reset();
    FF_ASSIGN(const auto counts, journal::counts(store.read()));
    if (came && counts.quarantined > 0) push_due_ = true;
    // It stands in the log until that is moved; a reader may be in the way, then it is moved when idle.
    if (took_away) static_cast<void>(store.checkpoint());
    return Pull::committed;
}

core::Status Engine::not_given(core::Store& store, const HttpRequest& request, const Error& why) {
    return Bootstrap::is_its(request) ? bootstrap_.refused(store, request, why) : core::Status{why};
}

core::Status Engine::absorb_refusal(core::Store& store, const State& state, const HttpRequest& request,
                                    const HttpResponse& response) {
    const auto error = check_answer(response).error();
    if (Comparison::is_its(request)) comparison_.give_way();
    switch (error.code) {
        case ErrorCode::changed_meanwhile:
            pull_due_ = true;
            return {};
        case ErrorCode::unauthenticated:
        case ErrorCode::device_revoked:
            stop(error);
            return error;
        case ErrorCode::chain_mismatch:
            return fork(store, state, error);
        case ErrorCode::already_exists: {
            if (request.path != path::fork) return error;
            // The token that was proposed is somebody else's.
            FF_ASSIGN(auto transaction, store.begin());
            FF_TRY(journal::begin_fork(transaction));
            FF_ASSIGN([[maybe_unused]] const auto committed, transaction.commit());
            return error;
        }
        case ErrorCode::protocol_unsupported:
            if (!fetches(request)) stop(error);
            pull_refused_ = fetches(request);
            return error;
        case ErrorCode::epoch_changed: {
            if (!fetches(request) && !Comparison::is_its(request)) {
                stop(error);
                return error;
            }
            // The cursor lies beyond the server's last seq: it was restored. See what it has forgotten, then begin
            // anew.
            probe_ = true;
            return {};
        }
        case ErrorCode::sequence_gap: {
            std::uint64_t mark = 0;
            const auto* end = error.detail.data() + error.detail.size();
            const auto [at, failure] = std::from_chars(error.detail.data(), end, mark);
            if (failure != std::errc{} || at != end) {
                stop(error);
                return error;
            }
            if (mark >= state.acknowledged) return error;  // an answer that came twice, or one that makes no sense
            auto rewound = rewind(store, mark);
            // The journal does not reach back that far: under another number it need not.
            if (!rewound && rewound.error().code == ErrorCode::changed_meanwhile) return fork(store, state, error);
            if (!rewound) return rewound;
            push_due_ = true;
            return {};
        }
        default:
            return not_given(store, request, error);
    }
}

void Engine::back_off(core::MonotonicMs now, const std::string& retry_after) {
    backoff_ms_ = backoff_ms_ == 0 ? options_.backoff_first_ms : std::min(backoff_ms_ * 2, options_.backoff_most_ms);
    // Between half and all of it, so that many phones do not come back at once.
    const auto half = std::max<core::WallMs>(backoff_ms_ / 2, 1);
    auto wait = half + static_cast<core::WallMs>(random_.below(static_cast<std::uint64_t>(half) + 1));
    std::int64_t seconds = 0;
    const auto [at, failure] = std::from_chars(retry_after.data(), retry_after.data() + retry_after.size(), seconds);
    if (failure == std::errc{} && seconds > 0) {
        wait = std::max<core::WallMs>(wait, 1000 * std::min(seconds, longest_retry_after_s));
    }
    backoff_until_ = now + wait;
}

void Engine::stop(const Error& error) {
    stopped_ = true;
    error_ = error;
    state_ = SyncStatus::State::stopped;
}

core::Result<SyncStatus> Engine::status(core::Store& store) const {
    SyncStatus status;
    FF_ASSIGN(const auto state, journal::sync_state(store.read()));
    FF_ASSIGN(const auto counts, journal::counts(store.read()));
    status.pending = counts.pending;
    status.quarantined = counts.quarantined;
    status.waiting = counts.waiting;
    FF_ASSIGN(status.conflicts, core::inbox::open_count(store.read()));
    FF_ASSIGN(status.book, core::book_digest::record(store.read()));
    if (!state) return status;
    FF_ASSIGN(status.arrival, bootstrap_.progress(store));
    status.forked_from = state->forked_from;
    status.state = state_ == SyncStatus::State::not_enrolled ? SyncStatus::State::idle : state_;
    status.last_success = std::max(last_success_, state->last_sync_at);
    status.error = error_;
    return status;
}

}  // namespace fieldfare::sync
