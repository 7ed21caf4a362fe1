#include "server/log/metrics.h"

#include <fmt/format.h>

namespace fieldfare::server {

void Metrics::request(std::string_view method, std::string_view route, int status, std::chrono::microseconds took,
                      std::size_t bytes_in, std::size_t bytes_out) {
    const double ms = static_cast<double>(took.count()) / 1000.0;
    const std::string key = fmt::format(R"(method="{}",route="{}")", method, route);
    const std::lock_guard lock(mutex_);
    auto& entry = routes_[key];
    ++entry.by_status[status];
    ++entry.count;
    entry.sum_seconds += ms / 1000.0;
    for (std::size_t i = 0; i < buckets_ms.size(); ++i) {
        if (ms <= buckets_ms[i]) ++entry.at_most[i];
    }
    bytes_in_ += bytes_in;
    bytes_out_ += bytes_out;
}

std::string Metrics::text(const std::map<std::string, double>& gauges) const {
    std::string out;
    const auto line = [&out](fmt::string_view form, const auto&... parts) {
        fmt::vformat_to(std::back_inserter(out), form, fmt::make_format_args(parts...));
    };
    for (const auto& [name, value] : gauges) line("{} {}\n", name, value);
    const std::lock_guard lock(mutex_);
    line("fieldfare_http_received_bytes_total {}\nfieldfare_http_sent_bytes_total {}\n", bytes_in_, bytes_out_);
    line("# TYPE fieldfare_http_requests_total counter\n");
    for (const auto& [key, entry] : routes_) {
        for (const auto& [status, count] : entry.by_status) {
            line("fieldfare_http_requests_total{{{},status=\"{}\"}} {}\n", key, status, count);
        }
    }
    line("# TYPE fieldfare_http_request_seconds histogram\n");
    for (const auto& [key, entry] : routes_) {
        for (std::size_t i = 0; i < buckets_ms.size(); ++i) {
            line("fieldfare_http_request_seconds_bucket{{{},le=\"{}\"}} {}\n", key, buckets_ms[i] / 1000.0,
                 entry.at_most[i]);
        }
        line("fieldfare_http_request_seconds_bucket{{{},le=\"+Inf\"}} {}\n", key, entry.count);
        line("fieldfare_http_request_seconds_sum{{{}}} {}\nfieldfare_http_request_seconds_count{{{}}} {}\n", key,
             entry.sum_seconds, key, entry.count);
    }
    return out;
}

}  // namespace fieldfare::server
