#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "server/dashboard/dashboard.h"
#include "server/people/duplicates.h"
#include "server/people/merging.h"

// Customers that are one and the same, or may be. Not for reps; both customers lie in the viewer's scope. forbidden,
// not_found, and what server/people/merging.h refuses.
namespace fieldfare::server::dashboard {

// Pairs that may be one, and a page of those that were decided. Each by what the viewer may know of why: one that is
// none without what is hidden from him does not exist for him.
core::Result<nlohmann::json> duplicates(View& view, const Paging& decided);
// Whether somebody may say this of the two now: only of a pair that is open that they are two, only of one of which
// that was said that it is open. not_found; invalid_argument: one and the same; changed_meanwhile.
core::Status check_pair(View& view, const core::Uuid& one, const core::Uuid& other, people::PairState wanted);
core::Status check_merge(View& view, const core::Uuid& one, const core::Uuid& other);
// Nobody chooses between values that are hidden from him.
core::Status check_choice(View& view, const core::Uuid& from, const core::Uuid& into,
                          const std::vector<std::string>& chosen);
// Nobody shows himself what is hidden from him: as a collaborator, or by moving it to where less is hidden.
core::Status check_gain(View& view, const people::Merging& merging);
// What merging `from` into `into` would do.
core::Result<nlohmann::json> merging(View& view, const core::Uuid& from, const core::Uuid& into,
                                     const std::vector<std::string>& chosen);
// What the undo of a merge would do: what goes back, and what stays.
core::Result<nlohmann::json> parting(View& view, const core::Uuid& from);

}  // namespace fieldfare::server::dashboard
