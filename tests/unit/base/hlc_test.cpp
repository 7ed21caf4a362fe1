#include <gtest/gtest.h>

#include "core/base/hlc.h"
#include "tests/support/fake_clock.h"

namespace fieldfare::core {
namespace {

TEST(HybridClock, stamps_rise_while_the_wall_clock_stands_or_jumps_back) {
    tests::FakeClock clock(1'000'000);
    HybridClock hlc(clock, 3, Hlc{});
    auto before = hlc.next();
    for (int i = 0; i < 70'000; ++i) {
        if (i == 500) clock.set_wall(10);
        const auto now = hlc.next();
        ASSERT_GT(now, before);
        before = now;
    }
    EXPECT_EQ(before.time.ms(), 1'000'001) << "a full counter carries into the milliseconds";
}

TEST(HybridClock, exceeds_what_it_observed_and_follows_the_server_offset) {
    tests::FakeClock clock(1'000'000);
    HybridClock hlc(clock, 3, Hlc{});
    hlc.observe(Hlc::at(2'000'000, 7));
    EXPECT_EQ(hlc.next(), (Stamp{Hlc::at(2'000'000, 8), 3}));
    hlc.set_offset(5'000'000);
    EXPECT_EQ(hlc.next(), (Stamp{Hlc::at(6'000'000), 3}));
}

TEST(HybridClock, goes_on_after_the_last_persisted_value) {
    tests::FakeClock clock(5);
    HybridClock hlc(clock, 1, Hlc::at(900, 2));
    EXPECT_GT(hlc.next().time, Hlc::at(900, 2));
}

TEST(Stamp, text_round_trips_and_bad_text_is_refused) {
    const Stamp stamp{Hlc{18'446'744'073'709'551'615ULL}, 4'294'967'295U};
    EXPECT_EQ(stamp.text(), "18446744073709551615.4294967295");
    EXPECT_EQ(Stamp::parse(stamp.text()), stamp);
    for (const auto* bad : {"", "1", "1.", ".1", "-1.2", "1.2.3", "18446744073709551616.1", "1.4294967296", " 1.2"}) {
        EXPECT_FALSE(Stamp::parse(bad)) << bad;
    }
}

TEST(Stamp, the_device_number_breaks_ties) {
    EXPECT_LT((Stamp{Hlc::at(5), 1}), (Stamp{Hlc::at(5), 2}));
    EXPECT_LT((Stamp{Hlc::at(5), 9}), (Stamp{Hlc::at(6), 1}));
}

}  // namespace
}  // namespace fieldfare::core
