#pragma once

#include "core/base/hlc.h"
#include "core/rules/day.h"
#include "core/rules/policy.h"
#include "core/store/row_reader.h"

namespace fieldfare::core {

// Who works on this device, under which rules, and what day it is for his organisation.
struct Session {
    Uuid user;
    Uuid org;
    std::string role;
    Policy policy;
    WallMs now = 0;
    Day today;
};

// `now` is the corrected wall clock (`HybridClock::now`). unauthenticated: the device is not enrolled. Before the
// organisation's row has arrived, the shipped rules hold.
Result<Session> session(RowReader& reader, WallMs now);

}  // namespace fieldfare::core
