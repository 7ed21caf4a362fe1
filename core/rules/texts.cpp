#include "core/rules/texts.h"

#include <fmt/format.h>

#include <array>

#include "core/base/check.h"

namespace fieldfare::core {
namespace {

struct Line {
    Text text;
    Label label;
};

constexpr auto lines = std::to_array<Line>({
    {Text::every_week, {"每周一次", "weekly"}},
    {Text::every_two_weeks, {"每两周一次", "every two weeks"}},
    {Text::every_month, {"每月一次", "monthly"}},
    {Text::every_n_days, {"每{0}天一次", "every {0} days"}},
    {Text::toolkit, {"工具包", "toolkit"}},
    {Text::by_class, {"{0}{1}（{2}）", "{0} {1} ({2})"}},
    {Text::after_filing, {"建档后{0}天首次跟进（{1}）", "First follow-up {0} days after filing ({1})"}},
    {Text::last_contact, {"上次联系 {0}", "last contact {0}"}},
    {Text::filed, {"建档 {0}", "filed {0}"}},
    {Text::planned, {"计划于 {0} 跟进", "Planned for {0}"}},
    {Text::planned_for, {"计划于 {0} 跟进：{1}", "Planned for {0}: {1}"}},
    {Text::promised_step, {"上次约定的下一步，{0} 前：{1}", "Next step agreed for {0}: {1}"}},
    {Text::postponed_note, {"{0} 推迟到 {1}：{2}", "{0} postponed to {1}: {2}"}},
    {Text::overdue_days, {"逾期 {0} 天", "{0} days overdue"}},
    {Text::due_today, {"今天到期", "Due today"}},
    {Text::due_in_days, {"{0} 天后到期", "Due in {0} days"}},
    {Text::joined, {"{0}；{1}", "{0}; {1}"}},
});

// What English says differently of one.
struct Singular {
    Text text;
    std::string_view en;
};

constexpr auto singulars = std::to_array<Singular>({
    {Text::after_filing, "First follow-up {0} day after filing ({1})"},
    {Text::overdue_days, "{0} day overdue"},
    {Text::due_in_days, "Due in {0} day"},
});

constexpr std::array<std::string_view, 12> english_months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

constexpr bool in_order() {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (static_cast<std::size_t>(lines[i].text) != i) return false;
    }
    return lines.size() == static_cast<std::size_t>(Text::joined) + 1;
}
static_assert(in_order(), "one line for each Text, in its order");

}  // namespace

Language language_of(std::string_view tag) {
    return tag.starts_with("en") ? Language::en : Language::zh;
}

std::string short_date(Day day, Language language) {
    if (language == Language::zh) return fmt::format("{}月{}日", day.month(), day.day());
    return fmt::format("{} {}", day.day(), english_months[day.month() - 1]);
}

std::string_view pattern(Text text, Language language) {
    const auto at = static_cast<std::size_t>(text);
    FF_CHECK(at < lines.size());
    return in(language, lines[at].label);
}

std::string_view pattern(Text text, Language language, int count) {
    if (language == Language::en && count == 1) {
        for (const auto& singular : singulars) {
            if (singular.text == text) return singular.en;
        }
    }
    return pattern(text, language);
}

}  // namespace fieldfare::core
