#pragma once

#include <string>

#include "core/rows/row.h"

namespace fieldfare::core {

// What an organisation set for its rules; the numbers here are the shipped ones.
struct Policy {
    std::string time_zone = "Asia/Shanghai";
    int first_followup_days = 1;         // CAD-22
    int class_a_days = 7;                // CAD-20
    int class_b_days = 14;               // CAD-20
    int class_c_months = 1;              // CAD-20, calendar months
    int record_target_minutes = 60;      // REC-01
    int record_limit_minutes = 24 * 60;  // REC-02, REC-03
};

// Fields that the organisation left empty keep the shipped numbers.
Policy policy_of(const Row& organisation);

}  // namespace fieldfare::core
