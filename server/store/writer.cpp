#include "server/store/writer.h"

#include <pthread.h>

#include <chrono>
#include <future>

#include "server/log/log.h"

namespace fieldfare::server {
namespace {

constexpr std::size_t jobs_per_commit = 256;
constexpr std::chrono::milliseconds later_wait{100};
// Whoever pushed reads his answer now and may ask for more: the disk is his so long.
constexpr std::chrono::milliseconds checkpoint_wait{20};

}  // namespace

Writer::Writer(CanonicalStore& store, std::size_t queue_limit, Announce announce)
    : store_(store), queue_limit_(queue_limit), announce_(std::move(announce)), thread_([this] { loop(); }) {
    pthread_setname_np(thread_.native_handle(), "ff-writer");
}

Writer::~Writer() {
    stop();
}

core::Status Writer::submit(WriteJob job, Done done) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || queue_.size() >= queue_limit_) {
            ++counts_.refused;
            return {core::ErrorCode::overloaded, "writer"};
        }
        queue_.push_back({std::move(job), std::move(done)});
    }
    wake_.notify_one();
    return {};
}

core::Status Writer::submit_later(WriteJob job) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || later_.size() >= queue_limit_) {
            ++counts_.refused;
            return {core::ErrorCode::overloaded, "writer"};
        }
        later_.push_back({std::move(job), nullptr});
    }
    wake_.notify_one();
    return {};
}

core::Status Writer::run(WriteJob job) {
    std::promise<core::Status> outcome;
    FF_TRY(submit(std::move(job), [&outcome](core::Status status) { outcome.set_value(std::move(status)); }));
    return outcome.get_future().get();
}

WriterCounts Writer::counts() const {
    const std::lock_guard lock(mutex_);
    auto counts = counts_;
    counts.queued = queue_.size();
    return counts;
}

bool Writer::broken() const {
    const std::lock_guard lock(mutex_);
    return broken_;
}

std::vector<Writer::Entry> Writer::take() {
    std::vector<Entry> entries;
    for (auto* queue : {&queue_, &later_}) {
        while (!queue->empty() && entries.size() < jobs_per_commit) {
            entries.push_back(std::move(queue->front()));
            queue->pop_front();
        }
    }
    return entries;
}

void Writer::commit(std::vector<Entry> entries) {
    std::vector<WriteJob> jobs;
    jobs.reserve(entries.size());
    for (auto& entry : entries) jobs.push_back(std::move(entry.job));
    std::vector<core::Status> outcomes;
    const auto news = store_.run(jobs, outcomes);
    if (news.seq != 0 && announce_) announce_(news);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (entries[i].done) entries[i].done(std::move(outcomes[i]));
    }
    const std::lock_guard lock(mutex_);
    ++counts_.commits;
    counts_.jobs += entries.size();
    broken_ = store_.broken();
}

void Writer::maybe_checkpoint() {
    const auto done = store_.checkpoint();
    if (done) {
        const std::lock_guard lock(mutex_);
        ++counts_.checkpoints;
    } else if (done.error().code != core::ErrorCode::storage_busy) {
        // A reader in the way is no failure: the next call goes on where this one stopped.
        log::event(log::Level::warning, "checkpoint", {{"error", done.error().describe()}});
    }
}

void Writer::wait(std::unique_lock<std::mutex>& lock) {
    const auto at_once = [this] { return stopping_ || !queue_.empty(); };
    if (store_.worth_checkpoint() && !wake_.wait_for(lock, checkpoint_wait, at_once)) {
        lock.unlock();
        maybe_checkpoint();
        lock.lock();
    }
    wake_.wait(lock, [&] { return at_once() || !later_.empty(); });
    if (!at_once()) wake_.wait_for(lock, later_wait, at_once);
}

void Writer::loop() {
    while (true) {
        std::vector<Entry> entries;
        {
            std::unique_lock lock(mutex_);
            wait(lock);
            entries = take();
            if (entries.empty() && stopping_) break;
        }
        commit(std::move(entries));
        if (store_.must_checkpoint()) maybe_checkpoint();
    }
    maybe_checkpoint();
}

void Writer::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

}  // namespace fieldfare::server
