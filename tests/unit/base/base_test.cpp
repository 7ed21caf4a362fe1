#include <gtest/gtest.h>

#include <set>

#include "core/base/errors.h"
#include "core/base/result.h"
#include "core/base/uuid.h"
#include "tests/support/fake_clock.h"

namespace fieldfare::core {
namespace {

Result<int> half(int number) {
    if (number % 2 != 0) return Error{ErrorCode::invalid_argument, "odd"};
    return number / 2;
}

Result<int> quarter(int number) {
    FF_ASSIGN(const int once, half(number));
    FF_ASSIGN(const int twice, half(once));
    return twice;
}

Status check_even(int number) {
    FF_TRY(half(number));
    return {};
}

TEST(Result, carries_the_value_or_the_first_error) {
    EXPECT_EQ(quarter(12).value(), 3);
    EXPECT_EQ(quarter(6).error(), (Error{ErrorCode::invalid_argument, "odd"}));
    EXPECT_TRUE(check_even(2).ok());
    EXPECT_EQ(check_even(3).error().code, ErrorCode::invalid_argument);
}

TEST(ResultDeathTest, reading_the_wrong_side_stops_the_program) {
    EXPECT_DEATH((void)half(3).value(), "internal check failed");
}

TEST(Errors, describe_names_code_text_and_detail) {
    EXPECT_EQ((Error{ErrorCode::missing_field, "customer.name"}).describe(),
              "FF-1002 missing_field: a required field is empty (customer.name)");
    EXPECT_EQ(error_from_number(3002), ErrorCode::sequence_gap);
    EXPECT_EQ(error_from_number(17), ErrorCode::internal);
}

TEST(Uuid, v7_holds_the_time_and_sorts_by_it) {
    tests::FakeClock clock(1'700'000'000'000);
    SeededRandom random(1);
    const auto first = Uuid::v7(clock, random);
    clock.advance(1);
    const auto second = Uuid::v7(clock, random);
    EXPECT_LT(first, second);
    EXPECT_EQ(first.text().substr(0, 13), "018bcfe5-6800");
    EXPECT_EQ(first.text()[14], '7');
    EXPECT_NE(std::string("89ab").find(first.text()[19]), std::string::npos);
}

TEST(Uuid, text_round_trips_and_bad_text_is_refused) {
    tests::FakeClock clock(1'700'000'000'000);
    SeededRandom random(2);
    const auto id = Uuid::v7(clock, random);
    EXPECT_EQ(Uuid::parse(id.text()), id);
    EXPECT_FALSE(Uuid::parse(id.text().substr(1)));
    EXPECT_FALSE(Uuid::parse("0190a6b2x7c3d-7e4f-8a5b-6c7d8e9f0a1b"));
    EXPECT_FALSE(Uuid::parse("0190a6b2-7c3d-7e4f-8a5b-6c7d8e9f0a1g"));
}

TEST(SeededRandom, same_seed_same_numbers_and_bounds_hold) {
    SeededRandom a(7);
    SeededRandom b(7);
    std::set<std::uint64_t> seen;
    for (int i = 0; i < 1000; ++i) {
        const auto value = a.below(6);
        EXPECT_EQ(value, b.below(6));
        EXPECT_LT(value, 6U);
        seen.insert(value);
    }
    EXPECT_EQ(seen.size(), 6U);
}

}  // namespace
}  // namespace fieldfare::core
