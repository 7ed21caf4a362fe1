#pragma once

#include <functional>
#include <string>

#include "tests/simulation/world.h"

// Makes a failing world small: leaves out what it does not need to fail in the same way.
namespace fieldfare::simulation {

struct Shrunk {
    Cut cut;
    WorldResult result;     // of the world that is left
    std::size_t tried = 0;  // worlds
};

// The world of the seed, which must fail (`result.violation`), without as many of its moments and kinds of faults as
// can be left out one after the other so that the same invariant still fails. `progress` hears how many moments are
// left.
Shrunk shrink(const Company& company, std::uint64_t seed, WorldResult result,
              const std::function<void(std::size_t left)>& progress);

// "1-5,9" and back; nothing if it is not that. A cut's moments, as the command line takes them.
std::string text_of(const std::set<std::size_t>& moments);
std::optional<std::set<std::size_t>> parse_moments(const std::string& text);

}  // namespace fieldfare::simulation
