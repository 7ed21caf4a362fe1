#include "server/app/admin_socket.h"

#include <poll.h>
#include <pthread.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "server/app/admin.h"
#include "server/log/log.h"

namespace fieldfare::server {
namespace {

constexpr int wait_ms = 10'000;
constexpr int answer_wait_ms = 300'000;  // an import of many thousand lines

bool address_of(const std::string& path, sockaddr_un& address) {
    address = {};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof(address.sun_path)) return false;
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    return true;
}

// One end of a connection. It waits for the other no longer than until `stopped` can be read (-1: nothing stops it).
struct Peer {
    int descriptor;
    int stopped = -1;

    bool ready(short events, int timeout_ms) const {
        pollfd wanted[2] = {{descriptor, events, 0}, {stopped, POLLIN, 0}};
        return poll(wanted, 2, timeout_ms) > 0 && wanted[0].revents != 0;
    }
};

bool send_all(const Peer& peer, std::string_view bytes) {
    while (!bytes.empty()) {
        if (!peer.ready(POLLOUT, wait_ms)) return false;
        const auto sent = send(peer.descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

// "1200 5000\n" lines may come before the answer: how far the command is.
void take_progress(std::string& received, const Progress& progress) {
    for (auto end = received.find('\n'); end != std::string::npos; end = received.find('\n')) {
        std::size_t done = 0;
        std::size_t of = 0;
        const bool read = std::sscanf(received.c_str(), "%zu %zu\n", &done, &of) == 2;
        received.erase(0, end + 1);
        if (read && progress) progress(done, of);
    }
}

// Until the other side says that it has no more.
bool receive_all(const Peer& peer, std::string& into, int timeout_ms, const Progress& progress = {}) {
    char buffer[16 * 1024];
    while (into.size() <= max_admin_command) {
        if (!peer.ready(POLLIN, timeout_ms)) return false;
        const auto got = recv(peer.descriptor, buffer, sizeof(buffer), 0);
        if (got < 0) return false;
        if (got == 0) return true;
        into.append(buffer, static_cast<std::size_t>(got));
        if (progress) take_progress(into, progress);
    }
    return false;
}

bool same_user(int client) {
    ucred peer{};
    socklen_t size = sizeof(peer);
    return getsockopt(client, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && (peer.uid == geteuid() || peer.uid == 0);
}

}  // namespace

core::Result<std::unique_ptr<AdminSocket>> AdminSocket::start(const std::string& path, Writer& writer, LiveHub& live,
                                                              Services& services) {
    sockaddr_un address;
    if (!address_of(path, address)) return {core::ErrorCode::invalid_argument, "data.directory: path too long"};
    const int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (listener < 0) return {core::ErrorCode::storage_failed, "admin socket"};
    // The writer lock is ours, so whatever lies here belongs to a program that is gone.
    unlink(path.c_str());
    const auto mask = umask(0177);
    const bool bound = bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
    umask(mask);
    if (!bound || listen(listener, 8) != 0) {
        close(listener);
        return {core::ErrorCode::storage_failed, "admin socket " + path + ": " + std::strerror(errno)};
    }
    return std::unique_ptr<AdminSocket>(new AdminSocket(path, listener, writer, live, services));
}

AdminSocket::AdminSocket(std::string path, int socket, Writer& writer, LiveHub& live, Services& services)
    : path_(std::move(path)), socket_(socket), writer_(writer), live_(live), services_(services) {
    FF_CHECK(pipe(wake_) == 0);
    thread_ = std::thread([this] { loop(); });
    pthread_setname_np(thread_.native_handle(), "ff-admin");
}

AdminSocket::~AdminSocket() {
    stop();
}

void AdminSocket::stop() {
    if (!thread_.joinable()) return;
    FF_CHECK(::write(wake_[1], "x", 1) == 1);
    thread_.join();
    close(socket_);
    close(wake_[0]);
    close(wake_[1]);
    unlink(path_.c_str());
}

void AdminSocket::loop() {
    while (true) {
        pollfd wanted[2] = {{socket_, POLLIN, 0}, {wake_[0], POLLIN, 0}};
        if (poll(wanted, 2, -1) < 0 && errno != EINTR) return;
        if ((wanted[1].revents & POLLIN) != 0) return;
        if ((wanted[0].revents & POLLIN) == 0) continue;
        const int client = accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) continue;
        if (same_user(client)) serve(client);
        close(client);
    }
}

void AdminSocket::serve(int client) {
    std::string command;
    const Peer peer{client, wake_[0]};
    if (!receive_all(peer, command, wait_ms)) return;
    AdminHost host{[this](WriteJob job) { return writer_.run(std::move(job)); }, services_.clock, services_.random,
                   services_.organisation, &live_};
    host.contents = services_.contents;
    // Comes from the writer's thread, which waits for nobody: a line that finds no room is left out.
    host.progress = [client](std::size_t done, std::size_t of) {
        const auto line = std::to_string(done) + ' ' + std::to_string(of) + '\n';
        static_cast<void>(send(client, line.data(), line.size(), MSG_NOSIGNAL | MSG_DONTWAIT));
    };
    const auto answer = run_admin(host, command);
    static_cast<void>(send_all(peer, answer));
    log::event(log::Level::info, "administration", {{"bytes", command.size()}});
}

core::Result<std::string> ask_running_server(const std::string& socket_path, const std::string& command,
                                             const Progress& progress) {
    sockaddr_un address;
    if (!address_of(socket_path, address)) return {core::ErrorCode::not_found, socket_path};
    const int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return {core::ErrorCode::storage_failed, "socket"};
    std::string answer;
    const bool connected = connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
    const bool answered = connected && send_all({descriptor}, command) && shutdown(descriptor, SHUT_WR) == 0 &&
                          receive_all({descriptor}, answer, answer_wait_ms, [&](std::size_t done, std::size_t of) {
                              if (progress) progress(done, of);
                          });
    close(descriptor);
    if (!connected) return {core::ErrorCode::not_found, "no server is running here"};
    if (!answered || answer.empty()) return {core::ErrorCode::timed_out, "the running server did not answer"};
    return answer;
}

}  // namespace fieldfare::server
