#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "sync/authority/ledger.h"
#include "sync/protocol/messages.h"

namespace fieldfare::sync {

// Who sends or asks, as the server's authentication found out. `role` is a code of the catalog's role enumeration.
struct Principal {
    core::DeviceNumber device = 0;  // 0: the server itself or the dashboard, on behalf of `user`
    std::uint64_t epoch = 0;
    core::Uuid org;
    core::Uuid user;
    core::Uuid team;  // nil: in no team
    std::string role;
    core::Uuid by;        // whose right decides; nil: the user's own
    bool system = false;  // the server's own administration: every row of the organisation
};

// What the role lets its holder see: rep: his own; lead: his own and his team's; everybody above: the organisation.
bool sees_everything(std::string_view role);
bool sees_only_his_own(std::string_view role);
std::vector<core::Uuid> circles_for(std::string_view role, const core::Uuid& user, const core::Uuid& team,
                                    const core::Uuid& org);
// The same, with what is hidden there from those who have the role.
std::vector<Standing> standings_for(std::string_view role, const core::Uuid& user, const core::Uuid& team,
                                    const core::Uuid& org, core::Classes masked);
Audience audience_of(const Principal& principal);
// The scope of a row, from the catalog; `customer_scope` rows name their customer.
ScopeKey scope_of(const core::Row& row);

struct PullLimits {
    std::size_t bytes = limits::page_bytes;  // of the encoded rows; a page ends after the group that exceeds it
    std::size_t items = limits::page_items;
};

// The chain after each group of the request.
std::vector<ChainHash> chains_of(const PushRequest& request);

// The server's half of the exchange: decides, knows neither sockets nor SQL. Has no state of its own between calls, so
// any number may work beside each other on different transactions.
class Authority {
  public:
    // `server_epoch` marks this life of the database: a restored backup gets another.
    Authority(const core::Clock& clock, core::Random& random, std::uint64_t server_epoch)
        : clock_(clock), random_(random), server_epoch_(server_epoch) {}

    // Takes a device's groups exactly once and gives a verdict for each. Many pushes may share the ledger's
    // transaction: wrap each in a savepoint and roll that back when this returns an error. device_revoked,
    // unauthenticated (unknown device), epoch_changed (device's epoch), sequence_gap (detail: mark), chain_mismatch,
    // storage_*.
    // `chains`: chains_of(request), for which no transaction is needed.
    core::Result<PushReply> push(Ledger& ledger, const Principal& principal, const PushRequest& request,
                                 const std::vector<ChainHash>& chains);
    core::Result<PushReply> push(Ledger& ledger, const Principal& principal, const PushRequest& request) {
        return push(ledger, principal, request, chains_of(request));
    }

    // One page of what the principal may see after the cursor. epoch_changed when the cursor lies beyond the head (the
    // server was restored): start again from 0.
    core::Result<PullPage> pull(LedgerReader& ledger, const Principal& principal, const Cursor& cursor,
                                const PullLimits& limits = {});

    // What the principal may see, in parts, for a device whose book came to something else than the page said; and one
    // part of it row by row: what must be put there or taken away so that both are equal. changed_meanwhile: there is
    // something to pull first. epoch_changed as above.
    core::Result<DigestReply> compare(LedgerReader& ledger, const Principal& principal, const DigestRequest& request);
    core::Result<RepairReply> repair(LedgerReader& ledger, const Principal& principal, const RepairRequest& request);

    // Which conflicts the principal lost something in and has not settled: the device gets those that it does not hold
    // and hears which are gone. What it says he decided is kept first; each such request may come again.
    core::Result<ConflictsReply> conflicts(Ledger& ledger, const Principal& principal, const ConflictsRequest& request);

    // A write made on the server (dashboard, import, administration, restoring a conflict's loser): changes come
    // without stamps and bases; they get the server's stamp and the bases that stand in the ledger, then pass the same
    // authorisation, validation and merge as a device's. All or nothing; the error is the group's reason.
    core::Result<Verdict> write(Ledger& ledger, const Principal& principal, std::vector<core::Change> changes);

    // A quarantined group takes effect as its author sent it, by the right of `by`: what the author may no longer do,
    // or never might, his lead may. The author's device is told so when it asks for that number. not_found; what `by`
    // may not do, or what is wrong with it beside the right, is its error, and it stays where it is.
    core::Result<Verdict> accept(Ledger& ledger, const Principal& by, core::DeviceNumber device, std::uint64_t epoch,
                                 std::uint64_t number);

    // From now on these classes are hidden from everybody of the role, where a customer is not his own or shared with
    // him. The seq at which that began; nothing if nothing changed. Not a device's request.
    core::Result<std::optional<Seq>> mask(Ledger& ledger, const core::Uuid& org, std::string_view role,
                                          core::Classes masked);

  private:
    const core::Clock& clock_;
    core::Random& random_;
    std::uint64_t server_epoch_;
};

// What the ids of the audience's open conflicts come to.
core::Result<core::Digest> conflicts_digest(LedgerReader& ledger, const Audience& audience);

// A shorthand for `write`: the change that gives `row` (as the ledger holds it) these values.
core::Change update_of(const core::Row& row, std::vector<FieldValue> values);
core::Change add_of(const core::Row& row);
// Puts the loser of a conflict back: the values with the current stamps as base.
core::Change restore_of(const core::Row& row, const Conflict& conflict);

// SHA-256(previous ‖ canonical bytes of the group): what both sides agree has been said.
ChainHash chain_after(const ChainHash& previous, const core::Group& group);
ChainHash chain_after(const ChainHash& previous, std::string_view bytes);
std::string hex(const ChainHash& chain);
std::optional<ChainHash> parse_chain(std::string_view hex);

}  // namespace fieldfare::sync
