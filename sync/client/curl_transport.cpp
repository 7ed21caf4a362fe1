#include "sync/client/curl_transport.h"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <mutex>

#include "core/base/check.h"

namespace fieldfare::sync {
namespace {

using core::Error;
using core::ErrorCode;

constexpr long slow_bytes_per_second = 100;
constexpr long live_connect_timeout_ms = 10'000;
constexpr long partial_content = 206;
constexpr std::size_t live_line_bytes = 4096;

void prepare_library() {
    static std::once_flag once;
    std::call_once(once, [] { FF_CHECK(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK); });
}

struct SlistDeleter {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Headers = std::unique_ptr<curl_slist, SlistDeleter>;

void append(Headers& headers, const std::string& line) {
    auto* list = curl_slist_append(headers.get(), line.c_str());
    FF_CHECK(list != nullptr);
    static_cast<void>(headers.release());
    headers.reset(list);
}

Headers headers_of(const HttpRequest& request) {
    Headers headers;
    append(headers, std::string(protocol_header) + ": " + std::to_string(protocol_version));
    append(headers, "Expect:");  // no extra round trip before a body
    if (!request.content_type.empty()) append(headers, "Content-Type: " + request.content_type);
    if (!request.accept.empty()) append(headers, "Accept: " + request.accept);
    if (!request.range.empty()) append(headers, "Range: " + request.range);
    if (!request.token.empty()) append(headers, "Authorization: Bearer " + request.token);
    return headers;
}

// What is the same for every request.
void prepare(CURL* curl, const std::string& url, const CurlOptions& options, const Headers& headers) {
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!options.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, options.ca_file.c_str());
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
}

bool same_name(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
        return lower(x) == lower(y);
    });
}

struct Receiver {
    HttpResponse response;
    std::size_t most_bytes = 0;
    std::size_t header_bytes = 0;
    bool too_large = false;
};

std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self) {
    auto& receiver = *static_cast<Receiver*>(self);
    receiver.header_bytes += size * count;
    if (receiver.header_bytes > limits::header_bytes) {
        receiver.too_large = true;
        return 0;
    }
    std::string_view line(data, size * count);
    while (!line.empty() && (line.back() == '\r' || line.back() == '\n' || line.back() == ' ')) line.remove_suffix(1);
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return size * count;
    auto value = line.substr(colon + 1);
    while (!value.empty() && value.front() == ' ') value.remove_prefix(1);
    const auto name = line.substr(0, colon);
    if (same_name(name, protocol_header)) receiver.response.protocol = value;
    if (same_name(name, "Content-Type")) receiver.response.content_type = value;
    if (same_name(name, "Retry-After")) receiver.response.retry_after = value;
    return size * count;
}

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self) {
    auto& receiver = *static_cast<Receiver*>(self);
    if (receiver.response.body.size() + size * count > receiver.most_bytes) {
        receiver.too_large = true;
        return 0;
    }
    receiver.response.body.append(data, size * count);
    return size * count;
}

int on_progress(void* cancel, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<const std::atomic<bool>*>(cancel)->load() ? 1 : 0;
}

Error error_of(CURLcode code) {
    if (code == CURLE_OPERATION_TIMEDOUT) return {ErrorCode::timed_out, curl_easy_strerror(code)};
    if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE) {
        return {ErrorCode::not_our_server, curl_easy_strerror(code)};
    }
    return {ErrorCode::offline, curl_easy_strerror(code)};
}

}  // namespace

struct CurlTransport::Handle {
    Handle() {
        prepare_library();
        curl = curl_easy_init();
        FF_CHECK(curl != nullptr);
    }
    ~Handle() { curl_easy_cleanup(curl); }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    CURL* curl = nullptr;
};

CurlTransport::CurlTransport(CurlOptions options) : options_(std::move(options)), handle_(std::make_unique<Handle>()) {}
CurlTransport::~CurlTransport() = default;

core::Result<HttpResponse> CurlTransport::exchange(const std::string& server_url, const HttpRequest& request) {
    if (cancelled_) return Error{ErrorCode::offline, "stopped"};
    auto* curl = handle_->curl;
    curl_easy_reset(curl);  // keeps the connection
    const auto headers = headers_of(request);
    prepare(curl, server_url + request.path, options_, headers);
    Receiver receiver;
    receiver.most_bytes = options_.answer_bytes;
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, options_.connect_timeout_ms);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, options_.total_timeout_ms);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, slow_bytes_per_second);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, options_.stalled_after_s);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &receiver);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &receiver);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, on_progress);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &cancelled_);
    if (request.method != "GET") {
        curl_easy_setopt(curl, CURLOPT_POST, 1L);
        if (request.method != "POST") curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.data());
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    } else {
        curl_easy_setopt(curl, CURLOPT_HTTPGET, 1L);
    }
    const auto code = curl_easy_perform(curl);
    if (receiver.too_large) return Error{ErrorCode::too_large, "answer"};
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    const bool part = status == partial_content && !request.range.empty() && !receiver.response.body.empty();
    if (code != CURLE_OK && !part) return error_of(code);
    receiver.response.status = static_cast<int>(status);
    return std::move(receiver.response);
}

namespace {

using Steady = std::chrono::steady_clock;

// Reads the stream's lines. Of an event only "data:" matters: news is all there is.
struct LiveReader {
    const std::atomic<bool>* cancel = nullptr;
    const std::function<void()>* on_open = nullptr;
    const std::function<void(News)>* on_news = nullptr;
    std::chrono::milliseconds silence{0};
    Steady::time_point last_byte = Steady::now();
    std::string line;
    bool ours = false;
    bool open = false;

    void take(std::string_view text) {
        constexpr std::string_view prefix = "data:";
        if (!text.starts_with(prefix)) return;
        const auto at = text.find("\"seq\":");
        if (at == std::string_view::npos) return;
        auto digits = text.substr(at + 6);
        while (!digits.empty() && digits.front() == ' ') digits.remove_prefix(1);
        News news;
        const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), news.seq);
        static_cast<void>(end);
        if (failure == std::errc{}) (*on_news)(news);
    }
};

std::size_t on_live_header(char* data, std::size_t size, std::size_t count, void* self) {
    auto& reader = *static_cast<LiveReader*>(self);
    const std::string_view line(data, size * count);
    const auto colon = line.find(':');
    if (colon != std::string_view::npos && same_name(line.substr(0, colon), protocol_header)) reader.ours = true;
    return size * count;
}

std::size_t on_live_body(char* data, std::size_t size, std::size_t count, void* self) {
    auto& reader = *static_cast<LiveReader*>(self);
    reader.last_byte = Steady::now();
    if (!reader.ours) return 0;
    if (!reader.open) {
        reader.open = true;
        (*reader.on_open)();
    }
    for (const char c : std::string_view(data, size * count)) {
        if (c == '\n') {
            reader.take(reader.line);
            reader.line.clear();
        } else if (reader.line.size() >= live_line_bytes) {
            return 0;
        } else {
            reader.line += c;
        }
    }
    return size * count;
}

int on_live_progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    const auto& reader = *static_cast<LiveReader*>(self);
    if (reader.cancel->load()) return 1;
    return Steady::now() - reader.last_byte > reader.silence ? 1 : 0;
}

}  // namespace

core::Status listen_live(const std::string& server_url, const std::string& token, const CurlOptions& options,
                         const std::atomic<bool>& cancel, const std::function<void()>& on_open,
                         const std::function<void(News)>& on_news, core::WallMs silent_ms) {
    prepare_library();
    const std::unique_ptr<CURL, void (*)(CURL*)> curl(curl_easy_init(), curl_easy_cleanup);
    FF_CHECK(curl != nullptr);
    HttpRequest request;
    request.path = path::live;
    request.accept = "text/event-stream";
    request.token = token;
    const auto headers = headers_of(request);
    prepare(curl.get(), server_url + request.path, options, headers);
    LiveReader reader;
    reader.cancel = &cancel;
    reader.on_open = &on_open;
    reader.on_news = &on_news;
    reader.silence = std::chrono::milliseconds(silent_ms);
    curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT_MS, live_connect_timeout_ms);
    curl_easy_setopt(curl.get(), CURLOPT_FAILONERROR, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_HEADERFUNCTION, on_live_header);
    curl_easy_setopt(curl.get(), CURLOPT_HEADERDATA, &reader);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, on_live_body);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &reader);
    curl_easy_setopt(curl.get(), CURLOPT_XFERINFOFUNCTION, on_live_progress);
    curl_easy_setopt(curl.get(), CURLOPT_XFERINFODATA, &reader);
    const auto code = curl_easy_perform(curl.get());
    if (code == CURLE_OK) return {};
    return error_of(code);
}

core::Result<EnrolReply> enrol(Transport& transport, const std::string& server_url, const HttpRequest& request) {
    auto url = server_url;
    while (!url.empty() && url.back() == '/') url.pop_back();
    return read_enrolment(transport.exchange(url, request));
}

}  // namespace fieldfare::sync
