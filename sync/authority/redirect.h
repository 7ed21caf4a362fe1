#pragma once

#include <vector>

#include "sync/authority/record.h"

// Inside the authority: what comes for a customer that was merged into another (docs/merge.md, "Customers that become
// one"). The merged one goes on taking what is said of it, as a row like any other, and stays deleted; what was meant
// for it takes effect on the one that goes on.
namespace fieldfare::sync {

// The customer that stands for this one: itself, or what it was merged into, to the end of the line.
core::Result<core::Uuid> standing(Draft& draft, const core::Uuid& customer);

// After the group's steps were decided: adds those that follow from merges. An error that is no fault is the group's.
core::Status follow_redirects(Draft& draft, const Origin& origin, std::vector<Step>& steps);

}  // namespace fieldfare::sync
