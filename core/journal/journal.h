#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/rows/change.h"
#include "core/store/reader.h"
#include "core/store/store.h"

// The device's journal: what it saved and the server must get, and where it stands with the server. Written inside the
// same transaction as the rows. Functions that take a Transaction are for the store's thread.
namespace fieldfare::core::journal {

using ChainHash = std::array<std::uint8_t, 32>;

// Who this device is and how far it has come. Absent before enrolment.
struct SyncState {
    DeviceNumber device = 0;
    Uuid device_id;
    std::uint64_t epoch = 0;  // of the device, from the server at enrolment
    Uuid org;
    Uuid user;
    std::string role;  // code of the catalog's role
    std::string server_url;
    std::uint64_t server_epoch = 0;
    std::uint64_t cursor = 0;        // every change in scope up to this seq is held
    ChainHash chain{};               // after the last acknowledged group
    std::uint64_t acknowledged = 0;  // number of the last acknowledged group
    std::string token;
    WallMs last_sync_at = 0;  // last complete exchange; 0: never
    Uuid install;             // that the database belongs to; nil: not known
    // What this database asks of the server since it knows that it is a copy of a device's: see fork.h.
    struct Fork {
        std::string token;        // that it proposes for itself
        DeviceNumber number = 0;  // under which it saves until it has its own
        friend bool operator==(const Fork&, const Fork&) = default;
    };
    std::optional<Fork> fork;
    DeviceNumber forked_from = 0;  // the device as a copy of which it got its number; 0: it was enrolled
    friend bool operator==(const SyncState&, const SyncState&) = default;
};

Result<std::optional<SyncState>> sync_state(RowReader& reader);
// Writes all of it and gives the hybrid clock its device number, or that of the fork. Enrolment and every step of an
// exchange.
Status set_sync_state(Transaction& transaction, const SyncState& state);
Status set_cursor(Transaction& transaction, std::uint64_t cursor);

enum class State : std::uint8_t {
    unsent,       // may still be joined with a later edit
    sealed,       // handed to the sender: does not change before its verdict
    applied,      // the rest: verdicts
    merged,       // took effect together with somebody else's edit
    superseded,   // newer values stood there already
    quarantined,  // the server keeps it aside: reason
    waiting,      // the server holds it until something else arrives
};
std::string_view name(State state);

// A run of groups with consecutive numbers.
struct Batch {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::vector<Group> groups;
    bool empty() const { return groups.empty(); }
};

inline constexpr std::size_t max_batch_changes = 500;
inline constexpr std::size_t max_batch_bytes = 256 * 1024;
inline constexpr WallMs acknowledged_kept_ms = 30LL * 24 * 60 * 60 * 1000;

// Writes a group (its number is given here); used by Edit. An update of one row joins the newest unsent group that
// updates only that row, unless it writes a reference. Returns the group's number.
Result<std::uint64_t> append(Transaction& transaction, std::vector<Change> changes);

// The same, and no other is ever joined with it.
Result<std::uint64_t> append_alone(Transaction& transaction, std::vector<Change> changes);

// The number that the next new group gets. Inside a transaction that appends one, it is that group's.
Result<std::uint64_t> next_number(RowReader& reader);

// The next batch in order of numbers; the same one again until all its verdicts are recorded. At least one group, even
// if it alone exceeds a limit. Empty when all is acknowledged. Durable only after the transaction's commit: commit
// before sending.
Result<Batch> seal_batch(Transaction& transaction, std::size_t max_changes = max_batch_changes,
                         std::size_t max_bytes = max_batch_bytes);

// The server gave a stamp of this group another value, because it lay too far in the future.
struct Restamp {
    Stamp from;
    Stamp to;
};

struct Verdict {
    std::uint64_t number = 0;
    State state = State::applied;  // not unsent or sealed
    std::optional<ErrorCode> reason;
    std::string detail;
    std::vector<Restamp> restamps;
};

// Records verdicts (sealed groups, or such that the server kept aside and that were decided meanwhile; a repeated
// verdict changes nothing). Restamps replace the old stamp in the clocks of the group's rows, in the group itself,
// which a rewind then sends under the stamps it was given, and in the bases of later groups that are not on their way.
// `chain` is the hash after the last of them. not_found: no such group.
Status record_verdicts(Transaction& transaction, const std::vector<Verdict>& verdicts, const ChainHash& chain);

// Counts an attempt that brought no verdict, for the outbox's page.
Status note_attempt(Transaction& transaction);

// The server was restored and knows only groups up to `high_water`: later ones are sent again. `chain` of
// SyncState becomes the hash after `high_water`; changed_meanwhile when that is older than what is kept.
Status rewind(Transaction& transaction, std::uint64_t high_water);
Result<std::optional<ChainHash>> chain_after(RowReader& reader, std::uint64_t number);

// The server is in another life than the one that the groups on their way were sent to: they may have taken effect
// there and have been seen.
Status note_other_life(Transaction& transaction);

// The server was restored to a time before it knew this device, which enrolled anew: whatever acknowledged groups are
// still held without a gap are sent again, unchanged; what it knows already changes nothing there. Returns the number
// before the first of them, which is what SyncState must call acknowledged now, with an empty chain.
Result<std::uint64_t> reopen_kept(Transaction& transaction);

// The user gives up, knowingly, a group that the server keeps aside (quarantined, waiting). It leaves the outbox and
// its content; a new group tells the server, which then shows the rows again. Rows that it added go. Cells that still
// carry its stamp get that of the value it replaced, so that the server's value takes their place when it comes;
// nothing else of the row changes. Bases of later groups follow. not_found: the server keeps no such group aside.
// needed_by_others: another group in the outbox stands on a row that this one adds, or, on its way or while this one
// waits, replaces a value of it. transition_not_allowed: it took effect once, before the server was set back, and
// others have seen it. Nothing was changed then.
Status discard(Transaction& transaction, std::uint64_t number);

// For rows that left the device's scope: acknowledged groups that touch them lose their content at once. Number and
// chain stay, so that a rewind beyond them still works; they are then sent without changes, and a server restored from
// a backup gets what it lost from the other devices of that scope.
Status forget(Transaction& transaction, const std::set<RowKey>& gone);

// Rows that were erased by law: whatever says something of them, or of what was added to such a customer, loses it, in
// groups of every state. A group that says nothing else leaves the outbox. Nothing about them may be unsent.
Status erase(Transaction& transaction, std::set<RowKey> gone);

// Deletes acknowledged groups older than 30 days, never quarantined or waiting ones. Returns how many.
Result<std::int64_t> prune(Transaction& transaction, WallMs now);

struct OutboxItem {
    Group group;
    WallMs saved_at = 0;
    State state = State::unsent;
    std::optional<ErrorCode> reason;
    std::string detail;
    RowKey title;  // the row that the user thinks of: the visit rather than the customer
    std::uint32_t attempts = 0;
};

// What has not arrived or needs the user, oldest first: unsent, sealed, waiting, quarantined.
Result<std::vector<OutboxItem>> outbox(RowReader& reader, std::uint32_t limit = 500);

struct Counts {
    std::int64_t pending = 0;  // unsent, sealed
    std::int64_t waiting = 0;
    std::int64_t quarantined = 0;
};
Result<Counts> counts(RowReader& reader);
Result<std::int64_t> pending_count(RowReader& reader);

// What was saved here and never acknowledged, by row, oldest change first: for the marks in lists, and for a pull, over
// whose older values these edits stand.
Result<std::map<RowKey, std::vector<Change>>> pending_rows(RowReader& reader);

// Row and stamp of every change that the journal holds, sent or not.
Result<std::set<std::pair<RowKey, Stamp>>> known_changes(RowReader& reader);

// Every row of which the outbox holds an edit: it may stand otherwise here than on the server.
Result<std::set<RowKey>> open_rows(RowReader& reader);

// Pages of a pull, kept until the checkpoint is complete, in order of arrival.
Status stage_page(Transaction& transaction, std::span<const std::uint8_t> page);
Result<std::vector<Bytes>> staged(RowReader& reader);
Result<std::int64_t> staged_count(RowReader& reader);
Status clear_staged(Transaction& transaction);

}  // namespace fieldfare::core::journal
