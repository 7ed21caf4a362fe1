#pragma once

#include "core/base/clock.h"

namespace fieldfare::tests {

// A clock that stands until it is moved. The wall clock may jump; the monotonic one only advances.
class FakeClock final : public core::Clock {
  public:
    explicit FakeClock(core::WallMs wall) : wall_(wall) {}

    core::WallMs wall() const override { return wall_; }
    core::MonotonicMs monotonic() const override { return monotonic_; }

    void advance(core::WallMs ms) {
        wall_ += ms;
        monotonic_ += ms;
    }
    void set_wall(core::WallMs wall) { wall_ = wall; }

  private:
    core::WallMs wall_;
    core::MonotonicMs monotonic_ = 0;
};

}  // namespace fieldfare::tests
