#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/rows/row.h"
#include "core/rules/day.h"
#include "core/rules/policy.h"
#include "core/rules/texts.h"

namespace fieldfare::core {

struct Interval {
    int days = 0;
    int months = 0;

    Day after(Day day) const { return day.plus_months(months).plus_days(days); }
    // Length in days, counted from `day`.
    int length_from(Day day) const { return after(day).days_since(day); }
    friend bool operator==(const Interval&, const Interval&) = default;
};

// When a customer should be contacted next, and why: the rule, what it counted from, and all that a sentence needs.
struct Due {
    Day date = {};
    std::string rule = {};  // "CAD-20"; "plan" for a planned follow-up, "next_step" for one agreed at a visit
    Interval interval = {};
    std::optional<Day> last_contact = {};
    std::optional<Day> filed = {};     // CAD-22
    std::string potential_class = {};  // code, CAD-20
    std::string goal = {};             // planned follow-ups
    friend bool operator==(const Due&, const Due&) = default;
};

// CAD-20: A weekly, B every two weeks, C once a calendar month, from the last contact. CAD-22: the first follow-up one
// day after filing while there was no contact. Nothing for customers that left the funnel, and for those with a contact
// but no class. `last_contact` is the day of the newest interaction.
std::optional<Due> next_contact(const Row& customer, std::optional<Day> last_contact, const Policy& policy);

// CLS-12: the day of the first contact as the file has it, else that of the oldest visit, which is not copied into the
// file: two phones that each log a first visit would write different days.
Result<std::optional<Day>> first_contact(const Row& customer, std::optional<WallMs> oldest_visit, const Policy& policy);

// The due day of a planned follow-up that is not done.
std::optional<Due> due_of(const Row& followup, std::optional<Day> last_contact);

// "A类每周一次（工具包）；上次联系 10月9日".
std::string explain(const Due& due, Language language);

}  // namespace fieldfare::core
