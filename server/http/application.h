#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string_view>
#include <variant>

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

// Whether a request may go on: with a body of at most so many bytes, or not, with this answer.
using Admission = std::variant<std::size_t, HttpResponse>;
using Admit = std::function<void(Admission)>;

// What answers requests. All members are called on socket threads and must not block.
class Application {
  public:
    virtual ~Application() = default;
    // Asked when the header of a request with a body is there and nothing of the body was read. Calls `admit` exactly
    // once, from any thread.
    virtual void admit(HttpRequest header, Admit admit) = 0;
    // The answer to what never became a request, in the dialect of its address as far as that is known.
    virtual HttpResponse refusal(std::string_view path, const core::Error& error, int status) const = 0;
    // Calls `respond` exactly once, from any thread.
    virtual void handle(HttpRequest request, Respond respond) = 0;
    virtual void finished(const AccessRecord& record) = 0;
};

}  // namespace fieldfare::server
