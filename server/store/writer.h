#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "server/store/canonical_store.h"

namespace fieldfare::server {

struct WriterCounts {
    std::uint64_t commits = 0;
    std::uint64_t jobs = 0;
    std::uint64_t refused = 0;
    std::uint64_t checkpoints = 0;
    std::size_t queued = 0;
};

// The thread that writes. Jobs that wait while a commit is on its way share the next one. `submit` and `counts` may be
// called from any thread; the store belongs to this thread between `start` and `stop`.
class Writer {
  public:
    using Done = std::function<void(core::Status)>;
    using Announce = std::function<void(const News&)>;

    // `announce` is called on this thread right after a commit, before the jobs' `done`.
    Writer(CanonicalStore& store, std::size_t queue_limit, Announce announce);
    ~Writer();

    // overloaded: the queue is full; `done` is not called then. Otherwise it is called once, on this thread, after the
    // commit.
    core::Status submit(WriteJob job, Done done);
    // For notes that may be lost: goes with the next commit, or by itself when none came for `later_wait`. overloaded.
    core::Status submit_later(WriteJob job);
    // Submits and waits. Never from this thread.
    core::Status run(WriteJob job);
    WriterCounts counts() const;
    bool broken() const;

    // Finishes what was submitted, checkpoints, joins. Later submits give overloaded.
    void stop();

  private:
    struct Entry {
        WriteJob job;
        Done done;
    };
    void loop();
    void wait(std::unique_lock<std::mutex>& lock);
    std::vector<Entry> take();
    void commit(std::vector<Entry> entries);
    void maybe_checkpoint();

    CanonicalStore& store_;
    const std::size_t queue_limit_;
    Announce announce_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Entry> queue_;
    std::deque<Entry> later_;
    WriterCounts counts_;
    bool stopping_ = false;
    bool broken_ = false;
    std::thread thread_;
};

}  // namespace fieldfare::server
