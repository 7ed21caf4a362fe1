#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>
#include <csignal>
#include <iostream>

#include <cerrno>

#include "server/app/commands.h"
#include "server/app/server.h"
#include "server/log/log.h"

namespace fieldfare::server::commands {
namespace {

constexpr int look_every_ms = 1000;

// Blocked in every thread and read here, so no handler runs in the middle of anything.
int open_signals() {
    sigset_t wanted;
    sigemptyset(&wanted);
    sigaddset(&wanted, SIGTERM);
    sigaddset(&wanted, SIGINT);
    pthread_sigmask(SIG_BLOCK, &wanted, nullptr);
    return signalfd(-1, &wanted, SFD_CLOEXEC);
}

}  // namespace

int serve(const Config& config) {
    std::signal(SIGPIPE, SIG_IGN);
    log::set_level(config.log_level);
    const int signals = open_signals();
    auto server = Server::start(config);
    if (!server) {
        log::event(log::Level::error, "cannot start", {{"error", server.error().describe()}});
        close(signals);
        return server.error().code == core::ErrorCode::invalid_argument ? 2 : 1;
    }
    std::cout << "fieldfare-server is ready on " << (config.certificate.empty() ? "http" : "https") << "://"
              << config.address << ':' << (*server)->port() << std::endl;
    bool broken = false;
    while (!broken) {
        pollfd wanted{signals, POLLIN, 0};
        if (poll(&wanted, 1, look_every_ms) > 0) break;
        broken = (*server)->broken();
    }
    if (broken) log::event(log::Level::error, "a commit failed; stopping so that nothing unsaved is acknowledged");
    (*server)->stop();
    close(signals);
    return broken ? 1 : 0;
}

}  // namespace fieldfare::server::commands
