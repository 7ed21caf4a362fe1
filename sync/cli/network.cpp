// Subcommands that talk to the server.
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <mutex>
#include <thread>

#include "core/catalog/entities.h"
#include "core/journal/journal.h"
#include "sync/cli/commands.h"
#include "sync/client/curl_transport.h"
#include "sync/client/runner.h"

namespace fieldfare::cli {
namespace {

namespace journal = core::journal;
using core::Error;
using core::ErrorCode;
using nlohmann::json;

constexpr core::MonotonicMs longest_wait_ms = 10'000;

json arrival_line(const sync::ArrivalProgress& arrival) {
    return {{"bytes", arrival.bytes},
            {"of_bytes", arrival.of_bytes},
            {"customers", arrival.customers},
            {"of_customers", arrival.of_customers},
            {"remaining_s", arrival.remaining_ms / 1000}};
}

// While the book is filled for the first time, a line now and then, beside the result.
class ArrivalLines {
  public:
    void tell(const sync::SyncStatus& status, core::MonotonicMs now) {
        if (!status.arrival || now < next_) return;
        next_ = now + every_ms;
        std::fprintf(stderr, "%s\n", json{{"arrival", arrival_line(*status.arrival)}}.dump().c_str());
    }

  private:
    static constexpr core::MonotonicMs every_ms = 1000;
    core::MonotonicMs next_ = 0;
};

json status_line(const sync::SyncStatus& status) {
    json line{{"state", sync::name(status.state)},   {"pending", status.pending},
              {"waiting", status.waiting},           {"quarantined", status.quarantined},
              {"last_success", status.last_success}, {"compared_at", status.book.compared_at},
              {"repaired", status.book.repaired},    {"unknown", status.book.unknown}};
    if (status.arrival) line["arrival"] = arrival_line(*status.arrival);
    if (status.forked_from != 0) line["forked_from"] = status.forked_from;
    if (status.error) line["error"] = status.error->describe();
    return line;
}

sync::CurlOptions curl_options(const std::string& ca_file) {
    sync::CurlOptions options;
    options.ca_file = ca_file;
    return options;
}

// Runs the engine by hand until there is nothing left to do.
Output sync_once(Session& session, const SyncWanted& wanted) {
    sync::EngineOptions options;
    if (wanted.json_form) options.encoding = sync::Encoding::json;
    sync::Engine engine(session.random(), options);
    sync::CurlTransport transport(curl_options(wanted.ca_file));
    const auto media = std::make_shared<sync::MediaQueue>(session.random());
    session.store().observe([weak = std::weak_ptr(media)](const core::Committed& committed) {
        const auto queue = weak.lock();
        const auto& changed = committed.entities;
        if (queue && std::ranges::find(changed, &core::catalog::attachment) != changed.end()) queue->rows_changed();
    });
    const auto began = session.clock().monotonic();
    std::optional<core::MonotonicMs> text_done;
    const auto deadline = session.clock().monotonic() + wanted.timeout_s * core::MonotonicMs{1000};
    int exchanges = 0;
    ArrivalLines arrivals;
    while (session.clock().monotonic() < deadline) {
        FF_ASSIGN(auto request, engine.next(session.store(), session.clock().monotonic()));
        if (!request) {
            // The server is making the file that fills this book.
            const auto wait = engine.wake_at() - session.clock().monotonic();
            FF_ASSIGN(const auto status, engine.status(session.store()));
            if (status.arrival && wait <= longest_wait_ms) {
                std::this_thread::sleep_for(std::chrono::milliseconds(std::max<core::MonotonicMs>(wait, 1)));
                continue;
            }
            if (!text_done) text_done = session.clock().monotonic();
            FF_ASSIGN(request, media->next(session.store(), session.contents(), session.clock().monotonic()));
        }
        if (!request && media->wake_at() <= session.clock().monotonic()) continue;
        if (!request) break;
        FF_ASSIGN(const auto state, journal::sync_state(session.store().read()));
        if (!state) break;
        const auto answer = transport.exchange(state->server_url, *request);
        if (sync::MediaQueue::is_its(*request)) {
            const auto now = session.clock().monotonic();
            // A content that fails is told of in the line below and fails nothing else.
            static_cast<void>(media->absorb(session.store(), session.contents(), *request, answer, now).ok());
            continue;
        }
        const auto outcome = engine.absorb(session.store(), *request, answer, session.clock().monotonic());
        if (outcome.error) return *outcome.error;
        ++exchanges;
        FF_ASSIGN(const auto going_on, engine.status(session.store()));
        arrivals.tell(going_on, session.clock().monotonic());
    }
    FF_ASSIGN(const auto status, engine.status(session.store()));
    if (status.state == sync::SyncStatus::State::not_enrolled) return Error{ErrorCode::unauthenticated, "not enrolled"};
    auto out = status_line(status);
    out["exchanges"] = exchanges;
    out["contents"] = contents_line(session);
    if (text_done) out["records_ms"] = *text_done - began;
    out["all_ms"] = session.clock().monotonic() - began;
    return out;
}

// The main thread is the store's thread: it runs what the runner's threads ask for, until a signal.
class JobQueue {
  public:
    void push(sync::Runner::Job job) {
        {
            const std::lock_guard lock(mutex_);
            jobs_.push_back(std::move(job));
        }
        changed_.notify_one();
    }
    void close() {
        {
            const std::lock_guard lock(mutex_);
            closed_ = true;
        }
        changed_.notify_one();
    }
    void run() {
        while (true) {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return closed_ || !jobs_.empty(); });
            if (closed_) return;
            auto job = std::move(jobs_.front());
            jobs_.pop_front();
            lock.unlock();
            job();
        }
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<sync::Runner::Job> jobs_;
    bool closed_ = false;
};

Output watch(Session& session, const SyncWanted& wanted) {
    // Blocked before any thread starts, so that all inherit it and only sigwait takes the signal.
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);

    JobQueue jobs;
    sync::RunnerOptions options;
    options.curl = curl_options(wanted.ca_file);
    options.contents = &session.contents();
    if (wanted.json_form) options.engine.encoding = sync::Encoding::json;
    const auto print = [](const sync::SyncStatus& status) {
        std::printf("%s\n", status_line(status).dump().c_str());
        std::fflush(stdout);
    };
    sync::Runner runner(
        session.store(), [&](sync::Runner::Job job) { jobs.push(std::move(job)); }, session.clock(), session.random(),
        print, options);
    runner.start();
    std::thread waiter([&] {
        int signal = 0;
        sigwait(&signals, &signal);
        runner.stop();
        jobs.close();
    });
    std::atomic<bool> stopping{false};
    std::thread reader([&] {
        if (!wanted.obey) return;
        read_lines(stopping, [&](std::string line) {
            jobs.push([&session, line = std::move(line)] {
                std::printf("%s\n", obey(session, line).c_str());
                std::fflush(stdout);
            });
        });
        if (!stopping) kill(getpid(), SIGTERM);
    });
    jobs.run();
    stopping = true;
    reader.join();
    waiter.join();
    return status(session);
}

}  // namespace

Output enrol(Session& session, const EnrolWanted& wanted) {
    sync::CurlTransport transport(curl_options(wanted.ca_file));
    const sync::EnrolRequest request{wanted.code, wanted.device_name, "linux", FIELDFARE_VERSION, {}, {}};
    FF_ASSIGN(const auto asked, sync::enrol_request(session.store(), wanted.server, request));
    FF_ASSIGN(const auto reply, sync::enrol(transport, wanted.server, asked));
    FF_TRY(sync::record_answer(session.store(), wanted.server, reply));
    return json{
        {"device", reply.device}, {"organisation", reply.org_name}, {"user", reply.user_name}, {"role", reply.role}};
}

Output sync_now(Session& session, const SyncWanted& wanted) {
    return wanted.watch ? watch(session, wanted) : sync_once(session, wanted);
}

}  // namespace fieldfare::cli
