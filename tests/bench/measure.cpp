#include "tests/bench/measure.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <nlohmann/json.hpp>

#include "core/base/check.h"

namespace fieldfare::bench {
namespace {

std::string text(const Bar& bar) {
    if (bar.of == Bar::Of::nothing) return "none";
    return fmt::format("{} {} {}", bar.of == Bar::Of::ratio ? "ratio" : "ours",
                       bar.keep == Bar::Keep::at_most ? "<=" : ">=", bar.limit);
}

double cpu_ms() {
    timespec spent{};
    FF_CHECK(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent) == 0);
    return 1000.0 * static_cast<double>(spent.tv_sec) + static_cast<double>(spent.tv_nsec) / 1e6;
}

std::vector<double> each(const std::vector<Cost>& costs, double Cost::*part) {
    std::vector<double> values;
    values.reserve(costs.size());
    for (const auto& cost : costs) values.push_back(cost.*part);
    return values;
}

std::vector<double> ratios(const Rounds& rounds, double Cost::*part) {
    std::vector<double> values;
    for (std::size_t i = 0; i < rounds.ours.size(); ++i) {
        values.push_back(rounds.ours[i].*part / (rounds.floor[i].*part));
    }
    return values;
}

}  // namespace

Cost cost_of(const std::function<void()>& work) {
    const double cpu = cpu_ms();
    const auto begun = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begun;
    return {took.count(), cpu_ms() - cpu};
}

double percentile(std::vector<double> samples, double p) {
    FF_CHECK(!samples.empty());
    std::sort(samples.begin(), samples.end());
    const auto at = static_cast<std::size_t>(std::lround(p * static_cast<double>(samples.size() - 1)));
    return samples[at];
}

Rounds in_turn(int rounds, const std::function<Cost()>& ours, const std::function<Cost()>& floor) {
    Rounds result;
    for (int round = 0; round < rounds; ++round) {
        result.ours.push_back(ours());
        result.floor.push_back(floor());
    }
    return result;
}

bool Line::ok() const {
    if (bar.of == Bar::Of::nothing) return true;
    const double figure = bar.of == Bar::Of::ratio ? ratio : ours;
    return bar.keep == Bar::Keep::at_most ? figure <= bar.limit : figure >= bar.limit;
}

Line compare(std::string scenario, std::string unit, const Rounds& rounds, Bar bar, std::string note) {
    FF_CHECK(rounds.ours.size() == rounds.floor.size());
    auto line = compare(std::move(scenario), std::move(unit), median(each(rounds.ours, &Cost::figure)),
                        median(each(rounds.floor, &Cost::figure)), bar, std::move(note));
    const auto of_figures = ratios(rounds, &Cost::figure);
    line.ratio = median(of_figures);
    line.ratio_low = percentile(of_figures, 0.25);
    line.ratio_high = percentile(of_figures, 0.75);
    if (rounds.floor.front().cpu_ms > 0) line.cpu_ratio = median(ratios(rounds, &Cost::cpu_ms));
    line.rounds = static_cast<int>(of_figures.size());
    return line;
}

Line compare(std::string scenario, std::string unit, double ours, double floor, Bar bar, std::string note) {
    Line line;
    line.scenario = std::move(scenario);
    line.unit = std::move(unit);
    line.ours = ours;
    line.floor = floor;
    line.ratio = ours / floor;
    line.bar = bar;
    line.note = std::move(note);
    return line;
}

void note_singles(Line& line, const std::vector<double>& ours, const std::vector<double>& floor) {
    line.p50_ms = percentile(ours, 0.5);
    line.p99_ms = percentile(ours, 0.99);
    line.floor_p50_ms = percentile(floor, 0.5);
    line.floor_p99_ms = percentile(floor, 0.99);
}

std::string text(const Line& line) {
    const auto rounded = [](double value) { return std::round(value * 1000) / 1000; };
    nlohmann::ordered_json json;
    json["scenario"] = line.scenario;
    json["ours"] = rounded(line.ours);
    json["floor"] = rounded(line.floor);
    json["ratio"] = rounded(line.ratio);
    json["unit"] = line.unit;
    json["bar"] = text(line.bar);
    json["ok"] = line.ok();
    if (line.rounds > 0) {
        json["rounds"] = line.rounds;
        json["ratio_quartiles"] = {rounded(line.ratio_low), rounded(line.ratio_high)};
    }
    if (line.cpu_ratio > 0) json["cpu_ratio"] = rounded(line.cpu_ratio);
    if (line.p50_ms > 0) {
        json["p50_ms"] = rounded(line.p50_ms);
        json["p99_ms"] = rounded(line.p99_ms);
        json["floor_p50_ms"] = rounded(line.floor_p50_ms);
        json["floor_p99_ms"] = rounded(line.floor_p99_ms);
    }
    json["note"] = line.note;
    return json.dump();
}

int exit_code(const std::vector<Line>& lines) {
    return std::all_of(lines.begin(), lines.end(), [](const Line& line) { return line.ok(); }) ? 0 : 1;
}

}  // namespace fieldfare::bench
