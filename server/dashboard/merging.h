#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "server/dashboard/dashboard.h"
#include "server/people/merging.h"

// Customers that are one and the same, or may be. Not for reps; both customers lie in the viewer's scope. forbidden,
// not_found, and what server/people/merging.h refuses.
namespace fieldfare::server::dashboard {

// Pairs that may be one, and those that were decided.
core::Result<nlohmann::json> duplicates(View& view);
core::Status check_merge(View& view, const core::Uuid& one, const core::Uuid& other);
// Nobody chooses between values that are hidden from him.
core::Status check_choice(View& view, const core::Uuid& from, const core::Uuid& into,
                          const std::vector<std::string>& chosen);
// Nobody makes himself a collaborator where something is hidden from him.
core::Status check_gain(View& view, const people::Merging& merging);
// What merging `from` into `into` would do.
core::Result<nlohmann::json> merging(View& view, const core::Uuid& from, const core::Uuid& into,
                                     const std::vector<std::string>& chosen);
// What the undo of a merge would do.
core::Result<nlohmann::json> parting(View& view, const core::Uuid& from);

}  // namespace fieldfare::server::dashboard
