#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

// Timing and the one JSON line of a scenario.
namespace fieldfare::bench {

double seconds_of(const std::function<void()>& work);

// p in [0, 1]; the nearest value. Takes a copy to sort.
double percentile(std::vector<double> samples, double p);
inline double median(std::vector<double> samples) {
    return percentile(std::move(samples), 0.5);
}

struct Line {
    std::string scenario;
    std::string unit;  // of `ours` and `floor`
    double ours = 0;
    double floor = 0;
    double ratio = 0;  // ours / floor
    std::string bar;   // what the ratio or figure must keep to, as text
    bool within_bar = false;
    double p50_ms = 0;  // of single operations of ours
    double p99_ms = 0;
    int rounds = 0;
    std::string note;  // what exactly was measured
};
// One line of JSON.
std::string text(const Line& line);

}  // namespace fieldfare::bench
