#pragma once

#include "core/base/clock.h"

namespace fieldfare::simulation {

// The one true time of a world.
struct WorldTime {
    // 2026-03-01 08:00 UTC.
    static constexpr core::WallMs begin = 1'772'352'000'000;
    core::WallMs elapsed = 0;
};

// What a machine believes the time is: it may stand wrong, jump and run fast or slow. Its monotonic clock is true.
class MachineClock final : public core::Clock {
  public:
    explicit MachineClock(const WorldTime& time) : time_(time) {}

    core::WallMs wall() const override {
        return WorldTime::begin + time_.elapsed + skew_ms_ + time_.elapsed / 1'000'000 * drift_ppm_;
    }
    core::MonotonicMs monotonic() const override { return time_.elapsed; }

    void set_skew(core::WallMs ms) { skew_ms_ = ms; }
    core::WallMs skew() const { return skew_ms_; }
    void set_drift(std::int64_t ppm) { drift_ppm_ = ppm; }
    // Both stand alike from now on.
    void follow(const MachineClock& other) {
        skew_ms_ = other.skew_ms_;
        drift_ppm_ = other.drift_ppm_;
    }

  private:
    const WorldTime& time_;
    core::WallMs skew_ms_ = 0;
    std::int64_t drift_ppm_ = 0;
};

}  // namespace fieldfare::simulation
