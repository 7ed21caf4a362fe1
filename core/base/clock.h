#pragma once

#include <cstdint>
#include <string>

namespace fieldfare::core {

// Milliseconds since 1970-01-01 UTC.
using WallMs = std::int64_t;
// Milliseconds of a clock that never jumps; only differences mean anything.
using MonotonicMs = std::int64_t;

// Time is handed in everywhere, so a simulation owns it. Implementations are safe to call from any thread.
class Clock {
  public:
    virtual ~Clock() = default;
    virtual WallMs wall() const = 0;
    virtual MonotonicMs monotonic() const = 0;
};

// The machine's clocks. Stateless.
class SystemClock final : public Clock {
  public:
    WallMs wall() const override;
    MonotonicMs monotonic() const override;
};

}  // namespace fieldfare::core
