#pragma once

#include <vector>

#include "sync/authority/settle.h"
#include "sync/merge/merge.h"

// Inside the authority: what stands in the ledger after a group took effect.
namespace fieldfare::sync {

struct Step {
    const core::Change* change = nullptr;
    Draft::Entry* entry = nullptr;
    Applied applied;
    bool repeated = false;  // it took effect under another number before
    bool nothing() const { return !applied.changed && applied.lost == 0; }
};

// Writes rows, audiences, history and conflicts of the steps under the seq.
core::Status record(Draft& draft, const Origin& origin, const std::vector<Step>& steps, Seq seq);

}  // namespace fieldfare::sync
