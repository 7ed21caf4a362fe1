#pragma once

#include <cstdint>
#include <optional>

#include "core/base/clock.h"
#include "core/rows/change.h"

namespace fieldfare::core {

enum class ConflictKind : std::uint8_t {
    overwritten = 1,  // a value was replaced by somebody who had not seen it
    revived = 2,      // a removal was undone by an edit that had not seen it
    // Two edits of a note changed the same words. Both stand in the text; each author's own version is a conflict,
    // until somebody who has seen the text puts it in order.
    overlapped = 3,
};

// What a person wrote and lost, as the server tells it to him: docs/protocol.md §6.7. Each change names the cells that
// the conflict is about and no others.
struct OwnConflict {
    Uuid id;
    ConflictKind kind = ConflictKind::overwritten;
    WallMs at = 0;  // when the server saw it
    Uuid by;        // whose value took its place; nil: not known
    Change lost;
    Change kept;
    std::optional<Change> before;  // what both had started from; nothing: not known
    friend bool operator==(const OwnConflict&, const OwnConflict&) = default;
};

// What its author decided about it. `reopened` takes a decision back.
enum class ConflictDecision : std::uint8_t { none = 0, restored = 1, kept = 2, reopened = 3 };

struct HeldConflict {
    Uuid id;
    ConflictDecision decision = ConflictDecision::none;  // that the server has not been told of
    friend bool operator==(const HeldConflict&, const HeldConflict&) = default;
};

}  // namespace fieldfare::core
