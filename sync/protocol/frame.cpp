#include "sync/protocol/frame.h"

#include <zstd.h>

#include <memory>

#include "core/base/check.h"

namespace fieldfare::sync {
namespace {

constexpr int zstd_level = 3;
constexpr std::uint8_t frame_version = 1;
constexpr std::size_t head_bytes = 4;

// Kept by each thread: making one costs more than a message of usual size.
template <typename Context, Context* (*make)(), std::size_t (*free_it)(Context*)>
Context* context_of_thread() {
    struct Free {
        void operator()(Context* context) const { free_it(context); }
    };
    thread_local const std::unique_ptr<Context, Free> context(make());
    FF_CHECK(context != nullptr);
    return context.get();
}

using core::Error;
using core::ErrorCode;

}  // namespace

std::string pack(MessageKind kind, std::span<const std::uint8_t> payload) {
    std::string body(head_bytes + ZSTD_compressBound(payload.size()), '\0');
    body[0] = 'F';
    body[1] = 'F';
    body[2] = static_cast<char>(frame_version);
    body[3] = static_cast<char>(kind);
    const auto size =
        ZSTD_compressCCtx(context_of_thread<ZSTD_CCtx, ZSTD_createCCtx, ZSTD_freeCCtx>(), body.data() + head_bytes,
                          body.size() - head_bytes, payload.data(), payload.size(), zstd_level);
    FF_CHECK(ZSTD_isError(size) == 0);
    body.resize(head_bytes + size);
    return body;
}

core::Result<core::Bytes> unpack(MessageKind kind, std::string_view body, std::size_t max_bytes) {
    if (body.size() < head_bytes || body[0] != 'F' || body[1] != 'F') return Error{ErrorCode::malformed, "frame"};
    if (static_cast<std::uint8_t>(body[2]) != frame_version) return ErrorCode::protocol_unsupported;
    if (static_cast<std::uint8_t>(body[3]) != static_cast<std::uint8_t>(kind)) {
        return Error{ErrorCode::malformed, "message kind"};
    }
    const auto frame = body.substr(head_bytes);
    const auto declared = ZSTD_getFrameContentSize(frame.data(), frame.size());
    if (declared == ZSTD_CONTENTSIZE_ERROR || declared == ZSTD_CONTENTSIZE_UNKNOWN) {
        return Error{ErrorCode::malformed, "frame size"};
    }
    if (declared > max_bytes) return ErrorCode::too_large;
    if (ZSTD_findFrameCompressedSize(frame.data(), frame.size()) != frame.size()) {
        return Error{ErrorCode::malformed, "frame end"};
    }
    core::Bytes payload(static_cast<std::size_t>(declared));
    const auto size = ZSTD_decompressDCtx(context_of_thread<ZSTD_DCtx, ZSTD_createDCtx, ZSTD_freeDCtx>(),
                                          payload.data(), payload.size(), frame.data(), frame.size());
    if (ZSTD_isError(size) != 0 || size != payload.size()) return Error{ErrorCode::malformed, "frame content"};
    return payload;
}

}  // namespace fieldfare::sync
