#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/store/sqlite.h"
#include "server/store/row_table.h"
#include "sync/authority/ledger.h"
#include "sync/protocol/messages.h"

// Snapshots: all that somebody may see at a seq, as one run of bytes that is the same for everybody of the same view.
// docs/protocol.md §6.8. What is not the same for all of them (their own rows, what they ever lost) comes with the
// offer.
namespace fieldfare::server {

// What a snapshot shows. Who has an equal view may have the same file.
struct SnapshotView {
    bool everything = false;
    std::vector<core::Uuid> circles;  // sorted; with `everything` the organisation's alone
    friend auto operator<=>(const SnapshotView&, const SnapshotView&) = default;
};

// Who asks, and the least seq at which a snapshot is good for him: from there on he stood in these circles, and nothing
// that it may hold was erased since.
struct SnapshotReader {
    SnapshotView view;
    sync::Seq since = 0;
    bool something_hidden = false;  // from him in some circle: a file shows everything and is not for him

    bool may_have(const SnapshotView& of, sync::Seq seq) const {
        return !something_hidden && of == view && seq >= since;
    }
};
core::Result<SnapshotReader> snapshot_reader(core::sqlite::Connection& database, Org org,
                                             const sync::Audience& audience, const core::Uuid& organisation);
// The seq of the last erasure.
core::Result<sync::Seq> last_erasure(core::sqlite::Connection& database, Org org);

struct SnapshotFacts {
    sync::Seq seq = 0;
    std::uint64_t bytes = 0;
    std::uint64_t customers = 0;
    std::uint64_t rows = 0;
};
using SnapshotSink = std::function<core::Status(std::string_view)>;
// Writes the whole of it, from what the connection's read transaction sees: the organisation's rows, then each customer
// with all that belongs to it, those with the soonest open follow-up first, deleted ones last. No block parts a
// customer who fits into one.
core::Result<SnapshotFacts> write_snapshot(core::sqlite::Connection& database, Org org, const SnapshotView& view,
                                           const SnapshotSink& sink,
                                           std::size_t block_bytes = sync::limits::snapshot_block_bytes);

// The offer of such a file to somebody, with what comes beside it. Its time and epoch are the caller's.
core::Result<sync::SnapshotOffer> offer_of(core::sqlite::Connection& database, Org org, const sync::Audience& audience,
                                           const std::string& id, const SnapshotFacts& facts);

}  // namespace fieldfare::server
