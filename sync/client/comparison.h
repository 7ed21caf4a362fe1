#pragma once

#include <optional>
#include <vector>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/journal/journal.h"
#include "core/store/store.h"
#include "sync/client/http.h"
#include "sync/protocol/messages.h"

namespace fieldfare::sync {

// Whether this device's book is what the server says it should be, and putting it right if it is not. The last page of
// each pull says what the book must come to. If it comes to something else, the device asks in which parts the two
// differ, and for each of those which rows. Memory only: what is forgotten is found again at the next pull. Belongs to
// the engine, on the store's thread.
class Comparison {
  public:
    // A checkpoint was reached inside this transaction: notes that the books are equal, or that a comparison is due.
    // Says nothing about books with edits that the server does not have; those are compared once a day.
    core::Status at_checkpoint(core::Transaction& transaction, const core::Digest& expected, core::MonotonicMs now);

    bool due(core::MonotonicMs now) const { return (wanted_ && now >= not_before_) || !parts_.empty(); }
    // When `due` may become true by time alone; far away if it will not.
    core::MonotonicMs due_at() const;

    core::Result<HttpRequest> next(core::Store& store, const core::journal::SyncState& state, Encoding encoding) const;
    static bool is_its(const HttpRequest& request);
    // The answer to such a request. True: something was put right, and a pull will tell whether all is well now.
    core::Result<bool> absorb(core::Store& store, const core::journal::SyncState& state, const HttpRequest& request,
                              const HttpResponse& response, core::MonotonicMs now);
    // The server could not compare: there is something to pull first, or an exchange failed.
    void give_way();

  private:
    core::Result<bool> absorb_digests(core::Store& store, const DigestRequest& asked, const DigestReply& reply,
                                      core::MonotonicMs now);
    core::Result<bool> absorb_repair(core::Store& store, const RepairRequest& asked, const RepairReply& reply);

    bool wanted_ = false;
    std::vector<std::uint8_t> parts_;  // that differ and were not asked for yet
    core::MonotonicMs not_before_ = 0;
    core::MonotonicMs pause_ms_ = 0;
    std::optional<core::MonotonicMs> asked_at_;
    std::int64_t unknown_ = 0;  // rows, in the parts asked for so far
};

}  // namespace fieldfare::sync
