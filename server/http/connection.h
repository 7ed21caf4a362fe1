#pragma once

#include <atomic>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "server/http/application.h"
#include "server/http/body_budget.h"
#include "server/http/limits.h"
#include "server/http/proxies.h"
#include "server/http/stream.h"

namespace fieldfare::server {

// What all connections of one listener share.
struct HttpShared {
    HttpShared(const HttpLimits& the_limits, TrustedProxies the_proxies, Application& the_application)
        : limits(the_limits), proxies(std::move(the_proxies)), application(&the_application) {}

    const HttpLimits limits;
    const TrustedProxies proxies;
    Application* const application;
    BodyBudget bodies{limits.body_bytes};
    std::atomic<bool> stopping{false};
    std::atomic<std::size_t> event_streams{0};
    std::atomic<std::uint64_t> next_request{1};
    std::string request_prefix;  // differs from start to start, so request ids do too
};

// Status line and headers of a response, with the empty line.
std::string head_of(const HttpResponse& response, bool keep_alive);

// One client. Reads a request, asks the application, writes the answer, again and again. Lives on its strand; `stop`
// must be called there.
class Connection : public std::enable_shared_from_this<Connection> {
  public:
    Connection(std::unique_ptr<Stream> stream, HttpShared& shared, std::string peer, asio::any_io_executor strand);

    asio::awaitable<void> run();
    // Ends at once when idle or streaming, else after the answer in progress.
    void stop();
    // Ends at once.
    void abort() { stream_->abort(); }
    const asio::any_io_executor& executor() const { return executor_; }

  private:
    enum class Step { go_on, close };
    struct Incoming;

    asio::awaitable<Step> serve_one();
    asio::awaitable<bool> read_header(Incoming& incoming);
    asio::awaitable<bool> take_request(Incoming& incoming);
    asio::awaitable<bool> read_body(Incoming& incoming);
    asio::awaitable<bool> read_body(Incoming& incoming, std::size_t limit);
    asio::awaitable<bool> more(std::size_t at_most);
    asio::awaitable<bool> send(std::string_view bytes);
    asio::awaitable<bool> send_response(const HttpResponse& response, bool head_only, bool keep_alive);
    // No core::Error here: g++ 12 destroys a braced argument of an awaited call twice.
    asio::awaitable<void> refuse(Incoming& incoming, core::ErrorCode code, const char* where, int status);
    asio::awaitable<void> refuse(Incoming& incoming, HttpResponse& response);
    asio::awaitable<void> give_up(Incoming& incoming);
    asio::awaitable<void> linger();
    asio::awaitable<Admission> admission(HttpRequest header);
    asio::awaitable<HttpResponse> ask(HttpRequest request);
    asio::awaitable<void> stream_events(std::shared_ptr<EventSource> events);
    asio::awaitable<void> notice_hang_up();
    void finish(Incoming& incoming, const HttpResponse& response);
    void arm(std::chrono::milliseconds allowed);
    void disarm() { deadline_.cancel(); }

    std::unique_ptr<Stream> stream_;
    HttpShared& shared_;
    std::string peer_;
    asio::any_io_executor executor_;
    asio::steady_timer deadline_;
    asio::steady_timer wake_;
    boost::beast::flat_buffer buffer_;
    bool timed_out_ = false;
    bool idle_ = true;
    bool streaming_ = false;
    bool hung_up_ = false;
    bool woken_ = false;
};

}  // namespace fieldfare::server
