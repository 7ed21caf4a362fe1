#include "core/followups/followups.h"

#include "tests/unit/core/store_fixture.h"

namespace fieldfare::tests {
namespace {

using core::Day;
using core::ErrorCode;
using core::catalog::followup;

class FollowupsTest : public StoreTest {
  protected:
    void SetUp() override {
        StoreTest::SetUp();
        customer_ = add_customer("小微商贸").id;
        id_ = must(core::followups::plan(*store_, {customer_, Day::of(2023, 10, 16), "演示方案", {}, {"online"}, {}}));
        seal();
    }
    std::string status() { return std::string(get(followup, id_).text(followup.at("status"))); }
    core::Uuid customer_;
    core::Uuid id_;
};

TEST_F(FollowupsTest, APlanBelongsToItsAuthor) {
    const auto row = get(followup, id_);
    EXPECT_EQ(row.reference(followup.at("owner")), me_);
    EXPECT_EQ(row.reference(followup.at("author")), me_);
    EXPECT_EQ(row.text(followup.at("due_on")), "2023-10-16");
    EXPECT_EQ(row.set(followup.at("methods")), core::StringSet{"online"});
    EXPECT_EQ(status(), "pending");
    EXPECT_EQ(core::followups::plan(*store_, {new_id(), Day::of(2023, 10, 16), {}, {}, {}, {}}).error().code,
              ErrorCode::not_found);
}

TEST_F(FollowupsTest, CompletingIsOnce) {
    FF_ASSERT_OK(core::followups::complete(*store_, id_));
    EXPECT_EQ(status(), "done");
    EXPECT_EQ(get(followup, id_).integer(followup.at("completed_at")), monday);
    EXPECT_EQ(outbox().back().group.changes.size(), 1U);
    EXPECT_EQ(core::followups::complete(*store_, id_).error().code, ErrorCode::transition_not_allowed);
    EXPECT_EQ(core::followups::postpone(*store_, id_, Day::of(2023, 11, 1), "忙").error().code,
              ErrorCode::transition_not_allowed);
}

TEST_F(FollowupsTest, CancellingClosesIt) {
    FF_ASSERT_OK(core::followups::cancel(*store_, id_));
    EXPECT_EQ(status(), "cancelled");
}

TEST_F(FollowupsTest, AStateMovesAlongItsTransitionsOnly) {
    const auto move = [&](const std::string& to) {
        return core::followups::edit(*store_, get(followup, id_), {{followup.at("status"), to}});
    };
    const auto before = outbox().size();
    FF_ASSERT_OK(core::followups::complete(*store_, id_));
    EXPECT_EQ(move("cancelled").error().code, ErrorCode::transition_not_allowed);
    EXPECT_EQ(status(), "done");
    FF_ASSERT_OK(move("pending"));
    FF_ASSERT_OK(move("cancelled"));
    EXPECT_EQ(status(), "cancelled");
    // Each step goes to the server by itself, or the whole would be none that is allowed.
    EXPECT_EQ(outbox().size(), before + 3);
}

TEST_F(FollowupsTest, PostponingKeepsTheReason) {
    FF_ASSERT_OK(core::followups::postpone(*store_, id_, Day::of(2023, 10, 20), "客户出差"));
    const auto row = get(followup, id_);
    EXPECT_EQ(row.text(followup.at("due_on")), "2023-10-20");
    EXPECT_EQ(row.text(followup.at("note")), "10月16日 推迟到 10月20日：客户出差");
    EXPECT_EQ(core::followups::postpone(*store_, id_, Day::of(2023, 10, 19), "早").error().code,
              ErrorCode::invalid_argument);
    EXPECT_EQ(core::followups::postpone(*store_, id_, Day::of(2023, 10, 30), "").error().code,
              ErrorCode::invalid_argument);
    EXPECT_EQ(get(followup, id_), row);
}

TEST_F(FollowupsTest, EditingKeepsWhatWasNotTouched) {
    FF_ASSERT_OK(
        core::followups::edit(*store_, get(followup, id_), {{followup.at("resources"), std::string("产品手册")}}));
    EXPECT_EQ(get(followup, id_).text(followup.at("resources")), "产品手册");
    EXPECT_EQ(get(followup, id_).text(followup.at("goal")), "演示方案");
}

}  // namespace
}  // namespace fieldfare::tests
