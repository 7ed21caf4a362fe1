#include "core/visits/timeline.h"

#include "core/followups/followups.h"
#include "core/visits/log_visit.h"
#include "tests/unit/core/store_fixture.h"

namespace fieldfare::tests {
namespace {

using core::Day;
using core::TimelineEntry;
using Kind = core::TimelineEntry::Kind;

class TimelineTest : public StoreTest {
  protected:
    void SetUp() override {
        StoreTest::SetUp();
        customer_ = add_customer("小微商贸").id;
    }
    void visit(const std::string& note, std::optional<std::string> stage = {}) {
        core::visits::LogVisit visit;
        visit.customer = customer_;
        visit.channels = {"phone"};
        visit.note = note;
        visit.stage_after = std::move(stage);
        FF_ASSERT_OK(core::visits::log(*store_, visit));
    }
    core::TimelinePage page(std::optional<core::TimelineCursor> from = {}, std::uint32_t limit = 30) {
        return must(core::Timeline(store_->read(), session()).page(customer_, from, limit));
    }
    core::Uuid customer_;
};

TEST_F(TimelineTest, TellsTheHistoryNewestFirst) {
    const auto plan = must(core::followups::plan(*store_, {customer_, Day::of(2023, 10, 9), "报价", {}, {}, {}}));
    clock_.advance(60'000);
    visit("一", "intent");
    advance_days(1);
    visit("二");
    FF_ASSERT_OK(core::followups::plan(*store_, {customer_, Day::of(2023, 10, 20), "演示", {}, {}, {}}));
    const auto entries = page().entries;
    ASSERT_EQ(entries.size(), 6U);
    EXPECT_EQ(entries[0].kind, Kind::planned);
    EXPECT_EQ(entries[1].kind, Kind::visit);
    EXPECT_EQ(entries[1].row.text(core::catalog::interaction.at("note")), "二");
    std::vector<Kind> same_moment = {entries[2].kind, entries[3].kind, entries[4].kind};
    std::sort(same_moment.begin(), same_moment.end());
    EXPECT_EQ(same_moment, (std::vector<Kind>{Kind::visit, Kind::stage, Kind::followup_done}));
    for (const auto& entry : entries) {
        if (entry.kind == Kind::stage) {
            EXPECT_EQ(entry.stage, "intent");
        }
        if (entry.kind == Kind::followup_done) {
            EXPECT_EQ(entry.row.id, plan);
        }
    }
    EXPECT_EQ(entries[5].kind, Kind::filed);
}

TEST_F(TimelineTest, PagesMeetWithoutGapOrRepetition) {
    for (int i = 0; i < 25; ++i) {
        visit("访问" + std::to_string(i), i % 3 == 0 ? std::optional<std::string>("intent") : std::nullopt);
        if (i % 4 == 0) clock_.advance(60'000);  // several visits at one moment
    }
    const auto whole = page({}, 1000).entries;
    ASSERT_EQ(whole.size(), 25U + 9 + 1);
    for (const std::uint32_t size : {1U, 2U, 7U, 35U}) {
        std::vector<TimelineEntry> joined;
        std::optional<core::TimelineCursor> from;
        int rounds = 0;
        do {
            const auto next = page(from, size);
            joined.insert(joined.end(), next.entries.begin(), next.entries.end());
            from = next.next;
            ASSERT_LT(++rounds, 100);
        } while (from);
        ASSERT_EQ(joined.size(), whole.size()) << size;
        for (std::size_t i = 0; i < whole.size(); ++i) {
            EXPECT_EQ(joined[i].row.id, whole[i].row.id) << size << " " << i;
            EXPECT_EQ(joined[i].kind, whole[i].kind) << size << " " << i;
        }
    }
}

TEST_F(TimelineTest, AStrangeCustomerIsNotFound) {
    EXPECT_EQ(core::Timeline(store_->read(), session()).page(new_id()).error().code, core::ErrorCode::not_found);
}

}  // namespace
}  // namespace fieldfare::tests
