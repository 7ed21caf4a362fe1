#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// Blocking sockets on this machine and the least of HTTP, for the floors and for clients that must cost nothing.
namespace fieldfare::bench {

class Socket {
  public:
    explicit Socket(int descriptor = -1) : descriptor_(descriptor) {}
    static Socket connect(std::uint16_t port);
    ~Socket();
    Socket(Socket&& other) noexcept;
    Socket& operator=(Socket&& other) noexcept;

    int descriptor() const { return descriptor_; }
    void send(std::string_view bytes);
    // One message with its Content-Length, or one event ("data: …" and an empty line). Empty: the other side is gone.
    std::string receive_message();
    std::string receive_event();

  private:
    bool more();
    std::string take(std::size_t size);
    int descriptor_;
    std::string buffer_;
};

// A free port that accepts.
class Listener {
  public:
    Listener();
    std::uint16_t port() const { return port_; }
    Socket accept();

  private:
    Socket socket_;
    std::uint16_t port_ = 0;
};

std::string_view body_of(std::string_view message);
std::string with_length(std::string_view head, std::string_view body);

}  // namespace fieldfare::bench
