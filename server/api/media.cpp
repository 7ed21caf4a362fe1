#include "core/media/content.h"
#include "server/api/handlers.h"
#include "server/api/protocol_messages.h"
#include "server/api/view.h"
#include "server/media/named.h"
#include "sync/protocol/blobs.h"

// The bytes of attachments: parts for phones, whole ones for the dashboard.
namespace fieldfare::server::api {
namespace {

using core::ErrorCode;
using sync::blobs::chunk_bytes;

constexpr auto largest_content = static_cast<std::int64_t>(core::media::most_content_bytes);

core::Result<ContentStore*> contents(const Call& call) {
    if (call.services.contents == nullptr) return core::Error{ErrorCode::not_found, "no contents here"};
    return call.services.contents;
}

core::Result<std::uint64_t> offset_of(const Query& query) {
    FF_ASSIGN(const auto offset, query.integer("offset", 0, largest_content));
    return static_cast<std::uint64_t>(offset.value_or(0));
}

HttpResponse held_response(std::uint64_t held) {
    return protocol_response(sync::blobs::held_body(held), sync::Encoding::json);
}

// A file name in a header: letters of every script, nothing that ends the header or the quotes (RFC 5987).
std::string extended(std::string_view name) {
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : name) {
        if (plain.find(c) != std::string_view::npos) {
            out += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += {'%', digits[byte >> 4], digits[byte & 15]};
        }
    }
    return out;
}

}  // namespace

core::Result<HttpResponse> held_content(Call& call) {
    FF_TRY(call.query({}));
    FF_ASSIGN(auto* store, contents(call));
    const auto audience = call.viewer.audience(call.services.organisation);
    FF_ASSIGN(const auto held, media::held(call.database, call.org(), audience, *store, call.parts.at(0)));
    return held_response(held);
}

core::Result<HttpResponse> put_content(Call& call) {
    FF_ASSIGN(const auto query, call.query({"offset"}));
    FF_ASSIGN(const auto offset, offset_of(query));
    if (call.request.header("Content-Type") != sync::blobs::octets) {
        return core::Error{ErrorCode::unsupported_media_type, "Content-Type"};
    }
    FF_ASSIGN(auto* store, contents(call));
    const auto audience = call.viewer.audience(call.services.organisation);
    FF_ASSIGN(const auto held,
              media::take(call.database, call.org(), audience, *store, call.parts.at(0), offset, call.request.body));
    return held_response(held);
}

core::Result<HttpResponse> get_content(Call& call) {
    FF_ASSIGN(const auto query, call.query({"offset", "most"}));
    FF_ASSIGN(const auto offset, offset_of(query));
    FF_ASSIGN(const auto most, query.integer("most", 1, static_cast<std::int64_t>(chunk_bytes)));
    FF_ASSIGN(auto* store, contents(call));
    const auto audience = call.viewer.audience(call.services.organisation);
    HttpResponse response;
    FF_ASSIGN(response.body, media::give(call.database, call.org(), audience, *store, call.parts.at(0), offset,
                                         static_cast<std::uint64_t>(most.value_or(chunk_bytes))));
    response.set("Content-Type", std::string(sync::blobs::octets));
    response.set("Cache-Control", "no-store");
    return response;
}

// Whatever the bytes are, a browser shows nothing but pictures and sound of them, and runs nothing.
core::Result<HttpResponse> shown_content(Call& call) {
    FF_TRY(call.query({}));
    FF_ASSIGN(auto* store, contents(call));
    const auto& content = call.parts.at(0);
    const auto audience = call.viewer.audience(call.services.organisation);
    FF_ASSIGN(const auto what, media::named(call.database, call.org(), audience, content));
    HttpResponse response;
    FF_ASSIGN(response.body, store->read(content, 0, core::media::most_content_bytes));
    const std::span body(reinterpret_cast<const std::uint8_t*>(response.body.data()), response.body.size());
    const auto type = core::media::media_type(what.format);
    const bool true_to_format = core::media::looks_like(what.format, body);
    const bool inline_kind = type.starts_with("image/") || type.starts_with("audio/");
    response.set("Content-Type", std::string(true_to_format && !type.empty() ? type : sync::blobs::octets));
    const auto name = what.file_name.empty() ? content.substr(0, 12) + "." + what.format : what.file_name;
    response.set("Content-Disposition", std::string(true_to_format && inline_kind ? "inline" : "attachment") +
                                            "; filename*=UTF-8''" + extended(name));
    response.set("Content-Security-Policy", "default-src 'none'; sandbox");
    return response;
}

}  // namespace fieldfare::server::api
