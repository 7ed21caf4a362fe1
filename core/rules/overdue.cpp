#include "core/rules/overdue.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/catalog/enumerations.h"

namespace fieldfare::core {

int priority_of(std::string_view customer_class) {
    // The catalog lists the classes in the order of priority.
    int rank = 1;
    for (const auto& choice : catalog::customer_class.choices) {
        if (choice.code == customer_class) return rank;
        ++rank;
    }
    return rank;
}

Severity severity(const Due& due, std::string_view customer_class, Day today) {
    Severity result;
    result.overdue_days = today.days_since(due.date);
    const auto from = due.last_contact ? *due.last_contact : due.filed ? *due.filed : due.date;
    const int length = std::max(1, due.interval.length_from(from));
    result.ratio = static_cast<double>(result.overdue_days) / length;
    result.priority = priority_of(customer_class);
    if (result.overdue_days < 0) {
        result.lateness = Lateness::upcoming;
    } else if (result.overdue_days == 0) {
        result.lateness = Lateness::today;
    } else {
        result.lateness = result.overdue_days >= length ? Lateness::very_late : Lateness::late;
    }
    return result;
}

bool more_urgent(const Severity& a, const Severity& b) {
    if (a.priority != b.priority) return a.priority < b.priority;
    return a.ratio > b.ratio;
}

std::string describe(const Severity& severity, Language language) {
    if (severity.overdue_days == 0) return std::string(pattern(Text::due_today, language));
    const auto text = severity.overdue_days > 0 ? Text::overdue_days : Text::due_in_days;
    const int days = std::abs(severity.overdue_days);
    return fmt::format(fmt::runtime(pattern(text, language, days)), days);
}

}  // namespace fieldfare::core
