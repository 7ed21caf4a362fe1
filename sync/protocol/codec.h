#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "sync/protocol/messages.h"

// Messages to bytes and back, in both content types with the same meaning. Decoders take untrusted input: they check
// size and depth before they build anything, refuse duplicate keys, and never exceed their declared limits (a
// compressed body that would unfold beyond them is refused before it is unfolded). Errors: malformed, too_deep,
// too_large, unknown_entity, unknown_field, wrong_type, missing_field.
namespace fieldfare::sync {

// Bytes as a body: JSON text or the binary form.
std::string encode(const EnrolRequest& message, Encoding as);
std::string encode(const EnrolReply& message, Encoding as);
std::string encode(const ForkRequest& message, Encoding as);
std::string encode(const PushRequest& message, Encoding as);
std::string encode(const PushReply& message, Encoding as);
std::string encode(const PullPage& message, Encoding as);
std::string encode(const TimeReply& message, Encoding as);
std::string encode(const DigestRequest& message, Encoding as);
std::string encode(const DigestReply& message, Encoding as);
std::string encode(const RepairRequest& message, Encoding as);
std::string encode(const RepairReply& message, Encoding as);
std::string encode(const ConflictsRequest& message, Encoding as);
std::string encode(const ConflictsReply& message, Encoding as);
std::string encode(const SnapshotOffer& message, Encoding as);
std::string encode(const ErrorReply& message, Encoding as);

template <typename Message>
core::Result<Message> decode(std::string_view body, Encoding as);
template <>
core::Result<EnrolRequest> decode(std::string_view body, Encoding as);
template <>
core::Result<EnrolReply> decode(std::string_view body, Encoding as);
template <>
core::Result<ForkRequest> decode(std::string_view body, Encoding as);
template <>
core::Result<PushRequest> decode(std::string_view body, Encoding as);
template <>
core::Result<PushReply> decode(std::string_view body, Encoding as);
template <>
core::Result<PullPage> decode(std::string_view body, Encoding as);
template <>
core::Result<TimeReply> decode(std::string_view body, Encoding as);
template <>
core::Result<DigestRequest> decode(std::string_view body, Encoding as);
template <>
core::Result<DigestReply> decode(std::string_view body, Encoding as);
template <>
core::Result<RepairRequest> decode(std::string_view body, Encoding as);
template <>
core::Result<RepairReply> decode(std::string_view body, Encoding as);
template <>
core::Result<ConflictsRequest> decode(std::string_view body, Encoding as);
template <>
core::Result<ConflictsReply> decode(std::string_view body, Encoding as);
template <>
core::Result<SnapshotOffer> decode(std::string_view body, Encoding as);
template <>
core::Result<ErrorReply> decode(std::string_view body, Encoding as);

// A reply about an expected failure, always JSON: {"fieldfare":1,"error":{...}}. Status is info(code).http_status.
std::string error_body(const core::Error& error, std::optional<std::uint64_t> mark = std::nullopt);

// A verdict as the server's store keeps it, and back.
std::string encode_verdict(const Verdict& verdict);
core::Result<Verdict> decode_verdict(std::string_view bytes);

// Lines of a server-sent event: "event: news\ndata: {"seq":42}\n\n".
std::string news_event(const News& news);

}  // namespace fieldfare::sync
