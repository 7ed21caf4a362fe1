#pragma once

#include <optional>
#include <vector>

#include "server/store/canonical_store.h"

// A person's whole book goes to a colleague in one step: the customers he owns and his open follow-ups at them. What
// has happened (visits, finished follow-ups), who collaborates, and colleagues' follow-ups stay as they are; so do
// customers that others share with him. Unsent work of his phones is still taken when it comes: the right held when it
// was done.
namespace fieldfare::server::people {

struct Book {
    std::vector<core::Row> customers;  // that go over
    std::vector<core::Row> followups;  // that go over
    // What stays, or is worth knowing.
    std::int64_t colleagues_followups = 0;  // open, at these customers, of others
    std::int64_t shared_customers = 0;      // of others, on which he works with them
    std::int64_t shared_followups = 0;      // his open ones there
};
core::Result<Book> book_of(core::sqlite::Connection& database, Org org, const core::Uuid& owner);
// How many customers a person owns.
core::Result<std::int64_t> owned_by(core::sqlite::Connection& database, Org org, const core::Uuid& owner);
// How many of the customers a person does not see yet.
core::Result<std::int64_t> unseen_by(core::sqlite::Connection& database, const Organisation& organisation,
                                     const core::Row& person, const std::vector<core::Row>& customers);

// What was looked at before the step: another number at the step, and nothing is done.
struct Seen {
    std::size_t customers = 0;
    std::size_t followups = 0;
    friend bool operator==(const Seen&, const Seen&) = default;
};

struct Moved {
    sync::Seq seq = 0;  // under which it stands in the history: what `take_back` asks for
    std::size_t customers = 0;
    std::size_t followups = 0;
};

// One group in one transaction, by the principal's right. invalid_argument: to himself, or the other is not active;
// not_found: no such person, or nothing to hand over; changed_meanwhile: the book is not what was seen; what the
// authority refuses.
core::Result<Moved> hand_over(WriteScope& scope, const sync::Principal& principal, const core::Uuid& from,
                              const core::Uuid& to, const std::optional<Seen>& seen);
// Gives back exactly what that step moved and whose owner nobody changed since. not_found: nothing of it is left.
core::Result<Moved> take_back(WriteScope& scope, const sync::Principal& principal, const core::Uuid& from,
                              const core::Uuid& to, sync::Seq seq);

}  // namespace fieldfare::server::people
