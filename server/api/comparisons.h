#pragma once

#include <atomic>
#include <cstdint>

namespace fieldfare::server {

// What came of phones whose books were not what they should be, for /metrics. Any thread.
struct Comparisons {
    std::atomic<std::uint64_t> compared{0};       // comparisons asked for
    std::atomic<std::uint64_t> repaired_rows{0};  // rows sent again or taken away
    std::atomic<std::uint64_t> unknown_rows{0};   // rows that the server did not know
    std::atomic<std::uint64_t> wrong_digests{0};  // of the server's own
};

}  // namespace fieldfare::server
