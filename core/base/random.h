#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace fieldfare::core {

// Chance is handed in everywhere, so a simulation owns it. Not for use from two threads at once unless an
// implementation says so.
class Random {
  public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> bytes) = 0;

    std::uint64_t next();
    // Uniform in [0, bound). bound > 0.
    std::uint64_t below(std::uint64_t bound);
};

// The operating system's cryptographic source. Any thread.
class SystemRandom final : public Random {
  public:
    void fill(std::span<std::uint8_t> bytes) override;
};

// Reproducible from a seed (splitmix64). For tests, simulation and generated data, never for keys or tokens.
class SeededRandom final : public Random {
  public:
    explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
    void fill(std::span<std::uint8_t> bytes) override;

  private:
    std::uint64_t step();
    std::uint64_t state_;
};

}  // namespace fieldfare::core
