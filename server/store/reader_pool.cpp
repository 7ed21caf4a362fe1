#include "server/store/reader_pool.h"

#include <pthread.h>

namespace fieldfare::server {

core::Result<std::unique_ptr<ReaderPool>> ReaderPool::start(const StoreOptions& options, int threads,
                                                            std::size_t queue_limit, const std::string& thread_name) {
    std::unique_ptr<ReaderPool> pool(new ReaderPool(queue_limit));
    for (int i = 0; i < threads; ++i) {
        FF_ASSIGN(auto connection, CanonicalStore::open_reader(options));
        pool->connections_.push_back(std::move(connection));
    }
    for (auto& connection : pool->connections_) {
        pool->threads_.emplace_back([raw = pool.get(), &database = *connection] { raw->loop(database); });
        pthread_setname_np(pool->threads_.back().native_handle(), thread_name.c_str());
    }
    return pool;
}

ReaderPool::~ReaderPool() {
    stop();
}

core::Status ReaderPool::submit(Job job) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || queue_.size() >= queue_limit_) return {core::ErrorCode::overloaded, "readers"};
        queue_.push_back(std::move(job));
    }
    wake_.notify_one();
    return {};
}

std::size_t ReaderPool::queued() const {
    const std::lock_guard lock(mutex_);
    return queue_.size();
}

void ReaderPool::loop(core::sqlite::Connection& database) {
    while (true) {
        Job job;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
            job = std::move(queue_.front());
            queue_.pop_front();
        }
        job(database);
    }
}

void ReaderPool::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    for (auto& thread : threads_) {
        if (thread.joinable()) thread.join();
    }
}

}  // namespace fieldfare::server
