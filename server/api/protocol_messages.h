#pragma once

#include "server/http/message.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/messages.h"

namespace fieldfare::server::api {

// The form the client wants its answer in; `otherwise` if it does not say.
inline sync::Encoding accepted(const HttpRequest& request, sync::Encoding otherwise) {
    return sync::encoding_of(request.header("Accept")).value_or(otherwise);
}

// What a device sent, and the form of the answer.
template <typename Message>
struct Received {
    Message message;
    sync::Encoding answer_as = sync::Encoding::json;
};
// unsupported_media_type; those of sync::decode.
template <typename Message>
core::Result<Received<Message>> receive(const HttpRequest& request) {
    const auto encoding = sync::encoding_of(request.header("Content-Type"));
    if (!encoding) return {core::ErrorCode::unsupported_media_type, "Content-Type"};
    FF_ASSIGN(auto message, sync::decode<Message>(request.body, *encoding));
    return Received<Message>{std::move(message), accepted(request, *encoding)};
}

inline HttpResponse protocol_response(std::string body, sync::Encoding encoding) {
    HttpResponse response;
    response.body = std::move(body);
    response.set("Content-Type", std::string(sync::content_type(encoding)));
    response.set("Cache-Control", "no-store");
    return response;
}

}  // namespace fieldfare::server::api
