#pragma once

#include <memory>
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
    // What the server wrote itself because of the step before: `change` is this one.
    std::shared_ptr<const core::Change> own = {};
    std::vector<Conflict> conflicts = {};  // that come of it
    core::Uuid meant = {};                 // nil, or of which row the edit is that is carried over to this one
    bool unasked = false;                  // of another row than its author meant: its rows are not shown to him
    std::vector<core::Cell> seen = {};     // notes whose present text its author had seen
    bool nothing() const { return !applied.changed && applied.lost == 0; }
};

// Writes rows, audiences, history and conflicts of the steps under the seq.
core::Status record(Draft& draft, const Origin& origin, const std::vector<Step>& steps, Seq seq);

}  // namespace fieldfare::sync
