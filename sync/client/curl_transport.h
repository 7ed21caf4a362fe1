#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "sync/client/engine.h"
#include "sync/client/http.h"
#include "sync/protocol/messages.h"

// The network through libcurl. TLS certificates are verified against the system's authorities; redirects are not
// followed, answers are bounded, every wait ends.
namespace fieldfare::sync {

struct CurlOptions {
    long connect_timeout_ms = 10'000;
    long total_timeout_ms = 120'000;
    long stalled_after_s = 30;  // less than 100 bytes a second for so long is no connection
    std::size_t answer_bytes = limits::reply_body_bytes;
    std::string ca_file;  // beside the system's authorities' default: this file alone (a private authority)
};

// Keeps its connection between requests. One thread at a time, except `cancel`.
class CurlTransport final : public Transport {
  public:
    explicit CurlTransport(CurlOptions options = {});
    ~CurlTransport() override;

    core::Result<HttpResponse> exchange(const std::string& server_url, const HttpRequest& request) override;
    // Any thread: ends the exchange that is going on, and every later one, with `offline`.
    void cancel() { cancelled_ = true; }

  private:
    struct Handle;
    CurlOptions options_;
    std::unique_ptr<Handle> handle_;
    std::atomic<bool> cancelled_{false};
};

// The live stream: blocks and calls `on_news` for each event until it breaks, the server ends it or `cancel` is set.
// `on_open` is called once the stream stands. The stream is given up after `silent_ms` without a byte (the server
// sends a comment more often).
core::Status listen_live(const std::string& server_url, const std::string& token, const CurlOptions& options,
                         const std::atomic<bool>& cancel, const std::function<void()>& on_open,
                         const std::function<void(News)>& on_news, core::WallMs silent_ms = 60'000);

// Exchanges what enrol_request gave; record the reply with record_answer. Errors: the server's, offline,
// not_our_server.
core::Result<EnrolReply> enrol(Transport& transport, const std::string& server_url, const HttpRequest& request);

}  // namespace fieldfare::sync
