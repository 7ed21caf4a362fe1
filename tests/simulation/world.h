#pragma once

#include <optional>

#include "tests/simulation/company.h"
#include "tests/simulation/stage.h"

namespace fieldfare::simulation {

struct WorldResult {
    std::optional<Violation> violation;
    std::uint64_t trace = 0;  // hash of everything that happened
    Coverage coverage{};
    std::uint64_t edits = 0;
    std::uint64_t exchanges = 0;
    std::size_t planned = 0;  // moments of work and of the administration, those cut out too
};

// One seed, one world: two to five phones and a server work under faults, then the faults stop and all must come to
// rest in one state. `print`: the trace, readable, to standard output.
WorldResult run_world(const Company& company, std::uint64_t seed, bool print, const Cut& cut = {});

}  // namespace fieldfare::simulation
