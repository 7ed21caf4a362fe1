#pragma once

#include <string>
#include <vector>

#include "server/store/canonical_store.h"

// Pairs of customers that may be one and the same (FIL-01): found by the server, decided by a person. Which customers
// to compare follows from keys (normal names, phones, credit codes, addresses) that are kept for each.
namespace fieldfare::server::people {

enum class PairState : std::uint8_t { open = 0, merged = 1, two_customers = 2 };

inline constexpr std::int64_t compared_at_once = 50;  // customers and contacts, of those that changed
inline constexpr std::int64_t most_candidates = 20;   // of one customer; more alike than that says nothing

// Compares what changed since the last time, at most so much. True: there is more.
core::Result<bool> find_pairs(WriteScope& scope);

// The pair is decided, whether it was found or not. `by` may be nil: the administration.
core::Status settle_pair(WriteScope& scope, const core::Uuid& one, const core::Uuid& other, PairState state,
                         const core::Uuid& by);
// The customer was erased: no pair and no key names it any more.
core::Status forget_pairs(core::sqlite::Connection& database, Org org, const core::Uuid& customer);

}  // namespace fieldfare::server::people
