#pragma once

#include <atomic>
#include <cstdint>
#include <limits>
#include <thread>

namespace fieldfare::cuts {

// Between a client and a server on this machine: hands bytes on, and breaks every connection once it has handed on as
// many as were allowed in one of the two directions.
class Relay {
  public:
    static constexpr std::int64_t all = std::numeric_limits<std::int64_t>::max() / 2;

    explicit Relay(std::uint16_t server);
    ~Relay();
    Relay(const Relay&) = delete;
    Relay& operator=(const Relay&) = delete;

    std::uint16_t port() const { return port_; }
    // From now on, until it is called again: so many bytes to the server, and back from it.
    void allow(std::int64_t up, std::int64_t down);
    std::uint64_t up() const { return up_; }
    std::uint64_t down() const { return down_; }
    std::uint64_t cuts() const { return cuts_; }

  private:
    void loop();

    const std::uint16_t server_;
    int listener_ = -1;
    std::uint16_t port_ = 0;
    std::atomic<std::int64_t> up_left_{all};
    std::atomic<std::int64_t> down_left_{all};
    std::atomic<std::uint64_t> up_{0};
    std::atomic<std::uint64_t> down_{0};
    std::atomic<std::uint64_t> cuts_{0};
    std::atomic<bool> stopping_{false};
    std::thread thread_;
};

}  // namespace fieldfare::cuts
