#include <gtest/gtest.h>

#include "core/catalog/entities.h"
#include "core/rules/cadence.h"
#include "core/rules/funnel.h"
#include "core/rules/overdue.h"
#include "core/rules/policy.h"

namespace fieldfare::tests {
namespace {

using core::Day;
using core::Language;
using core::Policy;
using core::Row;
using core::catalog::customer;

Row filed(const char* potential, const char* day) {
    Row row(customer, {});
    if (*potential != 0) row.values[customer.at("potential_class")] = std::string(potential);
    row.values[customer.at("filed_on")] = std::string(day);
    return row;
}

core::Due due(const Row& row, std::optional<Day> last) {
    return core::next_contact(row, last, Policy{}).value();
}

TEST(Days, ParseOnlyDaysThatExist) {
    EXPECT_EQ(Day::parse("2024-02-29")->text(), "2024-02-29");
    EXPECT_EQ(Day::parse("1970-01-01")->number, 0);
    for (const auto* wrong : {"2023-02-29", "2023-13-01", "2023-1-1", "2023-01-01 ", "", "abcd-ef-gh"}) {
        EXPECT_FALSE(Day::parse(wrong).has_value()) << wrong;
    }
}

TEST(Days, MonthsClampToTheirLastDay) {
    EXPECT_EQ(Day::of(2023, 1, 31).plus_months(1), Day::of(2023, 2, 28));
    EXPECT_EQ(Day::of(2024, 1, 31).plus_months(1), Day::of(2024, 2, 29));
    EXPECT_EQ(Day::of(2023, 12, 31).plus_months(2), Day::of(2024, 2, 29));
    EXPECT_EQ(Day::of(2023, 10, 9).plus_months(-10), Day::of(2022, 12, 9));
}

TEST(Days, FollowTheOrganisationsZone) {
    // 2023-10-08T23:30Z
    EXPECT_EQ(Day::at(1696807800000, "Asia/Shanghai").value(), Day::of(2023, 10, 9));
    EXPECT_EQ(Day::at(1696807800000, "UTC").value(), Day::of(2023, 10, 8));
    EXPECT_EQ(core::start_of(Day::of(2023, 10, 9), "Asia/Shanghai").value(), 1696780800000);
    EXPECT_EQ(Day::at(0, "Nowhere/Land").error().code, core::ErrorCode::invalid_argument);
}

TEST(Cadence, SampleOfClassA) {
    const auto next = due(filed("a", "2023-10-08"), Day::of(2023, 10, 9));
    EXPECT_EQ(next.date, Day::of(2023, 10, 16));
    EXPECT_EQ(next.rule, "CAD-20");
}

TEST(Cadence, SampleOfClassB) {
    EXPECT_EQ(due(filed("b", "2023-10-10"), Day::of(2023, 10, 11)).date, Day::of(2023, 10, 25));
}

TEST(Cadence, ClassCIsACalendarMonth) {
    EXPECT_EQ(due(filed("c", "2023-01-01"), Day::of(2023, 10, 9)).date, Day::of(2023, 11, 9));
    EXPECT_EQ(due(filed("c", "2023-01-01"), Day::of(2024, 1, 31)).date, Day::of(2024, 2, 29));
}

TEST(Cadence, SampleOfTheFirstFollowUp) {
    EXPECT_EQ(due(filed("a", "2023-10-08"), std::nullopt).date, Day::of(2023, 10, 9));
    const auto next = due(filed("", "2023-10-10"), std::nullopt);
    EXPECT_EQ(next.date, Day::of(2023, 10, 11));
    EXPECT_EQ(next.rule, "CAD-22");
}

TEST(Cadence, FollowsTheOrganisationsNumbers) {
    Row organisation(core::catalog::organisation, {});
    organisation.values[core::catalog::organisation.at("first_followup_days")] = std::int64_t{3};
    organisation.values[core::catalog::organisation.at("time_zone")] = std::string("Europe/Berlin");
    const auto policy = core::policy_of(organisation);
    EXPECT_EQ(policy.time_zone, "Europe/Berlin");
    EXPECT_EQ(core::next_contact(filed("a", "2023-10-08"), {}, policy)->date, Day::of(2023, 10, 11));
}

TEST(Cadence, NothingIsDueWithoutARule) {
    EXPECT_FALSE(core::next_contact(filed("", "2023-10-08"), Day::of(2023, 10, 9), {}).has_value());
    auto lost = filed("a", "2023-10-08");
    lost.values[customer.at("stage")] = std::string("lost");
    EXPECT_FALSE(core::next_contact(lost, Day::of(2023, 10, 9), {}).has_value());
    EXPECT_FALSE(core::next_contact(Row(customer, {}), std::nullopt, {}).has_value());
}

TEST(Cadence, ExplainsItselfInBothLanguages) {
    const auto weekly = due(filed("a", "2023-10-08"), Day::of(2023, 10, 9));
    EXPECT_EQ(core::explain(weekly, Language::zh), "A类每周一次（工具包）；上次联系 10月9日");
    EXPECT_EQ(core::explain(weekly, Language::en), "Class A weekly (toolkit); last contact 9 Oct");
    const auto first = due(filed("b", "2023-10-08"), std::nullopt);
    EXPECT_EQ(core::explain(first, Language::zh), "建档后1天首次跟进（工具包）；建档 10月8日");
    EXPECT_EQ(core::explain(first, Language::en), "First follow-up 1 day after filing (toolkit); filed 8 Oct");
    const auto monthly = due(filed("c", "2023-10-08"), Day::of(2023, 10, 9));
    EXPECT_EQ(core::explain(monthly, Language::zh), "C类每月一次（工具包）；上次联系 10月9日");
}

TEST(Cadence, AnOpenFollowUpIsDueOnItsDay) {
    using core::catalog::followup;
    Row row(followup, {});
    row.values[followup.at("due_on")] = std::string("2023-10-12");
    row.values[followup.at("status")] = std::string("pending");
    row.values[followup.at("goal")] = std::string("发送产品报价单");
    const auto planned = core::due_of(row, Day::of(2023, 10, 9)).value();
    EXPECT_EQ(planned.date, Day::of(2023, 10, 12));
    EXPECT_EQ(core::explain(planned, Language::zh), "计划于 10月12日 跟进：发送产品报价单；上次联系 10月9日");
    for (const auto* closed : {"done", "cancelled"}) {
        row.values[followup.at("status")] = std::string(closed);
        EXPECT_FALSE(core::due_of(row, {}).has_value()) << closed;
    }
}

TEST(Funnel, KnowsStagesAndExits) {
    EXPECT_EQ(core::stage_rank("lead"), 0);
    EXPECT_EQ(core::stage_rank("won"), core::funnel_stages - 1);
    EXPECT_FALSE(core::stage_rank("lost").has_value());
    EXPECT_TRUE(core::left_funnel("shelved"));
    EXPECT_TRUE(core::advances("lead", "intent"));
    EXPECT_FALSE(core::advances("won", "intent"));
    EXPECT_FALSE(core::advances("lead", "lost"));
    EXPECT_TRUE(core::advances("lost", "lead"));
}

TEST(Overdue, CountsDaysAgainstTheInterval) {
    const auto weekly = due(filed("a", "2023-10-01"), Day::of(2023, 10, 2));  // due on the 9th
    const auto on_time = core::severity(weekly, "potential", Day::of(2023, 10, 9));
    EXPECT_EQ(on_time.lateness, core::Lateness::today);
    const auto late = core::severity(weekly, "potential", Day::of(2023, 10, 12));
    EXPECT_EQ(late.overdue_days, 3);
    EXPECT_EQ(late.lateness, core::Lateness::late);
    EXPECT_NEAR(late.ratio, 3.0 / 7, 1e-9);
    EXPECT_EQ(core::severity(weekly, "", Day::of(2023, 10, 16)).lateness, core::Lateness::very_late);
    EXPECT_EQ(core::describe(late, Language::zh), "逾期 3 天");
}

TEST(Overdue, CountsInEnglishPlurals) {
    const auto weekly = due(filed("a", "2023-10-01"), Day::of(2023, 10, 2));  // due on the 9th
    const auto said = [&](Day today) { return core::describe(core::severity(weekly, "", today), Language::en); };
    EXPECT_EQ(said(Day::of(2023, 10, 7)), "Due in 2 days");
    EXPECT_EQ(said(Day::of(2023, 10, 8)), "Due in 1 day");
    EXPECT_EQ(said(Day::of(2023, 10, 9)), "Due today");
    EXPECT_EQ(said(Day::of(2023, 10, 10)), "1 day overdue");
    EXPECT_EQ(said(Day::of(2023, 10, 11)), "2 days overdue");
}

TEST(Overdue, PriorityGoesBeforeLateness) {
    const auto weekly = due(filed("a", "2023-10-01"), Day::of(2023, 10, 2));
    const auto valuable = core::severity(weekly, "high_value", Day::of(2023, 10, 10));
    const auto stable = core::severity(weekly, "stable", Day::of(2023, 10, 20));
    EXPECT_TRUE(core::more_urgent(valuable, stable));
    EXPECT_TRUE(core::more_urgent(stable, core::severity(weekly, "stable", Day::of(2023, 10, 10))));
    EXPECT_EQ(core::priority_of("high_value"), 1);
    EXPECT_EQ(core::priority_of(""), 5);
}

}  // namespace
}  // namespace fieldfare::tests
