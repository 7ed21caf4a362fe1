#include "sync/client/network_watch.h"

#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>

#include "core/base/check.h"

namespace fieldfare::sync {
namespace {

constexpr std::uint32_t groups = RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR | RTMGRP_IPV4_ROUTE;
constexpr std::size_t notice_bytes = 8192;

int open_netlink() {
    const int socket_number = ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE);
    if (socket_number < 0) return -1;
    sockaddr_nl address{};
    address.nl_family = AF_NETLINK;
    address.nl_groups = groups;
    if (::bind(socket_number, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return socket_number;
    ::close(socket_number);
    return -1;
}

void drain(int socket_number) {
    std::array<char, notice_bytes> buffer;
    while (::recv(socket_number, buffer.data(), buffer.size(), MSG_DONTWAIT) > 0) {
    }
}

}  // namespace

NetworkWatch::NetworkWatch() : netlink_(open_netlink()), wake_(::eventfd(0, EFD_CLOEXEC)) {
    FF_CHECK(wake_ >= 0);
}

NetworkWatch::~NetworkWatch() {
    if (netlink_ >= 0) ::close(netlink_);
    ::close(wake_);
}

bool NetworkWatch::wait() {
    std::array<pollfd, 2> waits{pollfd{wake_, POLLIN, 0}, pollfd{netlink_, POLLIN, 0}};
    while (true) {
        // A negative descriptor is passed over by poll.
        const int ready = ::poll(waits.data(), waits.size(), -1);
        if (ready < 0 && errno == EINTR) continue;
        if (ready < 0 || waits[0].revents != 0) return false;
        if (waits[1].revents != 0) {
            drain(netlink_);
            return true;
        }
    }
}

void NetworkWatch::interrupt() {
    const std::uint64_t one = 1;
    // The counter cannot overflow by one interrupt.
    FF_CHECK(::write(wake_, &one, sizeof one) == sizeof one);
}

}  // namespace fieldfare::sync
