#include "core/rules/cadence.h"

#include <fmt/format.h>

#include "core/catalog/entities.h"
#include "core/rules/funnel.h"

namespace fieldfare::core {
namespace {

using catalog::customer;
using catalog::followup;

template <typename... Arguments>
std::string say(Text text, Language language, const Arguments&... arguments) {
    return fmt::format(fmt::runtime(pattern(text, language)), arguments...);
}

std::optional<Interval> class_interval(std::string_view potential_class, const Policy& policy) {
    if (potential_class == "a") return Interval{.days = policy.class_a_days};
    if (potential_class == "b") return Interval{.days = policy.class_b_days};
    if (potential_class == "c") return Interval{.months = policy.class_c_months};
    return std::nullopt;
}

std::string how_often(const Interval& interval, Language language) {
    if (interval == Interval{.days = 7}) return std::string(pattern(Text::every_week, language));
    if (interval == Interval{.days = 14}) return std::string(pattern(Text::every_two_weeks, language));
    if (interval == Interval{.months = 1}) return std::string(pattern(Text::every_month, language));
    return say(Text::every_n_days, language, interval.days + 30 * interval.months);
}

std::string with_last_contact(std::string reason, const Due& due, Language language) {
    if (!due.last_contact) return reason;
    const auto contact = say(Text::last_contact, language, short_date(*due.last_contact, language));
    return say(Text::joined, language, reason, contact);
}

std::string explain_class(const Due& due, Language language) {
    const auto* choice = catalog::potential_class.find(due.potential_class);
    const auto reason = say(Text::by_class, language, choice == nullptr ? "" : in(language, choice->label),
                            how_often(due.interval, language), pattern(Text::toolkit, language));
    return with_last_contact(reason, due, language);
}

std::string explain_filing(const Due& due, Language language) {
    const auto days = due.interval.days;
    auto reason =
        fmt::format(fmt::runtime(pattern(Text::after_filing, language, days)), days, pattern(Text::toolkit, language));
    if (!due.filed) return reason;
    return say(Text::joined, language, reason, say(Text::filed, language, short_date(*due.filed, language)));
}

std::string explain_plan(const Due& due, Language language) {
    const auto date = short_date(due.date, language);
    if (due.goal.empty()) return with_last_contact(say(Text::planned, language, date), due, language);
    const auto text = due.rule == "next_step" ? Text::promised_step : Text::planned_for;
    return with_last_contact(say(text, language, date, due.goal), due, language);
}

}  // namespace

std::optional<Due> next_contact(const Row& row, std::optional<Day> last_contact, const Policy& policy) {
    if (row.deleted() || left_funnel(row.text(customer.at("stage")))) return std::nullopt;
    if (!last_contact) {
        const auto filed = Day::parse(row.text(customer.at("filed_on")));
        if (!filed) return std::nullopt;
        Due due{.rule = "CAD-22", .interval = {.days = policy.first_followup_days}, .filed = filed};
        due.date = due.interval.after(*filed);
        return due;
    }
    const auto potential = row.text(customer.at("potential_class"));
    const auto interval = class_interval(potential, policy);
    if (!interval) return std::nullopt;
    Due due{.rule = "CAD-20", .interval = *interval, .last_contact = last_contact};
    due.potential_class = potential;
    due.date = interval->after(*last_contact);
    return due;
}

Result<std::optional<Day>> first_contact(const Row& row, std::optional<WallMs> oldest_visit, const Policy& policy) {
    if (const auto known = Day::parse(row.text(customer.at("first_contact_on")))) return known;
    if (!oldest_visit) return std::optional<Day>{};
    FF_ASSIGN(const auto day, Day::at(*oldest_visit, policy.time_zone));
    return std::optional(day);
}

std::optional<Due> due_of(const Row& row, std::optional<Day> last_contact) {
    const auto status = row.text(followup.at("status"));
    if (row.deleted() || status == "done" || status == "cancelled") return std::nullopt;
    const auto date = Day::parse(row.text(followup.at("due_on")));
    if (!date) return std::nullopt;
    Due due{.date = *date, .last_contact = last_contact};
    due.rule = row.text(followup.at("due_rule"));
    if (due.rule.empty()) due.rule = "plan";
    due.goal = row.text(followup.at("goal"));
    // What lateness is measured against: the time there was since the last contact, at least a day.
    due.interval.days = last_contact ? std::max(1, date->days_since(*last_contact)) : 1;
    return due;
}

std::string explain(const Due& due, Language language) {
    if (due.rule == "CAD-20" && !due.potential_class.empty()) return explain_class(due, language);
    if (due.rule == "CAD-22" && due.filed) return explain_filing(due, language);
    return explain_plan(due, language);
}

}  // namespace fieldfare::core
