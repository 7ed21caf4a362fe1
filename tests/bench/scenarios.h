#pragma once

#include <vector>

#include "tests/bench/lab.h"

// One function a scenario; each runs ours and its floor in turn, A B A B, and gives a line a figure.
namespace fieldfare::bench {

std::vector<Line> run_s1(const Options& options);  // log one visit durably, on the full database
std::vector<Line> run_s2(const Options& options);  // push a week's work to the durable, acknowledged state
std::vector<Line> run_s3(const Options& options);  // a new device gets the whole team and can query it
std::vector<Line> run_s5(const Options& options);  // 200 devices push 50 changes each at once
std::vector<Line> run_s6(const Options& options);  // A saves, B sees it, both online, over real sockets

}  // namespace fieldfare::bench
