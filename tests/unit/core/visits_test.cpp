#include "core/customers/customers.h"
#include "core/customers/filing.h"
#include "core/followups/followups.h"
#include "core/visits/log_visit.h"
#include "tests/unit/core/store_fixture.h"

namespace fieldfare::tests {
namespace {

using core::Day;
using core::ErrorCode;
using core::catalog::customer;
using core::catalog::followup;
using core::catalog::interaction;

constexpr core::WallMs hour = 3'600'000;

class VisitsTest : public StoreTest {
  protected:
    void SetUp() override {
        StoreTest::SetUp();
        customer_ = add_customer("小微商贸").id;
        seal();
    }
    core::visits::LogVisit quick() const {
        core::visits::LogVisit visit;
        visit.customer = customer_;
        visit.channels = {"visit"};
        visit.note = "介绍自动化设备案例";
        return visit;
    }
    core::Uuid customer_;
};

TEST_F(VisitsTest, AQuickLogIsOneGroupOfVisitAndCustomer) {
    const auto logged = must(core::visits::log(*store_, quick()));
    const auto row = get(interaction, logged.interaction);
    EXPECT_EQ(row.reference(interaction.at("author")), me_);
    EXPECT_EQ(row.integer(interaction.at("started_at")), monday);
    EXPECT_EQ(row.integer(interaction.at("logged_at")), monday);
    EXPECT_EQ(row.set(interaction.at("channels")), core::StringSet{"visit"});
    EXPECT_EQ(row.integer(interaction.at("no_next_step")), 1);
    const auto items = outbox();
    ASSERT_EQ(items.size(), 2U);
    EXPECT_EQ(items[1].group.changes.size(), 1U) << "nothing of the customer changed";
    EXPECT_EQ(items[1].title.id, logged.interaction);
}

TEST_F(VisitsTest, TheFirstContactFollowsFromTheVisitsAndIsWrittenByNobody) {
    const auto first_contact = [&] {
        const auto session = must(core::session(store_->read(), monday));
        const auto file = must(core::Customers(store_->read(), session).with_what_follows(get(customer, customer_)));
        return std::string(file.text(customer.at("first_contact_on")));
    };
    EXPECT_EQ(first_contact(), "");
    must(core::visits::log(*store_, quick()));
    EXPECT_EQ(first_contact(), "2023-10-09");
    auto earlier = quick();  // as from another phone, or logged late
    earlier.started_at = monday - 72 * hour;
    must(core::visits::log(*store_, earlier));
    EXPECT_EQ(first_contact(), "2023-10-06");
    EXPECT_FALSE(get(customer, customer_).has(customer.at("first_contact_on")));
    must(core::customers::edit(*store_, get(customer, customer_),
                               {{customer.at("first_contact_on"), std::string("2020-05-01")}}));
    EXPECT_EQ(first_contact(), "2020-05-01") << "what somebody knows";
}

TEST_F(VisitsTest, TheWholeFormIsStillOneGroup) {
    const auto due =
        must(core::followups::plan(*store_, {customer_, Day::of(2023, 10, 9), "发送产品报价单", {}, {"phone"}, {}}));
    seal();
    auto visit = quick();
    visit.next_step = "3天内发送针对性方案及报价";
    visit.next_due = Day::of(2023, 10, 12);
    visit.stage_after = "proposal";
    const auto logged = must(core::visits::log(*store_, visit));
    EXPECT_EQ(logged.completed_followup, due);
    ASSERT_TRUE(logged.next_followup.has_value());
    EXPECT_EQ(get(customer, customer_).text(customer.at("stage")), "proposal");
    EXPECT_EQ(get(followup, due).text(followup.at("status")), "done");
    EXPECT_EQ(get(followup, due).integer(followup.at("completed_at")), monday);
    EXPECT_EQ(get(interaction, logged.interaction).reference(interaction.at("followup")), due);
    const auto next = get(followup, *logged.next_followup);
    EXPECT_EQ(next.text(followup.at("due_on")), "2023-10-12");
    EXPECT_EQ(next.text(followup.at("goal")), visit.next_step);
    const auto items = outbox();
    EXPECT_EQ(items.back().group.changes.size(), 4U);
}

TEST_F(VisitsTest, AFollowUpOfAnotherDayOrPersonStaysOpen) {
    const auto later = must(core::followups::plan(*store_, {customer_, Day::of(2023, 10, 10), "明天", {}, {}, {}}));
    const auto other = must(core::followups::plan(
        *store_, {customer_, Day::of(2023, 10, 8), "同事的", {}, {}, {{followup.at("owner"), new_id()}}}));
    auto logged = must(core::visits::log(*store_, quick()));
    EXPECT_FALSE(logged.completed_followup.has_value());
    EXPECT_EQ(get(followup, other).text(followup.at("status")), "pending");
    auto named = quick();
    named.followup = later;
    EXPECT_EQ(must(core::visits::log(*store_, named)).completed_followup, later);
}

TEST_F(VisitsTest, WhenACustomerWasWonFollowsFromTheVisitsAndIsWrittenByNobody) {
    const auto won_at = [&]() -> std::optional<core::WallMs> {
        const auto session = must(core::session(store_->read(), monday));
        const auto file = must(core::Customers(store_->read(), session).with_what_follows(get(customer, customer_)));
        return file.has(customer.at("won_at")) ? std::optional(file.integer(customer.at("won_at"))) : std::nullopt;
    };
    must(core::visits::log(*store_, quick()));
    EXPECT_EQ(won_at(), std::nullopt);
    auto visit = quick();
    visit.stage_after = "won";
    visit.started_at = monday - hour;
    must(core::visits::log(*store_, visit));
    EXPECT_EQ(won_at(), monday - hour);
    visit.started_at = monday - 3 * hour;  // as from another phone, or logged late
    must(core::visits::log(*store_, visit));
    EXPECT_EQ(won_at(), monday - 3 * hour);
    EXPECT_FALSE(get(customer, customer_).has(customer.at("won_at")));
    must(core::customers::edit(*store_, get(customer, customer_), {{customer.at("won_at"), monday - 48 * hour}}));
    EXPECT_EQ(won_at(), monday - 48 * hour) << "what somebody knows";
}

TEST_F(VisitsTest, AVisitWakesADormantCustomer) {
    auto row = get(customer, customer_);
    set_field(row, customer.at("status"), std::string("dormant"));
    must(core::visits::log(*store_, quick()));
    EXPECT_EQ(get(customer, customer_).text(customer.at("status")), "active");
}

TEST_F(VisitsTest, AVisitThatIsNotAcceptableLeavesNothing) {
    auto visit = quick();
    visit.channels = {};
    EXPECT_EQ(core::visits::log(*store_, visit).error().code, ErrorCode::missing_field);
    visit = quick();
    visit.channels = {"carrier pigeon"};
    EXPECT_EQ(core::visits::log(*store_, visit).error().code, ErrorCode::unknown_enum_value);
    visit = quick();
    visit.customer = new_id();
    EXPECT_EQ(core::visits::log(*store_, visit).error().code, ErrorCode::not_found);
    core::Select all;
    all.entity = &interaction;
    EXPECT_EQ(must(store_->read().count(all)), 0);
    EXPECT_EQ(outbox().size(), 1U);
}

TEST_F(VisitsTest, ALongNextStepDoesNotLoseTheVisit) {
    auto visit = quick();
    for (int i = 0; i < 800; ++i) visit.next_step += "字";
    visit.next_due = Day::of(2023, 10, 12);
    const auto logged = must(core::visits::log(*store_, visit));
    EXPECT_EQ(get(followup, *logged.next_followup).text(followup.at("goal")).size(), 500U * 3);
    EXPECT_EQ(get(interaction, logged.interaction).text(interaction.at("next_step")), visit.next_step);
}

TEST_F(VisitsTest, TheRestIsCompletedLaterButFactsStay) {
    const auto logged = must(core::visits::log(*store_, quick()));
    seal();
    const auto seen = get(interaction, logged.interaction);
    FF_ASSERT_OK(
        core::visits::complete_later(*store_, seen, {{interaction.at("feedback"), std::string("预算控制在80万内")}}));
    EXPECT_EQ(get(interaction, logged.interaction).text(interaction.at("feedback")), "预算控制在80万内");
    const auto refused = core::visits::complete_later(*store_, seen, {{interaction.at("started_at"), std::int64_t{1}}});
    EXPECT_EQ(refused.error().code, ErrorCode::immutable_field);
}

TEST_F(VisitsTest, ASavedVisitSurvivesReopening) {
    const auto logged = must(core::visits::log(*store_, quick()));
    const auto before = get(interaction, logged.interaction);
    reopen();
    EXPECT_EQ(get(interaction, logged.interaction), before);
    EXPECT_EQ(outbox().size(), 2U);
}

}  // namespace
}  // namespace fieldfare::tests
