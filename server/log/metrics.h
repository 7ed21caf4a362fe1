#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace fieldfare::server {

// Counts of finished requests, by route and status, and how long they took. Any thread.
class Metrics {
  public:
    void request(std::string_view method, std::string_view route, int status, std::chrono::microseconds took,
                 std::size_t bytes_in, std::size_t bytes_out);
    // Prometheus text. `gauges` are lines of the form "name value" that the caller adds.
    std::string text(const std::map<std::string, double>& gauges) const;

  private:
    static constexpr std::array<double, 9> buckets_ms{1, 5, 10, 20, 50, 150, 500, 2000, 10000};
    struct Route {
        std::map<int, std::uint64_t> by_status;
        std::array<std::uint64_t, buckets_ms.size()> at_most{};
        std::uint64_t count = 0;
        double sum_seconds = 0;
    };
    mutable std::mutex mutex_;
    std::map<std::string, Route, std::less<>> routes_;
    std::uint64_t bytes_in_ = 0;
    std::uint64_t bytes_out_ = 0;
};

}  // namespace fieldfare::server
