#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/catalog/classes.h"
#include "core/catalog/custom_fields.h"
#include "core/conflicts/conflict.h"
#include "core/rows/change.h"
#include "core/rows/digest.h"
#include "core/rows/row.h"
#include "sync/merge/merge.h"

// What the authority needs from the canonical store. A server implements it over its database; tests implement it in
// memory. A ledger is ONE open write transaction (a reader: one snapshot) of ONE organisation, used by one thread.
namespace fieldfare::sync {

using Seq = std::uint64_t;  // gapless per organisation; 0 is before everything
using ChainHash = std::array<std::uint8_t, 32>;

namespace limits {
inline constexpr std::size_t kept_bytes = 16 * 1024 * 1024;  // of one device's groups that were not taken
inline constexpr std::size_t own_conflicts = 1'000;          // of one person that devices are told of, the newest
}  // namespace limits

// Whose a row is. `id` is nil for organisation, else the team's, user's or customer's id.
struct ScopeKey {
    core::Scope kind = core::Scope::organisation;
    core::Uuid id;
    friend auto operator<=>(const ScopeKey&, const ScopeKey&) = default;
};

// Who asks. `circles` are the ids whose scopes he may see at present: a rep's own user id; a lead's user id and team
// id; a director's user id and the organisation's. A customer's audience (set_audience) is made of the same ids, and
// the customer's rows are visible to whoever shares one. A ledger keeps since when and until when somebody stood in a
// circle (set_membership), as it does for customers.
struct Audience {
    bool everything = false;  // director, administrator: all customers share the organisation's circle
    core::Uuid user;
    core::Uuid team;
    std::vector<core::Uuid> circles;
};

// A person in a circle, and what of the customers that he sees only there is hidden from him. Who sees a customer in
// several circles sees what any of them shows. Nothing is hidden in the circle of himself: it is shown the customers
// that he owns or works on.
struct Standing {
    core::Uuid circle;
    core::Classes masked;
    friend auto operator==(const Standing&, const Standing&) -> bool = default;
};

// A position in the pull order. Whole groups end at (seq, no row); inside a large scope that arrives at once, the last
// row sent stands beside it.
struct Cursor {
    Seq seq = 0;
    core::EntityId entity = 0;
    core::Uuid row;
    std::string text() const;  // "42" or "42:5:0190a6b2-…"
    static std::optional<Cursor> parse(std::string_view text);
    bool whole() const { return entity == 0; }
    friend auto operator<=>(const Cursor&, const Cursor&) = default;
};

// Exactly one of `row`, `exit`, `erased`. `seq` is the place in the pull order: for a row the greater of its own seq
// and the seq at which the asker's view of its customer began; for an exit the seq at which that view ended.
struct PullItem {
    Seq seq = 0;
    std::optional<core::Row> row;
    std::optional<core::Uuid> exit;    // customer, or single row, that is no longer in the asker's scope
    std::optional<core::Uuid> erased;  // row that was erased by law, with what belongs to it
};

// What the server decided about a group. On the wire and in the store.
struct Verdict {
    enum class Kind : std::uint8_t { applied = 1, merged = 2, superseded = 3, quarantined = 4, waiting = 5 };
    struct Restamp {
        core::Stamp from;
        core::Stamp to;
        friend bool operator==(const Restamp&, const Restamp&) = default;
    };
    std::uint64_t number = 0;
    Kind kind = Kind::applied;
    std::optional<core::ErrorCode> reason;  // quarantined, waiting
    std::string detail;                     // quarantined: field; waiting: "<entity> <id>" of what is missing
    Seq seq = 0;                            // at which the group took effect; 0: it did not
    std::vector<Restamp> restamps;          // stamps the server replaced
    std::vector<core::Row> rows;            // rows as they now stand, where they differ from what the device has
};
std::string_view name(Verdict::Kind kind);
std::optional<Verdict::Kind> verdict_kind(std::string_view name);

struct DeviceRecord {
    core::DeviceNumber number = 0;
    std::uint64_t epoch = 0;
    core::Uuid user;
    bool revoked = false;
    std::uint64_t mark = 0;  // number of the last group with a verdict in this epoch
    ChainHash chain{};       // after it
    bool forked = false;     // it is a copy of another one, or another one is a copy of it
};

struct PastGroup {
    ChainHash chain{};  // after this group
    Verdict verdict;
};

// One line of history: a change as it took effect, forever.
struct HistoryEntry {
    Seq seq = 0;
    core::Uuid user;
    core::DeviceNumber device = 0;
    std::uint64_t epoch = 0;
    std::uint64_t number = 0;  // of the group; 0 for the server's own writes
    core::WallMs received_at = 0;
    core::Stamp claimed;  // stamp before the server replaced it; zero if it did not
    core::Change change;
};

// A value that was overwritten by somebody who had not seen it, or a deletion that an unseen edit undid. Identified by
// (entity, row, cell, loser stamp).
struct ConflictKey {
    const core::Entity* entity = nullptr;
    core::Uuid row;
    core::Cell cell;  // life_cell for `revived`
    core::Stamp loser;
    friend bool operator==(const ConflictKey&, const ConflictKey&) = default;
};

struct Conflict {
    using Kind = core::ConflictKind;
    Kind kind = Kind::overwritten;
    ConflictKey key;
    std::vector<FieldValue> loser_values;
    core::Stamp loser_base;  // zero if unknown
    core::Uuid loser_user;   // nil if unknown
    core::Stamp winner;      // at the time of the record
    std::vector<FieldValue> winner_values;
    core::Uuid winner_user;
    Seq seq = 0;  // of the group that made it
    core::WallMs at = 0;
};

// Whether somebody decided about a conflict: a value was written again, or what stands is right.
enum class ConflictState : std::uint8_t { open = 0, restored = 1, kept = 2 };

// A conflict in the list of him who lost something in it.
struct ListedConflict {
    core::Uuid id;
    core::Uuid customer;                 // nil: it belongs to none
    const core::Field* field = nullptr;  // what it is about; null: the life of the row
};

// An open conflict, and what both of its edits had started from.
struct OpenConflict {
    Conflict conflict;
    std::optional<std::vector<FieldValue>> before;  // nothing: the history does not say
};

// A row as the ledger holds it: null if it has never held it. It stays as it is; what is put later is another one.
using SharedRow = std::shared_ptr<const core::Row>;

// Who wrote a change, found again in the history.
struct KnownEdit {
    core::Uuid user;
    core::Stamp base;                  // of the asked cell; zero if the change did not write it or replaced nothing
    std::optional<core::Value> value;  // that it wrote there; nothing: it did not write the cell
    Seq seq = 0;
};

// Errors of every function: storage_*; anything else is stated.
class LedgerReader {
  public:
    virtual ~LedgerReader() = default;
    // Deleted rows too.
    virtual core::Result<SharedRow> row(const core::Entity& entity, const core::Uuid& id) = 0;
    // It was erased by law: its id is taken for good, and nothing is written under it any more.
    virtual core::Result<bool> erased(const core::Uuid& row) = 0;
    // Greatest seq given out.
    virtual core::Result<Seq> head() = 0;
    // What the organisation's custom_field rows define; never null. May be kept between transactions until one changes.
    virtual core::Result<std::shared_ptr<const core::CustomFields>> custom_fields() = 0;
    // In which circles a person stands.
    virtual core::Result<std::vector<Standing>> standings(const core::Uuid& user) = 0;
    // To which circles a customer is shown.
    virtual core::Result<std::vector<core::Uuid>> shown_to(const core::Uuid& customer) = 0;
    // Items after the cursor, in the order (seq, erasures and exits first, entity, row), as the audience's user may see
    // them, until `take` returns false. A customer's row is visible while user and customer share a circle, by what
    // set_membership and set_audience said; rows of organisation scope always; of user scope to their user. A view that
    // began after the cursor brings the customer's older rows at its beginning; one that ended after it is an exit (a
    // superfluous exit does no harm). When more or less of a customer is hidden the view begins anew; before that the
    // one that showed more ended. Rows come whole: what is hidden in them is taken out by the authority. Everybody is
    // told of every erasure. Deleted rows are given like any other: they carry their deletion.
    virtual core::Status visible_after(const Audience& audience, const Cursor& cursor,
                                       const std::function<bool(PullItem&&)>& take) = 0;
    // The clocks of every row that visible_after gives from the beginning on. Reads all of them.
    virtual core::Status visible_clocks(
        const Audience& audience,
        const std::function<core::Status(const core::Entity&, const core::Uuid&, const core::Clocks&)>& take) = 0;
    // What those rows come to, kept: costs no more the more there are.
    virtual core::Result<core::Digest> digest(const Audience& audience) = 0;
    // Open conflicts in which the audience's user lost something, in customers that he sees, except where both wrote
    // the same; the newest, limits::own_conflicts at most. What is hidden from him stands among them: the authority
    // leaves it out.
    virtual core::Result<std::vector<ListedConflict>> own_conflicts(const Audience& audience) = 0;
    virtual core::Result<std::optional<OpenConflict>> own_conflict(const core::Uuid& id) = 0;
};

class Ledger : public LedgerReader {
  public:
    // The organisation's next seq, gapless: a rolled back transaction gives it back.
    virtual core::Result<Seq> next_seq() = 0;
    // `before`: the row as the ledger holds it, null if it does not.
    virtual core::Status put_row(const core::Row& row, const core::Row* before, const ScopeKey& scope, Seq seq) = 0;
    // The server gave the row, which was written at this seq, to another customer: who sees only the former one, or the
    // present one with something hidden, is told that it left.
    virtual core::Status note_move(const core::Row& row, const core::Uuid& former, Seq seq) = 0;
    // Who may see a customer from now on. Ids that were not there begin at `seq`, ids no longer there end at `seq`.
    // `at` is kept beside an end.
    virtual core::Status set_audience(const core::Uuid& customer, const std::vector<core::Uuid>& circles, Seq seq,
                                      core::WallMs at) = 0;
    // In which circles a person stands from now on; the same rules. Another mask is another standing.
    virtual core::Status set_membership(const core::Uuid& user, const std::vector<Standing>& standings, Seq seq,
                                        core::WallMs at) = 0;
    // When the user's view of the customer, with all of these classes in it, last ended; nothing if he never had one or
    // still has.
    virtual core::Result<std::optional<core::WallMs>> left_at(const core::Uuid& customer, const core::Uuid& user,
                                                              core::Classes shown) = 0;
    // What is hidden from a role outside the account team; nothing, until somebody says so.
    virtual core::Result<core::Classes> mask_of(std::string_view role) = 0;
    virtual core::Status set_mask(std::string_view role, core::Classes masked) = 0;
    // Who has the role, deleted people, too.
    virtual core::Result<std::vector<core::Uuid>> people_in(std::string_view role) = 0;
    // Customers whose owner or collaborator the user is (his team changed); deleted ones, too: they may come back.
    virtual core::Result<std::vector<core::Uuid>> customers_of(const core::Uuid& user) = 0;

    virtual core::Status append_history(const HistoryEntry& entry) = 0;
    // The edit of this cell with this stamp, if the history holds it. `cell` is a clock cell; for a group any of its
    // fields may be compared.
    virtual core::Result<std::optional<KnownEdit>> known_edit(const core::Entity& entity, const core::Uuid& row,
                                                              const core::Cell& cell, const core::Stamp& stamp) = 0;

    // Whether the history holds an edit of this cell whose author replaced the value of that stamp, having seen it.
    virtual core::Result<bool> was_replaced(const core::Entity& entity, const core::Uuid& row, const core::Cell& cell,
                                            const core::Stamp& stamp) = 0;
    // Whether the history holds a later edit of this cell by that device.
    virtual core::Result<bool> wrote_since(const core::Entity& entity, const core::Uuid& row, const core::Cell& cell,
                                           core::DeviceNumber device, core::Hlc since) = 0;
    // Whether the server itself took this add of an element away, which is what the undo of a merge does.
    virtual core::Result<bool> undone(const core::Entity& entity, const core::Uuid& row, const core::Cell& cell,
                                      const core::Stamp& add) = 0;
    // The newest stamp under which this device ever changed the row; zero if it did not.
    virtual core::Result<core::Hlc> newest_of(const core::Entity& entity, const core::Uuid& row,
                                              core::DeviceNumber device) = 0;
    // The stamp that a change of this row got instead of the claimed one; nothing if none was replaced. Of two that
    // were claimed alike the one that came from `by`: another device's does not count when the claimed stamp, too,
    // stands in the history.
    virtual core::Result<std::optional<core::Stamp>> given_for(const core::Entity& entity, const core::Uuid& row,
                                                               const core::Stamp& claimed, core::DeviceNumber by) = 0;
    // Whether this change is in the history, as it claims or under a stamp that it got instead: then under which. Else,
    // of an update, whether another value of one of its cells stands there under its stamp.
    struct Known {
        std::optional<core::Stamp> stamp;
        bool taken = false;
    };
    virtual core::Result<Known> known_change(const core::Change& change) = 0;

    virtual core::Status put_conflict(const Conflict& conflict) = 0;     // the same key again changes nothing
    virtual core::Status withdraw_conflict(const ConflictKey& key) = 0;  // absent or settled is fine
    // One in which the user lost something; any other id changes nothing. Whoever decides first settles it, and opens
    // it again: an open one becomes what `state` says, a settled one `open`, if it was he who settled it.
    virtual core::Status decide_conflict(const core::Uuid& id, const core::Uuid& loser, ConflictState state,
                                         core::WallMs at) = 0;
    // Those about the cell that nobody has settled.
    virtual core::Result<std::vector<Conflict>> open_conflicts(const core::Entity& entity, const core::Uuid& row,
                                                               const core::Cell& cell) = 0;

    // not_found: never enrolled here.
    virtual core::Result<DeviceRecord> device(core::DeviceNumber number) = 0;
    // Mark, chain and the moment of the last exchange.
    virtual core::Status save_mark(core::DeviceNumber number, std::uint64_t mark, const ChainHash& chain,
                                   core::WallMs at) = 0;
    virtual core::Result<std::optional<PastGroup>> past_group(core::DeviceNumber device, std::uint64_t epoch,
                                                              std::uint64_t number) = 0;
    // `kept` is the group as it came when it did not take effect (quarantined, waiting, given up), for the lead's list
    // and for later; else null. Of a quarantined one the bytes may be left out when its device has limits::kept_bytes
    // there already: the verdict then stands with empty ones. Overwrites: a waiting group gets its final verdict later.
    virtual core::Status store_verdict(core::DeviceNumber device, std::uint64_t epoch, const core::Uuid& user,
                                       const ChainHash& chain, const Verdict& verdict, const core::Bytes* kept,
                                       core::WallMs at) = 0;
    // What the server last decided about this number when the phone was another device: the one whose copy it is, or
    // else one as which it was enrolled before; of those nothing unless exactly one device of the user that has been
    // silent since this one was enrolled had sent it.
    virtual core::Result<std::optional<Verdict>> verdict_of_former(core::DeviceNumber device, const core::Uuid& user,
                                                                   std::uint64_t number) = 0;
    struct Parked {
        core::DeviceNumber device = 0;
        std::uint64_t epoch = 0;
        core::Uuid user;
        ChainHash chain{};
        core::Group group;
        Verdict::Kind kind = Verdict::Kind::waiting;
    };
    // Waiting groups whose verdict's detail is `what`, in order of device and number.
    virtual core::Result<std::vector<Parked>> waiting_for(std::string_view what) = 0;
    // The device's groups that are kept, as far as they can be read: quarantined, waiting, and superseded ones, which
    // their author gave up.
    virtual core::Result<std::vector<Parked>> kept_of(core::DeviceNumber device) = 0;
    // All that the user ever enrolled.
    virtual core::Result<std::vector<core::DeviceNumber>> devices_of(const core::Uuid& user) = 0;

    // `told`: devices hear of it. What one of them added later itself, it finds by its customer.
    virtual core::Status mark_erased(const core::Uuid& row, Seq seq, bool told) = 0;

    // The next number of a series of human codes ("202310"), from 1.
    virtual core::Result<std::uint64_t> next_in_series(std::string_view series) = 0;
    // True if a row of the entity carries this text in that field already.
    virtual core::Result<bool> text_in_use(const core::Entity& entity, std::size_t field, std::string_view text) = 0;
};

// Whether the sender's device, or an earlier one of the same person, has the number.
using IsOwn = std::function<core::Result<bool>(core::DeviceNumber)>;

}  // namespace fieldfare::sync
