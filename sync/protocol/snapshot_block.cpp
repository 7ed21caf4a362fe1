#include "sync/protocol/snapshot_block.h"

#include <sodium.h>

#include <array>

#include "core/base/check.h"
#include "sync/protocol/binary_parts.h"
#include "sync/protocol/frame.h"

namespace fieldfare::sync {
namespace {

constexpr std::size_t length_bytes = 4;
constexpr std::size_t checksum_bytes = 16;
constexpr std::size_t block_head_bytes = length_bytes + checksum_bytes;

std::string checksum_of(std::string_view frame) {
    std::array<unsigned char, checksum_bytes> sum{};
    FF_CHECK(crypto_generichash(sum.data(), sum.size(), reinterpret_cast<const unsigned char*>(frame.data()),
                                frame.size(), nullptr, 0) == 0);
    return {sum.begin(), sum.end()};
}

std::size_t read_length(std::string_view bytes) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < length_bytes; ++i) {
        length |= static_cast<std::size_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    }
    return length;
}

}  // namespace

std::string encode_block(const SnapshotBlock& block) {
    core::Bytes content;
    core::Writer writer(content);
    writer.varint(block.customers);
    binary::write_rows(writer, block.rows);
    const auto frame = pack(MessageKind::snapshot_block, content);
    std::string bytes;
    for (std::size_t i = 0; i < length_bytes; ++i) bytes += static_cast<char>(frame.size() >> (8 * i) & 0xff);
    return bytes + checksum_of(frame) + frame;
}

core::Result<std::optional<TakenBlock>> take_block(std::string_view bytes) {
    if (bytes.size() < block_head_bytes) return std::optional<TakenBlock>{};
    const auto length = read_length(bytes);
    if (length > limits::snapshot_unfolded) return core::Error{core::ErrorCode::too_large, "snapshot block"};
    if (bytes.size() < block_head_bytes + length) return std::optional<TakenBlock>{};
    const auto frame = bytes.substr(block_head_bytes, length);
    if (checksum_of(frame) != bytes.substr(length_bytes, checksum_bytes)) {
        return core::Error{core::ErrorCode::malformed, "snapshot block"};
    }
    FF_ASSIGN(const auto content, unpack(MessageKind::snapshot_block, frame, limits::snapshot_unfolded));
    core::Reader reader(content);
    TakenBlock taken;
    taken.size = block_head_bytes + length;
    taken.block.customers = reader.varint();
    FF_ASSIGN(taken.block.rows, binary::read_rows(reader, &taken.block.newer));
    FF_TRY(reader.finish());
    return std::optional(std::move(taken));
}

}  // namespace fieldfare::sync
