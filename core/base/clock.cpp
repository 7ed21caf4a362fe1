#include "core/base/clock.h"

#include <chrono>

namespace fieldfare::core {
namespace {

template <typename C>
std::int64_t milliseconds() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(C::now().time_since_epoch()).count();
}

}  // namespace

WallMs SystemClock::wall() const {
    return milliseconds<std::chrono::system_clock>();
}

MonotonicMs SystemClock::monotonic() const {
    return milliseconds<std::chrono::steady_clock>();
}

}  // namespace fieldfare::core
