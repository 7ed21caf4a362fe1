#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace fieldfare::server {

// What one connection may cost. Each is a setting; see docs/operations.md.
struct HttpLimits {
    std::size_t header_bytes = 16 * 1024;
    std::size_t target_bytes = 2 * 1024;
    std::size_t body_bytes = 128 * 1024 * 1024;  // of all bodies that are being read or answered
    std::size_t connections = 6000;
    std::size_t connections_per_address = 1024;  // many phones share the address of one office or carrier
    std::chrono::milliseconds handshake{10'000};
    std::chrono::milliseconds idle{75'000};       // between two requests
    std::chrono::milliseconds header{10'000};     // from a request's first byte to the end of its header
    std::chrono::milliseconds body{120'000};      // a whole body; 256 KiB at 2 KiB/s still pass
    std::chrono::milliseconds body_gap{15'000};   // between two pieces of a body
    std::chrono::milliseconds write{30'000};      // for each piece of an answer
    std::chrono::milliseconds heartbeat{15'000};  // a comment line on event streams
    std::size_t event_streams = 6000;
    friend bool operator==(const HttpLimits&, const HttpLimits&) = default;
};

}  // namespace fieldfare::server
