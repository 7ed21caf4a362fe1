#include "tests/bench/measure.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/check.h"

namespace fieldfare::bench {

double seconds_of(const std::function<void()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double percentile(std::vector<double> samples, double p) {
    FF_CHECK(!samples.empty());
    std::sort(samples.begin(), samples.end());
    const auto at = static_cast<std::size_t>(std::lround(p * static_cast<double>(samples.size() - 1)));
    return samples[at];
}

std::string text(const Line& line) {
    const auto rounded = [](double value) { return std::round(value * 1000) / 1000; };
    nlohmann::ordered_json json;
    json["scenario"] = line.scenario;
    json["ours"] = rounded(line.ours);
    json["floor"] = rounded(line.floor);
    json["ratio"] = rounded(line.ratio);
    json["unit"] = line.unit;
    json["bar"] = line.bar;
    json["within_bar"] = line.within_bar;
    json["p50_ms"] = rounded(line.p50_ms);
    json["p99_ms"] = rounded(line.p99_ms);
    json["rounds"] = line.rounds;
    json["note"] = line.note;
    return json.dump();
}

}  // namespace fieldfare::bench
