#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

// What the engine says and hears, without any network.
namespace fieldfare::sync {

struct HttpRequest {
    std::string method = "GET";
    std::string path;  // "/v1/pull?cursor=42"
    std::string content_type;
    std::string accept;
    std::string token;  // bearer token; empty: none
    std::string body;
    std::string range;  // "bytes=0-1023"; empty: all of it
};

struct HttpResponse {
    int status = 0;
    std::string protocol;  // value of the Fieldfare-Protocol header; empty: not our server
    std::string content_type;
    std::string retry_after;  // seconds, as sent
    std::string body;
};

// Carries one request to a server and its answer back. Blocks the calling thread; one thread at a time. Errors:
// offline, timed_out, too_large; an answer of any status is not an error. Of a range what came before the connection
// broke is an answer, too.
class Transport {
  public:
    virtual ~Transport() = default;
    virtual core::Result<HttpResponse> exchange(const std::string& server_url, const HttpRequest& request) = 0;
};

}  // namespace fieldfare::sync
