#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "server/api/call.h"
#include "server/auth/guard.h"
#include "server/http/message.h"
#include "server/live/hub.h"
#include "server/store/canonical_store.h"

namespace fieldfare::server {

// The whole server without sockets and threads: a request in, an answer out, committed. What the simulator and the
// conformance tests hold; routes, handlers, authority and store are the same as under the network.
class Exchange {
  public:
    // The store must be founded and, like clock and random, outlive the exchange.
    Exchange(CanonicalStore& store, const core::Clock& clock, core::Random& random);

    HttpResponse handle(const HttpRequest& request);
    LiveHub& live() { return live_; }
    CanonicalStore& store() { return store_; }

  private:
    CanonicalStore& store_;
    LiveHub live_;
    AttemptGuard accounts_;
    AttemptGuard addresses_;
    Comparisons comparisons_;
    Services services_;
};

}  // namespace fieldfare::server
