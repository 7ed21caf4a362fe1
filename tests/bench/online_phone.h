#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "core/store/store.h"
#include "sync/client/runner.h"

namespace fieldfare::bench {

// A phone as the app runs it, without a screen: the store on a thread of its own, which indexes and checkpoints when
// nothing was saved for a moment, and the real runner with its live stream.
class OnlinePhone {
  public:
    using Job = std::function<void()>;

    OnlinePhone(std::unique_ptr<core::Store> store, const core::Clock& clock, core::Random& random);
    ~OnlinePhone();
    OnlinePhone(const OnlinePhone&) = delete;
    OnlinePhone& operator=(const OnlinePhone&) = delete;

    // On the store's thread, in order. `store` may be used there alone.
    void post(Job job);
    core::Store& store() { return *store_; }

  private:
    using Moment = std::chrono::steady_clock::time_point;
    void run();
    void idle();

    std::unique_ptr<core::Store> store_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> jobs_;
    bool closed_ = false;
    Moment idle_at_ = Moment::max();  // store's thread
    std::unique_ptr<sync::Runner> runner_;
    std::thread thread_;
};

}  // namespace fieldfare::bench
