#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/catalog/catalog.h"
#include "core/rules/day.h"

// The sentences in which rules explain themselves, in both languages, and nowhere else. Words of the catalog (labels of
// fields and choices) are taken from there.
namespace fieldfare::core {

enum class Language : std::uint8_t { zh, en };
// "zh-CN", "en", "en_GB" …; what is not English is Chinese.
Language language_of(std::string_view tag);

inline std::string_view in(Language language, const Label& label) {
    return language == Language::zh ? label.zh : label.en;
}

// "10月9日", "9 Oct".
std::string short_date(Day day, Language language);

enum class Text : std::uint8_t {
    every_week,
    every_two_weeks,
    every_month,
    every_n_days,    // {0} days
    toolkit,         // the handbook's short name
    by_class,        // {0} class, {1} how often, {2} handbook
    after_filing,    // {0} days, {1} handbook
    last_contact,    // {0} date
    filed,           // {0} date
    planned,         // {0} date
    planned_for,     // {0} date, {1} goal
    promised_step,   // {0} date, {1} step
    postponed_note,  // {0} from, {1} to, {2} reason
    overdue_days,    // {0} days
    due_today,
    due_in_days,  // {0} days
    joined,       // {0} first clause, {1} second
};
std::string_view pattern(Text text, Language language);
// The one to use where {0} counts something: "1 day overdue", "2 days overdue".
std::string_view pattern(Text text, Language language, int count);

}  // namespace fieldfare::core
