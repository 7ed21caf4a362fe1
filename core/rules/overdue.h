#pragma once

#include <string>
#include <string_view>

#include "core/rules/cadence.h"

namespace fieldfare::core {

enum class Lateness : std::uint8_t {
    upcoming,
    today,
    late,
    very_late,  // a whole interval was missed
};

// How urgent a due contact is. Lists sort by `priority`, then by `ratio`, largest first.
struct Severity {
    Lateness lateness = Lateness::upcoming;
    int overdue_days = 0;  // negative: days still left
    double ratio = 0;      // overdue_days / interval
    int priority = 0;      // CLS-03: 1 high value … 4 at risk, 5 not classified
};

// CLS-03 from the customer's class (CLS-02).
int priority_of(std::string_view customer_class);
Severity severity(const Due& due, std::string_view customer_class, Day today);
bool more_urgent(const Severity& a, const Severity& b);

// "逾期 3 天", "今天到期", "2 天后到期".
std::string describe(const Severity& severity, Language language);

}  // namespace fieldfare::core
