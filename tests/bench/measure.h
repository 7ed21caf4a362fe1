#pragma once

#include <functional>
#include <string>
#include <vector>

// Timing, the comparison of ours with its floor, and the one JSON line of a figure.
namespace fieldfare::bench {

// What one round took: the figure itself, and the processor's time of the whole process behind it. The latter hardly
// suffers from what else the machine does.
struct Cost {
    double figure = 0;
    double cpu_ms = 0;
};
// The figure is milliseconds on the clock.
Cost cost_of(const std::function<void()>& work);

// p in [0, 1]; the nearest value. Takes a copy to sort.
double percentile(std::vector<double> samples, double p);
inline double median(std::vector<double> samples) {
    return percentile(std::move(samples), 0.5);
}

// Each round of each side, measured in turn.
struct Rounds {
    std::vector<Cost> ours;
    std::vector<Cost> floor;
};
// Ours, floor, ours, floor …: what disturbs the machine for a while disturbs both.
Rounds in_turn(int rounds, const std::function<Cost()>& ours, const std::function<Cost()>& floor);

// What a figure must keep to.
struct Bar {
    enum class Of { nothing, ratio, ours };
    enum class Keep { at_most, at_least };
    Of of = Of::nothing;
    Keep keep = Keep::at_most;
    double limit = 0;
};

struct Line {
    std::string scenario;
    std::string unit;  // of `ours` and `floor`
    double ours = 0;
    double floor = 0;
    double ratio = 0;      // ours / floor; of rounds: the median of each round's own ratio
    double ratio_low = 0;  // the quarter of the rounds below and above; 0 without rounds
    double ratio_high = 0;
    double cpu_ratio = 0;  // the median of each round's own; 0 where the processor's time was not taken
    Bar bar;
    // Of single operations; 0 where none were timed.
    double p50_ms = 0;
    double p99_ms = 0;
    double floor_p50_ms = 0;
    double floor_p99_ms = 0;
    int rounds = 0;
    std::string note;  // what exactly was measured

    bool ok() const;
};

Line compare(std::string scenario, std::string unit, const Rounds& rounds, Bar bar, std::string note);
// Two plain figures, such as bytes.
Line compare(std::string scenario, std::string unit, double ours, double floor, Bar bar, std::string note);
// The percentiles of single operations, in milliseconds.
void note_singles(Line& line, const std::vector<double>& ours, const std::vector<double>& floor);

// One line of JSON.
std::string text(const Line& line);
// 0: all within their bars, 1: some are not.
int exit_code(const std::vector<Line>& lines);

}  // namespace fieldfare::bench
