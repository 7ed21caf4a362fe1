#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "server/store/canonical_store.h"
#include "server/store/snapshot.h"
#include "tests/simulation/stage.h"

namespace fieldfare::simulation {

// The snapshots that a server keeps, in memory: made and offered by the server's own code, reused when they are old,
// and lost now and then.
class SnapshotDesk {
  public:
    explicit SnapshotDesk(Stage& stage) : stage_(stage) {}

    // 7: what is offered, with the pull from there on, is what a pull from the beginning brings. 8: blocks part no
    // customer.
    core::Result<sync::SnapshotOffer> offer(server::CanonicalStore& store, const sync::Principal& principal);
    // 13: nothing of it was erased.
    core::Result<std::string> part(server::CanonicalStore& store, const sync::Principal& principal,
                                   const std::string& id, std::uint64_t from, std::uint64_t to);
    // The server died.
    void forget() { files_.clear(); }

  private:
    struct File {
        std::string id;
        server::SnapshotView view;
        server::SnapshotFacts facts;
        std::string bytes;
    };
    const File& make(server::CanonicalStore& store, const server::SnapshotView& view);
    void check_offer(server::CanonicalStore& store, const sync::Principal& principal, const File& file,
                     const sync::SnapshotOffer& offer);

    Stage& stage_;
    std::vector<File> files_;
    std::uint64_t made_ = 0;
};

}  // namespace fieldfare::simulation
