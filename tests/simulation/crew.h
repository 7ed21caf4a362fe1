#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace fieldfare::simulation {

// What a worker process says of one seed. Sent through a pipe as it stands.
struct Report {
    std::uint64_t seed = 0;
    std::uint64_t trace = 0;
    std::uint64_t edits = 0;
    std::uint64_t exchanges = 0;
    std::int32_t invariant = 0;  // 0: passed; crashed: the process died
    std::array<std::uint32_t, 64> coverage{};
    std::array<char, 480> text{};
};
inline constexpr std::int32_t crashed = -1;

// Spreads seeds over worker processes. A worker that dies (a failed check aborts) costs its seed, not the run.
// `work` runs in the worker; `took` in this process, in no order; it returns false to stop early.
void spread(std::uint64_t first, std::uint64_t last, int jobs, const std::function<Report(std::uint64_t)>& work,
            const std::function<bool(const Report&)>& took);

}  // namespace fieldfare::simulation
