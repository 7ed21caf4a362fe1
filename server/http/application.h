#pragma once

#include <chrono>
#include <cstddef>
#include <string_view>

#include "server/http/message.h"

namespace fieldfare::server {

// One finished exchange, for the log and the metrics. Holds no query, no header, no body: they may name people.
struct AccessRecord {
    std::string_view id;
    Method method = Method::other;
    std::string_view route;
    int status = 0;
    std::size_t bytes_in = 0;
    std::size_t bytes_out = 0;
    std::chrono::microseconds took{0};
};

// What answers requests. All members are called on socket threads and must not block.
class Application {
  public:
    virtual ~Application() = default;
    // The longest body this address takes; asked before the body is read.
    virtual std::size_t body_limit(Method method, std::string_view path) const = 0;
    // Calls `respond` exactly once, from any thread.
    virtual void handle(HttpRequest request, Respond respond) = 0;
    virtual void finished(const AccessRecord& record) = 0;
};

}  // namespace fieldfare::server
