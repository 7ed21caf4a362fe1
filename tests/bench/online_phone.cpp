#include "tests/bench/online_phone.h"

#include "core/search/search.h"
#include "tests/bench/lab.h"

namespace fieldfare::bench {
namespace {

constexpr std::chrono::milliseconds idle_after{80};  // as the app's store worker

}  // namespace

OnlinePhone::OnlinePhone(std::unique_ptr<core::Store> store, const core::Clock& clock, core::Random& random)
    : store_(std::move(store)) {
    store_->observe([this](const core::Committed&) {
        if (idle_at_ == Moment::max()) idle_at_ = std::chrono::steady_clock::now() + idle_after;
    });
    runner_ = std::make_unique<sync::Runner>(
        *store_, [this](Job job) { post(std::move(job)); }, clock, random, [](const sync::SyncStatus&) {});
    thread_ = std::thread([this] { run(); });
    runner_->start();
}

OnlinePhone::~OnlinePhone() {
    runner_->stop();
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

void OnlinePhone::post(Job job) {
    {
        const std::lock_guard lock(mutex_);
        jobs_.push_back(std::move(job));
    }
    changed_.notify_one();
}

void OnlinePhone::run() {
    while (true) {
        std::unique_lock lock(mutex_);
        const auto ready = [this] { return closed_ || !jobs_.empty(); };
        if (idle_at_ == Moment::max()) {
            changed_.wait(lock, ready);
        } else if (!changed_.wait_until(lock, idle_at_, ready)) {
            lock.unlock();
            idle();
            continue;
        }
        if (closed_) return;
        const auto job = std::move(jobs_.front());
        jobs_.pop_front();
        lock.unlock();
        job();
    }
}

void OnlinePhone::idle() {
    idle_at_ = Moment::max();
    if (must(core::search::index_step(*store_), "index") > 0) return;
    if (store_->worth_checkpoint()) must(store_->checkpoint(), "checkpoint");
}

}  // namespace fieldfare::bench
