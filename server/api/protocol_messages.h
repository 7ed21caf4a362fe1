#pragma once

#include "server/http/message.h"
#include "sync/protocol/messages.h"

namespace fieldfare::server::api {

// The form the client wants its answer in; `otherwise` if it does not say.
inline sync::Encoding accepted(const HttpRequest& request, sync::Encoding otherwise) {
    return sync::encoding_of(request.header("Accept")).value_or(otherwise);
}

inline HttpResponse protocol_response(std::string body, sync::Encoding encoding) {
    HttpResponse response;
    response.body = std::move(body);
    response.set("Content-Type", std::string(sync::content_type(encoding)));
    response.set("Cache-Control", "no-store");
    return response;
}

}  // namespace fieldfare::server::api
