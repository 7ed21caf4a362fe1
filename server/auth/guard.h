#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "core/base/clock.h"

namespace fieldfare::server {

// Counts attempts under a name (an account, an account from an address, an address) and says when they are too many.
// Bounded: the oldest names are forgotten first. Any thread.
class AttemptGuard {
  public:
    AttemptGuard(std::uint32_t allowed, core::MonotonicMs window_ms) : allowed_(allowed), window_ms_(window_ms) {}

    // Counts one attempt; false when there were too many. Count before the costly check, so that parallel attempts
    // count too.
    bool admit(std::string_view name, core::MonotonicMs now);
    // The attempt was right.
    void forgive(std::string_view name);

  private:
    struct Entry {
        core::MonotonicMs since = 0;
        std::uint32_t count = 0;
    };
    void make_room();

    const std::uint32_t allowed_;
    const core::MonotonicMs window_ms_;
    std::mutex mutex_;
    std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace fieldfare::server
