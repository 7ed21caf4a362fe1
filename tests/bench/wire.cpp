#include "tests/bench/wire.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <utility>

#include "core/base/check.h"

namespace fieldfare::bench {
namespace {

constexpr std::string_view end_of_head = "\r\n\r\n";
constexpr std::string_view end_of_event = "\n\n";
constexpr std::string_view length_name = "Content-Length: ";
constexpr std::size_t piece_bytes = 64 * 1024;

int open_socket() {
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    FF_CHECK(descriptor >= 0);
    return descriptor;
}

void send_at_once(int descriptor) {
    const int on = 1;
    FF_CHECK(setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) == 0);
}

sockaddr_in local(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

std::size_t length_of(std::string_view head) {
    const auto at = head.find(length_name);
    FF_CHECK(at != std::string_view::npos);
    std::size_t length = 0;
    const auto digits = head.substr(at + length_name.size());
    FF_CHECK(std::from_chars(digits.data(), digits.data() + digits.size(), length).ec == std::errc{});
    return length;
}

}  // namespace

Socket Socket::connect(std::uint16_t port) {
    Socket socket(open_socket());
    const auto address = local(port);
    FF_CHECK(::connect(socket.descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    send_at_once(socket.descriptor_);
    return socket;
}

Socket::~Socket() {
    if (descriptor_ >= 0) close(descriptor_);
}

Socket::Socket(Socket&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), buffer_(std::move(other.buffer_)) {}

Socket& Socket::operator=(Socket&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    std::swap(buffer_, other.buffer_);
    return *this;
}

void Socket::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        FF_CHECK(sent > 0);
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

bool Socket::more() {
    char piece[piece_bytes];
    const auto got = recv(descriptor_, piece, sizeof piece, 0);
    if (got <= 0) return false;
    buffer_.append(piece, static_cast<std::size_t>(got));
    return true;
}

std::string Socket::take(std::size_t size) {
    auto taken = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return taken;
}

std::string Socket::receive_message() {
    std::size_t head = 0;
    while ((head = buffer_.find(end_of_head)) == std::string::npos) {
        if (!more()) return {};
    }
    head += end_of_head.size();
    const auto size = head + length_of(std::string_view(buffer_).substr(0, head));
    while (buffer_.size() < size) {
        if (!more()) return {};
    }
    return take(size);
}

std::string Socket::receive_event() {
    std::size_t end = 0;
    while ((end = buffer_.find(end_of_event)) == std::string::npos) {
        if (!more()) return {};
    }
    return take(end + end_of_event.size());
}

Listener::Listener() : socket_(open_socket()) {
    auto address = local(0);
    socklen_t size = sizeof address;
    FF_CHECK(bind(socket_.descriptor(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    FF_CHECK(listen(socket_.descriptor(), SOMAXCONN) == 0);
    FF_CHECK(getsockname(socket_.descriptor(), reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port_ = ntohs(address.sin_port);
}

Socket Listener::accept() {
    Socket accepted(accept4(socket_.descriptor(), nullptr, nullptr, SOCK_CLOEXEC));
    FF_CHECK(accepted.descriptor() >= 0);
    send_at_once(accepted.descriptor());
    return accepted;
}

std::string_view body_of(std::string_view message) {
    return message.substr(message.find(end_of_head) + end_of_head.size());
}

std::string with_length(std::string_view head, std::string_view body) {
    return fmt::format("{}{}{}{}{}", head, length_name, body.size(), end_of_head, body);
}

}  // namespace fieldfare::bench
