// The harness itself: a slow program must be called slow, and the program must say so by its exit code.
#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/bench/measure.h"

namespace fieldfare::bench {
namespace {

constexpr Bar at_most_double{Bar::Of::ratio, Bar::Keep::at_most, 2};
constexpr Bar at_least_06{Bar::Of::ratio, Bar::Keep::at_least, 0.6};

Cost sleep_for(int ms) {
    return cost_of([ms] { std::this_thread::sleep_for(std::chrono::milliseconds(ms)); });
}

Rounds rounds_of(const std::vector<double>& ours, const std::vector<double>& floor) {
    Rounds rounds;
    for (const auto figure : ours) rounds.ours.push_back({figure, 0});
    for (const auto figure : floor) rounds.floor.push_back({figure, 0});
    return rounds;
}

TEST(Bench, APlantedSlownessFails) {
    const auto rounds = in_turn(
        5, [] { return sleep_for(20); }, [] { return sleep_for(2); });
    const auto line = compare("slow", "ms", rounds, at_most_double, {});
    EXPECT_GT(line.ratio, 2);
    EXPECT_FALSE(line.ok());
    EXPECT_EQ(exit_code({line}), 1);
}

TEST(Bench, TheSameWorkOnBothSidesPasses) {
    const auto rounds = in_turn(
        9, [] { return sleep_for(5); }, [] { return sleep_for(5); });
    const auto line = compare("equal", "ms", rounds, at_most_double, {});
    EXPECT_TRUE(line.ok());
    EXPECT_EQ(exit_code({line}), 0);
}

TEST(Bench, OursAndFloorTakeTurns) {
    std::string order;
    const auto side = [&order](char name) {
        return [&order, name] {
            order += name;
            return Cost{1, 1};
        };
    };
    const auto rounds = in_turn(3, side('A'), side('B'));
    EXPECT_EQ(order, "ABABAB");
    EXPECT_EQ(rounds.ours.size(), 3);
    EXPECT_EQ(rounds.floor.size(), 3);
}

TEST(Bench, OneDisturbedRoundDoesNotDecide) {
    const auto line = compare("S", "ms", rounds_of({3, 300, 3, 3, 3}, {2, 2, 2, 2, 2}), at_most_double, {});
    EXPECT_DOUBLE_EQ(line.ratio, 1.5);
    EXPECT_TRUE(line.ok());
}

TEST(Bench, ADisturbanceOfBothSidesIsNoRatio) {
    const auto line = compare("S", "ms", rounds_of({3, 30, 300}, {2, 20, 200}), at_most_double, {});
    EXPECT_DOUBLE_EQ(line.ratio, 1.5);
    EXPECT_DOUBLE_EQ(line.ratio_low, 1.5);
    EXPECT_DOUBLE_EQ(line.ratio_high, 1.5);
}

TEST(Bench, WaitingCostsNoProcessorTime) {
    const auto cost = sleep_for(50);
    EXPECT_GE(cost.figure, 50);
    EXPECT_LT(cost.cpu_ms, 25);
}

TEST(Bench, RatesHaveTheirBarBelow) {
    EXPECT_FALSE(compare("S", "visits/s", 59, 100, at_least_06, {}).ok());
    EXPECT_TRUE(compare("S", "visits/s", 60, 100, at_least_06, {}).ok());
}

TEST(Bench, AFigureMayHaveABarOfItsOwn) {
    constexpr Bar at_most_20{Bar::Of::ours, Bar::Keep::at_most, 20};
    EXPECT_TRUE(compare("S", "ms", 20, 0.5, at_most_20, {}).ok());
    EXPECT_FALSE(compare("S", "ms", 20.1, 0.5, at_most_20, {}).ok());
    EXPECT_EQ(exit_code({compare("a", "ms", 1, 1, at_most_20, {}), compare("b", "ms", 21, 1, at_most_20, {})}), 1);
}

TEST(Bench, PercentilesAreOfTheSortedSamples) {
    const std::vector<double> samples{5, 1, 4, 2, 3};
    EXPECT_EQ(median(samples), 3);
    EXPECT_EQ(percentile(samples, 0), 1);
    EXPECT_EQ(percentile(samples, 1), 5);
}

TEST(Bench, ALineIsJsonWithItsVerdict) {
    const auto line = compare("S2-500", "ms", rounds_of({7}, {2}), at_most_double, "a note");
    const auto json = nlohmann::json::parse(text(line));
    EXPECT_EQ(json["scenario"], "S2-500");
    EXPECT_EQ(json["ours"], 7);
    EXPECT_EQ(json["floor"], 2);
    EXPECT_EQ(json["ratio"], 3.5);
    EXPECT_EQ(json["bar"], "ratio <= 2");
    EXPECT_EQ(json["ok"], false);
    EXPECT_EQ(text(line).find('\n'), std::string::npos);
}

}  // namespace
}  // namespace fieldfare::bench
