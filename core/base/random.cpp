#include "core/base/random.h"

#include <sodium.h>

#include <array>
#include <cstring>

#include "core/base/check.h"

namespace fieldfare::core {

std::uint64_t Random::next() {
    std::array<std::uint8_t, 8> bytes{};
    fill(bytes);
    std::uint64_t value = 0;
    std::memcpy(&value, bytes.data(), bytes.size());
    return value;
}

std::uint64_t Random::below(std::uint64_t bound) {
    FF_CHECK(bound > 0);
    // Values under the threshold would make the low results more likely than the others.
    const std::uint64_t threshold = (0 - bound) % bound;
    for (;;) {
        const std::uint64_t value = next();
        if (value >= threshold) return value % bound;
    }
}

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
    static const bool ready = sodium_init() >= 0;
    FF_CHECK(ready);
    randombytes_buf(bytes.data(), bytes.size());
}

std::uint64_t SeededRandom::step() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

void SeededRandom::fill(std::span<std::uint8_t> bytes) {
    for (std::size_t at = 0; at < bytes.size(); at += 8) {
        const std::uint64_t word = step();
        std::memcpy(bytes.data() + at, &word, std::min<std::size_t>(8, bytes.size() - at));
    }
}

}  // namespace fieldfare::core
