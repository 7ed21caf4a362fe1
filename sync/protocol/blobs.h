#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"

// How the bytes of attachments travel: docs/protocol.md §12. They are no messages: a body is a part of a content as it
// is, and the answers to what was sent are JSON.
namespace fieldfare::sync::blobs {

inline constexpr std::string_view root = "/v1/blob/";
inline constexpr std::string_view octets = "application/octet-stream";
inline constexpr std::size_t chunk_bytes = 256 * 1024;  // of a request or a reply, at most

// "/v1/blob/<content>/held", "/v1/blob/<content>?offset=0", "/v1/blob/<content>?offset=0&most=262144".
std::string held_path(std::string_view content);
std::string put_path(std::string_view content, std::uint64_t offset);
std::string get_path(std::string_view content, std::uint64_t offset, std::uint64_t most);

// {"fieldfare": 1, "held": n}: so much of the content the server has, from its beginning. not_our_server, malformed.
std::string held_body(std::uint64_t held);
core::Result<std::uint64_t> read_held(std::string_view body);

}  // namespace fieldfare::sync::blobs
