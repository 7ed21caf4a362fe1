#pragma once

#include <optional>
#include <string_view>

#include "core/rows/row.h"

namespace fieldfare::core {

// CLS-16: lead, intent, proposal, negotiation, won, in the catalog's order; lost and shelved are exits, never stages.
inline constexpr int funnel_stages = 5;

// 0 for the first stage; nothing for exits and what is no stage.
std::optional<int> stage_rank(std::string_view stage);
bool left_funnel(std::string_view stage);
// True when the customer went on: a later stage than before (an exit before counts as none).
bool advances(std::string_view before, std::string_view after);

// FIL-07: when the customer was won as the file has it, else the beginning of the oldest visit that says so, which is
// not copied into the file: two phones that each log one would write different times.
std::optional<WallMs> won_at(const Row& customer, std::optional<WallMs> oldest_won_visit);

}  // namespace fieldfare::core
