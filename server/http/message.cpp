#include "server/http/message.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/check.h"

namespace fieldfare::server {
namespace {

constexpr int busy_retry_seconds = 2;
constexpr int attempts_retry_seconds = 60;

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_name(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

std::string_view name(Method method) {
    switch (method) {
        case Method::get:
            return "GET";
        case Method::head:
            return "HEAD";
        case Method::post:
            return "POST";
        case Method::put:
            return "PUT";
        case Method::remove:
            return "DELETE";
        case Method::other:
            break;
    }
    return "OTHER";
}

std::string_view find_header(const std::vector<Header>& headers, std::string_view name) {
    for (const auto& header : headers) {
        if (same_name(header.name, name)) return header.value;
    }
    return {};
}

void HttpResponse::set(std::string_view header_name, std::string value) {
    // A line break in a header value would let one response pose as two.
    FF_CHECK(value.find_first_of("\r\n") == std::string::npos);
    headers.push_back({std::string(header_name), std::move(value)});
}

std::string_view reason_phrase(int status) {
    static constexpr std::pair<int, std::string_view> phrases[] = {
        {200, "OK"},
        {201, "Created"},
        {204, "No Content"},
        {206, "Partial Content"},
        {304, "Not Modified"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {408, "Request Timeout"},
        {409, "Conflict"},
        {413, "Content Too Large"},
        {414, "URI Too Long"},
        {415, "Unsupported Media Type"},
        {422, "Unprocessable Content"},
        {426, "Upgrade Required"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {502, "Bad Gateway"},
        {503, "Service Unavailable"},
        {504, "Gateway Timeout"},
        {507, "Insufficient Storage"},
    };
    for (const auto& [code, phrase] : phrases) {
        if (code == status) return phrase;
    }
    return "Unknown";
}

int retry_after_seconds(core::ErrorCode code) {
    switch (code) {
        case core::ErrorCode::overloaded:
        case core::ErrorCode::storage_busy:
            return busy_retry_seconds;
        case core::ErrorCode::too_many_attempts:
            return attempts_retry_seconds;
        default:
            return 0;
    }
}

HttpResponse error_response(const core::Error& error, int status) {
    // Every text here is ours and plain ASCII, so nothing needs escaping.
    const auto& about = core::info(error.code);
    HttpResponse response;
    response.status = status != 0 ? status : about.http_status;
    response.body = fmt::format(R"({{"error":{{"code":"{}","name":"{}","message":"{}","key":"error.{}"}}}})",
                                core::label(error.code), about.name, about.text, about.name);
    response.set("Content-Type", "application/json");
    response.set("Cache-Control", "no-store");
    response.set("X-Content-Type-Options", "nosniff");
    if (const int seconds = retry_after_seconds(error.code); seconds > 0) {
        response.set("Retry-After", std::to_string(seconds));
    }
    return response;
}

}  // namespace fieldfare::server
