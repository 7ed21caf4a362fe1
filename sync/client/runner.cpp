#include "sync/client/runner.h"

#include <pthread.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "core/catalog/entities.h"
#include "sync/client/network_watch.h"

namespace fieldfare::sync {
namespace {

using core::MonotonicMs;

constexpr MonotonicMs longest_sleep_ms = 60'000;
constexpr MonotonicMs live_retry_ms = 5'000;
constexpr MonotonicMs store_retry_ms = 1'000;  // after a fault of the store

void name_thread(const char* name) {
    pthread_setname_np(pthread_self(), name);
}

}  // namespace

// Everything the threads and the store's jobs share. Jobs hold it, so one that runs after `stop` finds it alive and
// sees `stopping`.
struct Runner::Shared : std::enable_shared_from_this<Runner::Shared> {
    Shared(core::Store& the_store, Executor the_executor, const core::Clock& the_clock, core::Random& random,
           OnStatus the_callback, RunnerOptions the_options)
        : store(the_store),
          executor(std::move(the_executor)),
          clock(the_clock),
          on_status(std::move(the_callback)),
          options(std::move(the_options)),
          engine(random, options.engine),
          media(random, options.media),
          transport(options.curl) {}

    // The store's thread only.
    core::Store& store;
    Executor executor;
    const core::Clock& clock;
    OnStatus on_status;
    RunnerOptions options;
    Engine engine;
    MediaQueue media;
    std::optional<SyncStatus> last_status;

    CurlTransport transport;  // ff-sync
    NetworkWatch watch;       // ff-net
    std::thread sync_thread;
    std::thread live_thread;
    std::thread net_thread;
    bool started = false;

    std::atomic<bool> stopping{false};
    std::mutex mutex;
    std::condition_variable changed;
    bool poked = false;      // under mutex: look at the engine again
    std::string server_url;  // under mutex: where and as whom to listen, once known
    std::string token;       // under mutex
    bool reachable = false;  // under mutex: the last exchange went well

    void poke() {
        {
            const std::lock_guard lock(mutex);
            poked = true;
        }
        changed.notify_all();
    }

    // Runs the job on the store's thread and waits for it; false when stopping first.
    bool on_store(Job job) {
        struct Wait {
            std::mutex mutex;
            std::condition_variable done_changed;
            bool done = false;
        };
        const auto wait = std::make_shared<Wait>();
        executor([self = shared_from_this(), wait, job = std::move(job)] {
            // Jobs refer to the waiter's locals, so none may begin after the waiter left.
            const std::lock_guard lock(wait->mutex);
            if (wait->done) return;
            if (!self->stopping) job();
            wait->done = true;
            wait->done_changed.notify_all();
        });
        std::unique_lock lock(wait->mutex);
        while (!wait->done && !stopping) wait->done_changed.wait_for(lock, std::chrono::milliseconds(100));
        const bool done = wait->done;
        wait->done = true;
        return done && !stopping;
    }

    // Store's thread.
    void tell_status() {
        auto status = engine.status(store);
        if (!status) return;
        status->sent = media.sent();
        if (status_is(*status)) return;
        last_status = *status;
        if (on_status) on_status(*status);
    }
    bool status_is(const SyncStatus& status) const { return last_status && *last_status == status; }

    // Store's thread: what to do next.
    struct Plan {
        std::optional<HttpRequest> request;
        std::string url;
        MonotonicMs wake_at = 0;
    };
    Plan plan() {
        Plan next;
        const auto now = clock.monotonic();
        auto request = engine.next(store, now);
        next.wake_at = request ? engine.wake_at() : now + store_retry_ms;
        const auto state = core::journal::sync_state(store.read());
        if (state && *state) {
            next.url = (*state)->server_url;
            const std::lock_guard lock(mutex);
            server_url = (*state)->server_url;
            token = (*state)->token;
        } else {
            next.wake_at = now + longest_sleep_ms;
        }
        const bool nothing_due = request && !*request;
        if (request) next.request = *std::move(request);
        if (nothing_due && options.contents != nullptr) plan_media(next, now);
        tell_status();
        return next;
    }

    // When nothing of the records is to be done: their attachments' bytes.
    void plan_media(Plan& next, MonotonicMs now) {
        auto request = media.next(store, *options.contents, now);
        next.wake_at = std::min(next.wake_at, request ? media.wake_at() : now + store_retry_ms);
        if (request) next.request = *std::move(request);
    }

    void run_sync() {
        name_thread("ff-sync");
        while (!stopping) {
            Plan next;
            if (!on_store([&] { next = plan(); })) continue;
            if (next.request) {
                const auto answer = transport.exchange(next.url, *next.request);
                if (stopping) return;
                on_store([&] { absorb(*next.request, answer); });
                continue;
            }
            sleep_until(next.wake_at);
        }
    }

    // Store's thread.
    void absorb(const HttpRequest& request, const core::Result<HttpResponse>& answer) {
        if (MediaQueue::is_its(request)) {
            // What comes of it shows in the table of contents, and is never the records' matter.
            static_cast<void>(media.absorb(store, *options.contents, request, answer, clock.monotonic()).ok());
            return;
        }
        const auto outcome = engine.absorb(store, request, answer, clock.monotonic());
        {
            const std::lock_guard lock(mutex);
            reachable = !outcome.error;
        }
        changed.notify_all();
        tell_status();
    }

    void sleep_until(MonotonicMs wake_at) {
        std::unique_lock lock(mutex);
        const auto ms = std::clamp<MonotonicMs>(wake_at - clock.monotonic(), 0, longest_sleep_ms);
        changed.wait_for(lock, std::chrono::milliseconds(ms), [&] { return poked || stopping.load(); });
        poked = false;
    }

    void run_live() {
        name_thread("ff-live");
        while (!stopping) {
            std::string url;
            std::string bearer;
            {
                std::unique_lock lock(mutex);
                changed.wait(lock, [&] { return stopping || (reachable && !server_url.empty()); });
                if (stopping) return;
                url = server_url;
                bearer = token;
            }
            const auto ended = listen_live(
                url, bearer, options.curl, stopping, [&] { set_live(true); }, [&](News news) { tell_news(news); });
            static_cast<void>(ended);  // why it broke does not matter: exchanges find out whether the server is there
            if (stopping) return;
            set_live(false);
            std::unique_lock lock(mutex);
            changed.wait_for(lock, std::chrono::milliseconds(live_retry_ms), [&] { return stopping.load(); });
        }
    }

    void set_live(bool live) {
        executor([self = shared_from_this(), live] {
            if (!self->stopping) self->engine.set_live(live);
        });
        poke();
    }

    void tell_news(News news) {
        executor([self = shared_from_this(), news] {
            if (self->stopping) return;
            self->engine.news(news.seq);
            self->poke();
        });
    }

    void run_net() {
        name_thread("ff-net");
        while (watch.wait()) wake();
    }

    void wake() {
        executor([self = shared_from_this()] {
            if (self->stopping) return;
            self->engine.wake();
            self->media.wake();
            self->poke();
        });
    }
};

Runner::Runner(core::Store& store, Executor executor, const core::Clock& clock, core::Random& random,
               OnStatus on_status, RunnerOptions options)
    : shared_(std::make_shared<Shared>(store, std::move(executor), clock, random, std::move(on_status),
                                       std::move(options))) {
    store.observe([weak = std::weak_ptr(shared_)](const core::Committed& committed) {
        const auto shared = weak.lock();
        if (!shared || shared->stopping) return;
        if (std::ranges::find(committed.entities, &core::catalog::attachment) != committed.entities.end()) {
            shared->media.rows_changed();
        }
        if (!(committed.journal_grew || committed.sync_changed)) return;
        if (committed.journal_grew) shared->engine.journal_grew();
        shared->poke();
    });
}

Runner::~Runner() {
    stop();
}

void Runner::start() {
    if (shared_->started || shared_->stopping) return;
    shared_->started = true;
    auto* shared = shared_.get();
    shared->sync_thread = std::thread([shared] { shared->run_sync(); });
    if (shared->options.live) shared->live_thread = std::thread([shared] { shared->run_live(); });
    shared->net_thread = std::thread([shared] { shared->run_net(); });
}

void Runner::stop() {
    {
        const std::lock_guard lock(shared_->mutex);
        shared_->stopping = true;
    }
    shared_->transport.cancel();
    shared_->watch.interrupt();
    shared_->changed.notify_all();
    for (auto* thread : {&shared_->sync_thread, &shared_->live_thread, &shared_->net_thread}) {
        if (thread->joinable()) thread->join();
    }
}

void Runner::wake() {
    shared_->wake();
}

}  // namespace fieldfare::sync
