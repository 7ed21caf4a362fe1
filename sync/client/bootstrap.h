#pragma once

#include <optional>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/journal/arrival.h"
#include "core/journal/journal.h"
#include "core/store/store.h"
#include "sync/client/http.h"
#include "sync/protocol/messages.h"

namespace fieldfare::sync {

// How far the first filling of the book has come, for the interface.
struct ArrivalProgress {
    std::uint64_t bytes = 0;
    std::uint64_t of_bytes = 0;  // 0: the server is still making it
    std::uint64_t customers = 0;
    std::uint64_t of_customers = 0;
    core::WallMs remaining_ms = 0;  // at the pace since the program began with it; 0: not known
    friend bool operator==(const ArrivalProgress&, const ArrivalProgress&) = default;
};

// The first filling of a book, by a snapshot where the server offers one: block after block, each with its customers
// whole, so that the book can be used while it arrives. What has come is in the store; what is in memory here may be
// lost at any moment. While it arrives the cursor stays 0; then ordinary pulls follow. Belongs to the engine, on the
// store's thread.
class Bootstrap {
  public:
    // What to ask for instead of a page; nothing: the ordinary pull.
    core::Result<std::optional<HttpRequest>> next(core::Store& store, const core::journal::SyncState& state,
                                                  Encoding encoding, std::size_t part_bytes);
    static bool is_its(const HttpRequest& request);
    // Not sooner than this (monotonic): the server is making it.
    core::MonotonicMs not_before() const { return not_before_; }

    enum class Step : std::uint8_t {
        passed_over,  // an answer that came late or twice
        none,         // there will be no snapshot: the pull brings all
        wait,         // it is being made
        push_first,   // what must go first was not sent yet
        other_life,   // the server has been set back
        progress,     // something of it has arrived
        finished,     // all of it
    };
    core::Result<Step> absorb(core::Store& store, const core::journal::SyncState& state, const HttpRequest& request,
                              const HttpResponse& response, core::MonotonicMs now);
    // It was not given. What the server has no more, or not for this person, begins anew; anything else is asked for
    // again, but neither for ever: then the pull brings all. What has come stays. Returns why, if that is to be told.
    core::Status refused(core::Store& store, const HttpRequest& request, const core::Error& why);

    // Nothing: no snapshot is arriving.
    core::Result<std::optional<ArrivalProgress>> progress(core::Store& store) const;

  private:
    core::Result<Step> absorb_offer(core::Store& store, const core::journal::SyncState& state,
                                    const HttpRequest& request, const HttpResponse& response, core::MonotonicMs now);
    core::Result<Step> absorb_part(core::Store& store, const core::journal::Arrival& arrival,
                                   const HttpRequest& request, std::string_view body, core::MonotonicMs now);
    core::Result<Step> no_good(core::Store& store, const HttpRequest& request, const core::Error& why);
    void note_pace(std::uint64_t received, core::MonotonicMs now);

    bool declined_ = false;  // until the cursor has moved
    int in_vain_ = 0;        // refusals, snapshots that went away, damaged blocks, since one was taken
    core::MonotonicMs not_before_ = 0;
    bool being_made_ = false;
    // Since when and from where the pace is measured, and what it came to.
    std::optional<core::MonotonicMs> began_at_;
    std::uint64_t began_with_ = 0;
    core::MonotonicMs last_at_ = 0;
};

}  // namespace fieldfare::sync
