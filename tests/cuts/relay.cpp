#include "tests/cuts/relay.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <vector>

#include "core/base/check.h"

namespace fieldfare::cuts {
namespace {

constexpr int patience_ms = 20;
constexpr std::size_t piece_bytes = 16 * 1024;

sockaddr_in here(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

void send_at_once(int socket) {
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

bool send_all(int to, const char* data, std::size_t size) {
    while (size > 0) {
        const auto sent = ::send(to, data, size, MSG_NOSIGNAL);
        if (sent <= 0) return false;
        data += sent;
        size -= static_cast<std::size_t>(sent);
    }
    return true;
}

enum class Handed { on, ended, cut };

Handed hand_on(int from, int to, std::atomic<std::int64_t>& left, std::atomic<std::uint64_t>& total) {
    std::array<char, piece_bytes> piece{};
    const auto got = ::recv(from, piece.data(), piece.size(), 0);
    if (got <= 0) return Handed::ended;
    const auto may = std::min<std::int64_t>(got, std::max<std::int64_t>(left, 0));
    if (!send_all(to, piece.data(), static_cast<std::size_t>(may))) return Handed::ended;
    left -= may;
    total += static_cast<std::uint64_t>(may);
    return may < got ? Handed::cut : Handed::on;
}

}  // namespace

Relay::Relay(std::uint16_t server) : server_(server) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto address = here(0);
    FF_CHECK(::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    FF_CHECK(::listen(listener_, 16) == 0);
    socklen_t size = sizeof address;
    FF_CHECK(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { loop(); });
}

Relay::~Relay() {
    stopping_ = true;
    thread_.join();
    ::close(listener_);
}

void Relay::allow(std::int64_t up, std::int64_t down) {
    up_left_ = up;
    down_left_ = down;
}

void Relay::loop() {
    struct Pair {
        int client = -1;
        int server = -1;
    };
    std::vector<Pair> pairs;
    while (!stopping_) {
        std::vector<pollfd> wanted{{listener_, POLLIN, 0}};
        for (const auto& pair : pairs) {
            wanted.push_back({pair.client, POLLIN, 0});
            wanted.push_back({pair.server, POLLIN, 0});
        }
        if (::poll(wanted.data(), wanted.size(), patience_ms) <= 0) continue;
        for (std::size_t i = pairs.size(); i-- > 0;) {
            auto handed = Handed::on;
            if (wanted[1 + 2 * i].revents != 0) handed = hand_on(pairs[i].client, pairs[i].server, up_left_, up_);
            if (handed == Handed::on && wanted[2 + 2 * i].revents != 0) {
                handed = hand_on(pairs[i].server, pairs[i].client, down_left_, down_);
            }
            if (handed == Handed::on) continue;
            if (handed == Handed::cut) ++cuts_;
            ::close(pairs[i].client);
            ::close(pairs[i].server);
            pairs.erase(pairs.begin() + static_cast<std::ptrdiff_t>(i));
        }
        if ((wanted[0].revents & POLLIN) == 0) continue;
        Pair pair{::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC),
                  ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
        const auto address = here(server_);
        FF_CHECK(pair.client >= 0 &&
                 ::connect(pair.server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
        send_at_once(pair.client);
        send_at_once(pair.server);
        pairs.push_back(pair);
    }
    for (const auto& pair : pairs) {
        ::close(pair.client);
        ::close(pair.server);
    }
}

}  // namespace fieldfare::cuts
