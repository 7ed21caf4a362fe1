#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/journal/journal.h"
#include "core/store/book_digest.h"
#include "core/store/store.h"
#include "sync/client/bootstrap.h"
#include "sync/client/comparison.h"
#include "sync/client/conflict_list.h"
#include "sync/client/http.h"
#include "sync/protocol/messages.h"

namespace fieldfare::sync {

// For the pill that is on every page.
struct SyncStatus {
    enum class State : std::uint8_t {
        not_enrolled,
        idle,     // nothing to send, nothing known to fetch
        working,  // an exchange is going on
        offline,  // the server cannot be reached; tries again by itself
        stopped,  // needs a person: the reason stands in `error`
    };
    State state = State::not_enrolled;
    core::WallMs last_success = 0;  // last complete exchange; 0: never
    std::int64_t pending = 0;       // groups that the server has not got
    std::int64_t quarantined = 0;
    std::int64_t waiting = 0;
    std::int64_t conflicts = 0;          // what the user wrote and somebody overwrote unseen, undecided
    core::DeviceNumber forked_from = 0;  // this is a copy of that device's data and goes on by itself; 0: it is none
    core::book_digest::Record book;      // what came of comparing it with the server's
    std::optional<ArrivalProgress> arrival;  // while the book is filled for the first time
    // Of contents of attachments that are going out, how many bytes the server has: see MediaQueue.
    std::map<std::string, std::uint64_t> sent;
    std::optional<core::Error> error;
    friend bool operator==(const SyncStatus&, const SyncStatus&) = default;
};
std::string_view name(SyncStatus::State state);

struct EngineOptions {
    Encoding encoding = Encoding::binary;
    std::size_t page_bytes = limits::page_bytes;
    // Of a snapshot asked for at once: what a crash may cost. 0: no snapshots, pages alone.
    std::size_t part_bytes = 256 * 1024;
    std::size_t batch_changes = limits::push_changes;
    std::size_t batch_bytes = limits::push_bytes;
    core::WallMs backoff_first_ms = 1'000;
    core::WallMs backoff_most_ms = 60'000;
    core::WallMs poll_ms = 60'000;        // a pull even without news
    core::WallMs live_poll_ms = 600'000;  // the same while a live stream says that there is none
};

// What an answer meant.
struct Outcome {
    bool progress = false;  // a verdict was recorded or a page staged or committed
    bool pulled = false;    // a checkpoint was committed
    std::optional<core::Error> error;
};

// The phone's half of the exchange as a machine without input or output: the caller carries requests and answers. Push
// and pull alternate, so neither waits for the other. Everything it must remember across a crash is in the store; what
// it holds in memory (backoff, whose turn it is) may be lost at any moment. All members are for the store's thread.
//
//     while (true) {
//         auto request = engine.next(store, now);        // commits what must be durable before it is sent
//         if (request has none) { wait until wake_at(), or until news; continue; }
//         engine.absorb(store, **request, transport.exchange(url, **request), now);
//     }
class Engine {
  public:
    Engine(core::Random& random, EngineOptions options = {}) : random_(random), options_(options) {}

    // The next request that is due at `now` (monotonic), or nothing: see wake_at. Errors are the store's.
    core::Result<std::optional<HttpRequest>> next(core::Store& store, core::MonotonicMs now);

    // Takes the answer of the request (or that there was none) and commits what follows from it: verdicts, restamps and
    // rows in one transaction. Any answer may be lost or come twice; nothing is lost or done twice. What a former
    // enrolment asked for is passed over.
    Outcome absorb(core::Store& store, const HttpRequest& request, const core::Result<HttpResponse>& answer,
                   core::MonotonicMs now);

    // When `next` may have something again, if nothing else happens (monotonic); far away when stopped.
    core::MonotonicMs wake_at() const;
    // The network changed or the user asked: forget the backoff, try now. Also leaves `stopped`.
    void wake();
    // The server says there is news up to this seq.
    void news(Seq seq);
    // The journal grew.
    void journal_grew() { push_due_ = true; }
    // A live stream is up (polls less often) or down.
    void set_live(bool live) { live_ = live; }

    // As of the last call; `pending` and the like are read from the store, on its thread.
    core::Result<SyncStatus> status(core::Store& store) const;
    const EngineOptions& options() const { return options_; }

  private:
    using State = core::journal::SyncState;
    core::Result<std::optional<HttpRequest>> next_push(core::Store& store, const State& state);
    core::Result<HttpRequest> next_pull(core::Store& store, const State& state);
    core::Result<Cursor> pull_cursor(core::Store& store, const State& state);
    core::Status absorb_push(core::Store& store, const State& state, const HttpResponse& response, Outcome& outcome);
    core::Status absorb_pull(core::Store& store, const State& state, const HttpRequest& request,
                             const HttpResponse& response, core::MonotonicMs now, Outcome& outcome);
    core::Status absorb_bootstrap(core::Store& store, const State& state, const HttpRequest& request,
                                  const HttpResponse& response, core::MonotonicMs now, Outcome& outcome);
    core::Status absorb_fork(core::Store& store, const HttpResponse& response, Outcome& outcome);
    // What the server holds under this device's number is not what stands here: another copy went on with it.
    core::Status fork(core::Store& store, const State& state, const core::Error& why);
    core::Status absorb_comparison(core::Store& store, const State& state, const HttpRequest& request,
                                   const HttpResponse& response, core::MonotonicMs now, Outcome& outcome);
    core::Status absorb_conflicts(core::Store& store, const State& state, const HttpRequest& request,
                                  const HttpResponse& response, Outcome& outcome);
    core::Status stage(core::Store& store, const HttpResponse& response, const PullPage& page);
    enum class Pull : std::uint8_t { nothing_new, push_first, committed };
    // Commits the staged pages and the last one as one checkpoint, unless it would purge what was not sent yet.
    core::Result<Pull> finish_pull(core::Store& store, const State& state, const PullPage& last, core::MonotonicMs now);
    core::Status absorb_refusal(core::Store& store, const State& state, const HttpRequest& request,
                                const HttpResponse& response);
    core::Status not_given(core::Store& store, const HttpRequest& request, const core::Error& why);
    // True while the server is in another life than the one the store knows; see push after a restore.
    bool other_epoch(const State& state, std::uint64_t server_epoch);
    void note_time(core::Store& store, core::WallMs server_time);
    void begin_enrolment(const State& state);
    void back_off(core::MonotonicMs now, const std::string& retry_after);
    void stop(const core::Error& error);

    core::Random& random_;
    EngineOptions options_;
    SyncStatus::State state_ = SyncStatus::State::idle;
    Comparison comparison_;
    ConflictList conflict_list_;
    Bootstrap bootstrap_;
    std::optional<core::Error> error_;
    core::MonotonicMs backoff_until_ = 0;
    core::MonotonicMs next_poll_ = 0;
    core::WallMs backoff_ms_ = 0;
    core::WallMs last_success_ = 0;
    std::string token_;                    // of the enrolment that all this is about
    std::optional<Cursor> staged_cursor_;  // after the last staged page, once known
    Seq news_ = 0;
    std::uint64_t asked_last_ = 0;  // of the groups that the server keeps aside, if not all can be asked for at once
    int forks_in_a_row_ = 0;        // without a push that was taken
    bool push_due_ = true;
    bool pull_due_ = true;
    bool pull_turn_ = false;
    bool probe_ = false;         // push even an empty batch: the server may have forgotten some
    bool pull_refused_ = false;  // too old to pull; may always push
    bool live_ = false;
    bool stopped_ = false;
    bool taken_up_ = false;  // what an earlier version of this program had to leave beside the book
};

// Records a fresh enrolment: identity, token, server's time. Store's thread. already_exists: the store is enrolled for
// another user or organisation, and its data must go first.
core::Status record_enrolment(core::Store& store, const std::string& server_url, const EnrolReply& reply);
// The same for the answer to what enrol_request gave. Recorded already: nothing more. changed_meanwhile: this store did
// not ask for it, or does not wait for it any more (it was emptied for somebody else); it stays as it is.
core::Status record_answer(core::Store& store, const std::string& server_url, const EnrolReply& reply);
// Asks for what SyncState::fork says, and records the answer: from there on this is another device. The engine does
// both.
HttpRequest fork_request(const core::journal::SyncState& state, Encoding encoding);
core::Status record_fork(core::Store& store, const EnrolReply& reply);
// What goes out to enrol this phone, the same each time until the answer was recorded: with the token that it proposes,
// kept durably before this returns, and with that of the enrolment that this one replaces; the server ends that one.
// Whoever's data the store holds is named, and somebody else's code refused unspent (already_exists). Another server
// than that of the enrolment is told nothing of it. Store's thread.
core::Result<HttpRequest> enrol_request(core::Store& store, const std::string& server_url, EnrolRequest message,
                                        Encoding encoding = Encoding::json);
core::Result<EnrolReply> read_enrolment(const core::Result<HttpResponse>& answer);

// Why an answer is not the server's success: not_our_server (captive portal, proxy), or the server's own error.
core::Status check_answer(const HttpResponse& response);

}  // namespace fieldfare::sync
