#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/rows/value.h"

// The binary form's outside: "FF", version, kind of message, then one zstd frame that declares its content's size.
namespace fieldfare::sync {

enum class MessageKind : std::uint8_t {
    enrol_request = 1,
    enrol_reply = 2,
    push_request = 3,
    push_reply = 4,
    pull_page = 5,
    time_reply = 6,
    error_reply = 7,
    fork_request = 8,
    digest_request = 9,
    digest_reply = 10,
    repair_request = 11,
    repair_reply = 12,
    conflicts_request = 13,
    conflicts_reply = 14,
    snapshot_offer = 15,
    snapshot_block = 16,
};

std::string pack(MessageKind kind, std::span<const std::uint8_t> payload);
// Refuses a frame of undeclared size or beyond `max_bytes` before anything is unfolded. too_large, malformed.
core::Result<core::Bytes> unpack(MessageKind kind, std::string_view body, std::size_t max_bytes);

}  // namespace fieldfare::sync
