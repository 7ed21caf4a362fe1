#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include "core/base/check.h"
#include "tests/simulation/crew.h"

namespace fieldfare::simulation {
namespace {

// One worker takes the seeds first, first+step, …
struct Worker {
    pid_t process = -1;
    int pipe = -1;
    std::uint64_t next = 0;  // the seed it works on
};

bool read_whole(int from, void* into, std::size_t bytes) {
    auto* at = static_cast<char*>(into);
    while (bytes > 0) {
        const auto got = ::read(from, at, bytes);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        at += got;
        bytes -= static_cast<std::size_t>(got);
    }
    return true;
}

void write_whole(int to, const void* data, std::size_t bytes) {
    const auto* at = static_cast<const char*>(data);
    while (bytes > 0) {
        const auto put = ::write(to, at, bytes);
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) _exit(3);
        at += put;
        bytes -= static_cast<std::size_t>(put);
    }
}

Worker begin(std::uint64_t first, std::uint64_t last, std::uint64_t step,
             const std::function<Report(std::uint64_t)>& work) {
    std::array<int, 2> ends{};
    FF_CHECK(pipe(ends.data()) == 0);
    std::fflush(stdout);
    const pid_t process = fork();
    FF_CHECK(process >= 0);
    if (process == 0) {
        close(ends[0]);
        for (auto seed = first; seed <= last; seed += step) {
            const Report report = work(seed);
            write_whole(ends[1], &report, sizeof report);
        }
        _exit(0);
    }
    close(ends[1]);
    return {process, ends[0], first};
}

void end(Worker& worker, bool stop) {
    if (stop) kill(worker.process, SIGKILL);
    close(worker.pipe);
    int status = 0;
    waitpid(worker.process, &status, 0);
    worker.process = -1;
}

}  // namespace

void spread(std::uint64_t first, std::uint64_t last, int jobs, const std::function<Report(std::uint64_t)>& work,
            const std::function<bool(const Report&)>& took) {
    const auto step = static_cast<std::uint64_t>(jobs);
    std::vector<Worker> workers;
    for (std::uint64_t i = 0; i < step && first + i <= last; ++i) workers.push_back(begin(first + i, last, step, work));
    bool going = true;
    for (std::size_t open = workers.size(); open > 0 && going;) {
        std::vector<pollfd> waits;
        waits.reserve(workers.size());
        for (const auto& worker : workers) waits.push_back({worker.process < 0 ? -1 : worker.pipe, POLLIN, 0});
        if (poll(waits.data(), waits.size(), -1) < 0 && errno != EINTR) break;
        for (std::size_t i = 0; i < workers.size() && going; ++i) {
            auto& worker = workers[i];
            if (worker.process < 0 || waits[i].revents == 0) continue;
            Report report;
            if (read_whole(worker.pipe, &report, sizeof report)) {
                worker.next = report.seed + step;
                going = took(report);
                continue;
            }
            end(worker, false);
            if (worker.next > last) {
                --open;
                continue;
            }
            report = Report{};
            report.seed = worker.next;
            report.invariant = crashed;
            going = took(report);
            if (worker.next + step <= last) {
                worker = begin(worker.next + step, last, step, work);
            } else {
                --open;
            }
        }
    }
    for (auto& worker : workers) {
        if (worker.process >= 0) end(worker, true);
    }
}

}  // namespace fieldfare::simulation
