#include "core/followups/agenda.h"

#include "core/customers/filing.h"
#include "core/followups/followups.h"
#include "core/visits/log_visit.h"
#include "tests/unit/core/store_fixture.h"

namespace fieldfare::tests {
namespace {

using core::Day;
using core::Language;
using core::catalog::customer;

class AgendaTest : public StoreTest {
  protected:
    core::Uuid file(const std::string& name, const std::string& potential, const std::string& value_class = {}) {
        core::customers::FileCustomer wanted;
        wanted.fields[customer.at("name")] = name;
        wanted.fields[customer.at("potential_class")] = potential;
        if (!value_class.empty()) wanted.fields[customer.at("customer_class")] = value_class;
        return must(core::customers::file(*store_, wanted)).customer;
    }
    void visit(const core::Uuid& at) {
        core::visits::LogVisit visit;
        visit.customer = at;
        visit.channels = {"phone"};
        FF_ASSERT_OK(core::visits::log(*store_, visit));
    }
    core::Agenda today() { return must(core::agenda(store_->read(), session())); }
};

TEST_F(AgendaTest, EveryCardSaysWhy) {
    const auto id = file("科技", "a");
    visit(id);
    EXPECT_EQ(today().visits_today, 1);
    advance_days(7);
    auto agenda = today();
    ASSERT_EQ(agenda.today.size(), 1U);
    EXPECT_EQ(agenda.today[0].why(Language::zh), "A类每周一次（工具包）；上次联系 10月9日");
    EXPECT_EQ(agenda.visits_today, 0);
    ASSERT_TRUE(agenda.today[0].last_visit.has_value());
    advance_days(2);
    agenda = today();
    ASSERT_EQ(agenda.overdue.size(), 1U);
    EXPECT_EQ(agenda.overdue[0].severity.overdue_days, 2);
}

TEST_F(AgendaTest, TheFirstFollowUpIsDueTheDayAfterFiling) {
    file("科技", "a");
    auto agenda = today();
    ASSERT_EQ(agenda.upcoming.size(), 1U);
    EXPECT_EQ(agenda.upcoming[0].due.rule, "CAD-22");
    advance_days(1);
    EXPECT_EQ(today().today.size(), 1U);
}

TEST_F(AgendaTest, APlanStandsForTheCadenceUnlessItComesLater) {
    const auto id = file("科技", "a");
    visit(id);  // cadence: the 16th
    const auto plan = must(core::followups::plan(*store_, {id, Day::of(2023, 10, 12), "发送产品报价单", {}, {}, {}}));
    auto agenda = today();
    ASSERT_EQ(agenda.upcoming.size(), 1U);
    EXPECT_EQ(agenda.upcoming[0].followup->id, plan);
    EXPECT_EQ(agenda.upcoming[0].why(Language::zh), "计划于 10月12日 跟进：发送产品报价单；上次联系 10月9日");
    FF_ASSERT_OK(core::followups::postpone(*store_, plan, Day::of(2023, 11, 20), "客户出差"));
    agenda = today();
    ASSERT_EQ(agenda.upcoming.size(), 1U);
    EXPECT_EQ(agenda.upcoming[0].due.rule, "CAD-20");
}

TEST_F(AgendaTest, OverdueAreSortedByPriorityThenLateness) {
    const auto stable = file("稳定", "a", "stable");
    const auto valuable = file("高价值", "a", "high_value");
    const auto slow = file("慢", "c", "stable");
    for (const auto& id : {stable, valuable, slow}) visit(id);
    advance_days(40);
    const auto agenda = today();
    ASSERT_EQ(agenda.overdue.size(), 3U);
    EXPECT_EQ(agenda.overdue[0].customer.id, valuable);
    EXPECT_EQ(agenda.overdue[1].customer.id, stable);
    EXPECT_EQ(agenda.overdue[2].customer.id, slow);
}

TEST_F(AgendaTest, OtherPeoplesWorkAndGoneCustomersAreNotMine) {
    core::customers::FileCustomer wanted;
    wanted.fields[customer.at("name")] = std::string("同事的客户");
    wanted.fields[customer.at("owner")] = new_id();
    const auto theirs = must(core::customers::file(*store_, wanted)).customer;
    const auto gone = file("丢单", "a");
    FF_ASSERT_OK(core::customers::edit(*store_, get(customer, gone), {{customer.at("stage"), std::string("lost")}}));
    const auto removed = file("删除", "a");
    FF_ASSERT_OK(core::followups::plan(*store_, {removed, Day::of(2023, 10, 9), {}, {}, {}, {}}));
    FF_ASSERT_OK(core::customers::remove(*store_, removed));
    auto agenda = today();
    EXPECT_TRUE(agenda.overdue.empty() && agenda.today.empty() && agenda.upcoming.empty());
    // A follow-up that I own at a colleague's customer is mine.
    FF_ASSERT_OK(core::followups::plan(*store_, {theirs, Day::of(2023, 10, 9), {}, {}, {}, {}}));
    EXPECT_EQ(today().today.size(), 1U);
}

}  // namespace
}  // namespace fieldfare::tests
