#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/rows/change.h"
#include "core/store/sqlite.h"
#include "server/store/row_table.h"
#include "sync/authority/ledger.h"

// Groups that the server could not take and keeps as they came, until somebody settles them.
namespace fieldfare::server {

// Written "3.1.17": group 17 of device 3 in the device's epoch 1.
struct GroupKey {
    core::DeviceNumber device = 0;
    std::uint64_t epoch = 0;
    std::uint64_t number = 0;

    std::string text() const;
    static std::optional<GroupKey> parse(std::string_view text);
};

struct KeptGroup {
    GroupKey key;
    core::Uuid user;
    core::WallMs received_at = 0;
    sync::Verdict verdict;  // quarantined or waiting
    core::Bytes bytes;      // as it came; empty: there was no room for it (sync::limits::kept_bytes)

    // Nothing when it is broken beyond reading, or from a later version.
    std::optional<core::Group> read() const;
};

// A device's, newest first, at most `most`; one at a time, since each may be large.
core::Status each_kept_group(core::sqlite::Connection& database, Org org, core::DeviceNumber device,
                             sync::Verdict::Kind kind, std::int64_t most,
                             const std::function<void(const KeptGroup&)>& take);
core::Result<std::optional<KeptGroup>> find_kept_group(core::sqlite::Connection& database, Org org,
                                                       const GroupKey& key);
// Whether nobody but an administrator or a lead can settle it: it cannot be read, or its phone is revoked. While its
// author has the phone it is his to send again or give up, and later edits of his may stand on it.
core::Result<bool> is_orphaned(core::sqlite::Connection& database, Org org, const KeptGroup& kept);
// Is kept no more. What was decided about it stands, so its device is told the same as before.
core::Status drop_kept_group(core::sqlite::Connection& database, Org org, const GroupKey& key);

}  // namespace fieldfare::server
