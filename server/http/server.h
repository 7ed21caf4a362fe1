#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "server/http/application.h"
#include "server/http/limits.h"

namespace fieldfare::server {

struct HttpOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  // 0: any free one
    int threads = 2;
    std::string certificate;  // PEM chain; empty: plain HTTP
    std::string key;
    std::vector<std::string> trusted_proxies;  // addresses and networks whose X-Forwarded-For is believed
    HttpLimits limits;
};

struct HttpCounts {
    std::size_t connections = 0;
    std::size_t event_streams = 0;
    std::size_t body_bytes = 0;
    std::uint64_t accepted = 0;
    std::uint64_t turned_away = 0;
};

// The listener with its socket threads. `listen`, `serve`, `stop` and the destructor belong to one thread; the rest to
// any.
class HttpServer {
  public:
    // Has the port; whoever connects waits until `serve`. invalid_argument (address, certificate), storage_busy (port
    // taken).
    static core::Result<std::unique_ptr<HttpServer>> listen(const HttpOptions& options, Application& application);
    // From now on `application` is asked, by the socket threads.
    void serve();
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    std::uint16_t port() const;
    HttpCounts counts() const;
    // Accepts nothing more, closes idle connections and event streams, lets answers in progress finish for at most
    // `grace`, then closes the rest and joins the threads. Idempotent.
    void stop(std::chrono::milliseconds grace);

  private:
    HttpServer();
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace fieldfare::server
