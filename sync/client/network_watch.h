#pragma once

#include "core/base/result.h"

namespace fieldfare::sync {

// Hears the kernel's notices of links, addresses and routes. They are hints: the network may still not carry anything.
class NetworkWatch {
  public:
    // A machine without netlink gets a watch that never reports; timers do the work then.
    NetworkWatch();
    ~NetworkWatch();
    NetworkWatch(const NetworkWatch&) = delete;
    NetworkWatch& operator=(const NetworkWatch&) = delete;

    // Waits until something changed (true) or `interrupt` was called (false).
    bool wait();
    // Any thread.
    void interrupt();

  private:
    int netlink_ = -1;
    int wake_ = -1;
};

}  // namespace fieldfare::sync
