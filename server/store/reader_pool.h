#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/store/canonical_store.h"

namespace fieldfare::server {

// Threads with a read-only connection each. A job sees one snapshot. Readers never checkpoint.
class ReaderPool {
  public:
    using Job = std::function<void(core::sqlite::Connection&)>;

    static core::Result<std::unique_ptr<ReaderPool>> start(const StoreOptions& options, int threads,
                                                           std::size_t queue_limit, const std::string& thread_name);
    ~ReaderPool();

    // overloaded: the queue is full, and the job will not run. Any thread.
    core::Status submit(Job job);
    std::size_t queued() const;
    // Finishes what was submitted and joins.
    void stop();

  private:
    explicit ReaderPool(std::size_t queue_limit) : queue_limit_(queue_limit) {}
    void loop(core::sqlite::Connection& database);

    const std::size_t queue_limit_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Job> queue_;
    bool stopping_ = false;
    std::vector<std::unique_ptr<core::sqlite::Connection>> connections_;
    std::vector<std::thread> threads_;
};

}  // namespace fieldfare::server
