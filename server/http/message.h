#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/errors.h"

// A request and a response as plain data. The socket side makes and consumes them; handlers, the simulator and tests
// need nothing else of HTTP.
namespace fieldfare::server {

enum class Method : std::uint8_t { get, head, post, put, remove, other };
std::string_view name(Method method);

struct Header {
    std::string name;
    std::string value;
};

// Case does not matter; the first one counts. Empty view: absent.
std::string_view find_header(const std::vector<Header>& headers, std::string_view name);

struct HttpRequest {
    Method method = Method::get;
    std::string path;   // as sent, without the query
    std::string query;  // after '?', still percent-encoded
    std::vector<Header> headers;
    std::string body;
    std::string peer;     // address without port, for limits; never a person's name
    bool secure = false;  // came over TLS
    std::string id;       // request id for logs and the X-Request-Id header

    std::string_view header(std::string_view header_name) const { return find_header(headers, header_name); }
};

// A stream of server-sent events. The connection pulls; the producer wakes it. All members may be called from any
// thread.
class EventSource {
  public:
    virtual ~EventSource() = default;
    // Called once by the connection before the first `take`; `wake` may be called at any time and from any thread.
    virtual void attach(std::function<void()> wake) = 0;
    // The next events as text, ready to send; empty when there is none. Bounded by coalescing.
    virtual std::string take() = 0;
    // True: send nothing more and close.
    virtual bool ended() const = 0;
    // The connection is gone.
    virtual void detach() = 0;
};

struct HttpResponse {
    int status = 200;
    std::vector<Header> headers;  // Content-Length, Date and Connection are the connection's
    std::string body;
    std::shared_ptr<const std::string> shared_body;  // instead of `body`, for files held in memory
    std::shared_ptr<EventSource> events;             // instead of a body
    bool close = false;                              // close the connection after it
    std::string_view route;                          // the route's pattern, for logs and metrics; static storage

    void set(std::string_view header_name, std::string value);
    std::string_view header(std::string_view header_name) const { return find_header(headers, header_name); }
    std::string_view content() const { return shared_body ? std::string_view(*shared_body) : std::string_view(body); }
};

using Respond = std::function<void(HttpResponse)>;

std::string_view reason_phrase(int status);

// The JSON error body of docs/api.md §1.3. `status` 0 takes the catalogue's.
HttpResponse error_response(const core::Error& error, int status = 0);

// What an error tells a client to wait before it tries again, in seconds; 0: nothing.
int retry_after_seconds(core::ErrorCode code);

}  // namespace fieldfare::server
