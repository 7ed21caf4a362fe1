#pragma once

#include "sync/authority/authority.h"
#include "sync/authority/draft.h"
#include "sync/authority/ledger.h"

// Inside the authority: one group from decision to ledger.
namespace fieldfare::sync {

struct Origin {
    Principal author;
    std::uint64_t number = 0;  // of the group; 0: the server's own
    core::WallMs received_at = 0;
    std::vector<Verdict::Restamp> restamps;  // already done to the group
    std::shared_ptr<const core::CustomFields> custom_fields;
    bool accepted = false;  // after it had been refused, by another one's right: its author has gone on from it
};

// Decides about a group and, if it takes effect, writes its rows, history and conflicts under one seq. A group that is
// not good gives a quarantined or waiting verdict and writes nothing. Errors are the ledger's own.
core::Result<Verdict> settle(Ledger& ledger, const Origin& origin, const core::Group& group);

// Groups that waited for rows which this one added are settled now. Returns the verdicts of those that the sender's
// device had sent.
core::Result<std::vector<Verdict>> settle_waiting(Ledger& ledger, const core::Group& group, const Principal& sender,
                                                  core::WallMs now);

// Fills what only the server writes into rows that the draft adds: the customer's code.
core::Status assign(Draft& draft, const core::Uuid& organisation, core::WallMs now);

// "customer 0190a6b2-…": what a waiting group waits for.
std::string waiting_on(const core::Entity& entity, const core::Uuid& id);

// A stamp of the server, newer than everything in the row.
core::Stamp server_stamp(core::WallMs now, const core::Row* row);

// True for faults of the store or the program, which end the whole transaction; false for what a group can be
// quarantined for.
bool is_fault(core::ErrorCode code);

}  // namespace fieldfare::sync
