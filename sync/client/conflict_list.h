#pragma once

#include <vector>

#include "core/base/result.h"
#include "core/journal/journal.h"
#include "core/store/store.h"
#include "sync/client/http.h"
#include "sync/protocol/messages.h"

namespace fieldfare::sync {

// Keeps the device's inbox (core/conflicts/inbox.h) what the server's list of its user's conflicts is, and tells the
// server what he decided. The last page of each pull says what the list comes to; if the inbox comes to something else,
// the device asks for what it lacks, once for what it cannot hold. Memory only: what is forgotten is found again at the
// next pull, and decisions stand in the store. Belongs to the engine, on the store's thread.
class ConflictList {
  public:
    // After a pull.
    core::Status expect(core::Store& store, const core::Digest& expected);
    core::Result<bool> due(core::Store& store);
    // A question is on its way, or failed.
    bool asking() const { return asking_; }
    core::Result<HttpRequest> next(core::Store& store, const core::journal::SyncState& state, Encoding encoding);
    static bool is_its(const HttpRequest& request) { return request.path == path::conflicts; }
    enum class Absorbed : std::uint8_t { nothing_new, changed, other_life };  // of the server
    core::Result<Absorbed> absorb(core::Store& store, const core::journal::SyncState& state, const HttpRequest& request,
                                  const HttpResponse& response);

  private:
    // What the server listed and this device cannot hold: its row is not here, or its entity is not known (null).
    struct Skipped {
        core::Uuid id;
        const core::Entity* entity = nullptr;
        core::Uuid row;
    };
    core::Status forget_arrived(core::Store& store);
    core::Result<bool> agrees(core::Store& store) const;

    bool differs_ = false;
    bool asking_ = false;
    core::Digest expected_;
    std::vector<Skipped> skipped_;
};

}  // namespace fieldfare::sync
