#include "core/rows/digest.h"

#include <sodium.h>

#include "core/base/check.h"
#include "core/base/hex.h"
#include "core/rows/writer.h"

namespace fieldfare::core {
namespace {

constexpr std::size_t lane = sizeof(std::uint64_t);
constexpr std::size_t usual_bytes = 64;

std::uint64_t read_lane(std::span<const std::uint8_t> bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < lane; ++i) value |= static_cast<std::uint64_t>(bytes[i]) << (8 * i);
    return value;
}

}  // namespace

Digest& Digest::operator+=(const Digest& other) {
    low += other.low;
    high += other.high;
    return *this;
}

Digest& Digest::operator-=(const Digest& other) {
    low -= other.low;
    high -= other.high;
    return *this;
}

std::array<std::uint8_t, Digest::size> Digest::bytes() const {
    std::array<std::uint8_t, size> out{};
    for (std::size_t i = 0; i < lane; ++i) {
        out[i] = static_cast<std::uint8_t>(low >> (8 * i));
        out[lane + i] = static_cast<std::uint8_t>(high >> (8 * i));
    }
    return out;
}

std::optional<Digest> Digest::from_bytes(std::span<const std::uint8_t> bytes) {
    if (bytes.size() != size) return std::nullopt;
    return Digest{read_lane(bytes.first(lane)), read_lane(bytes.last(lane))};
}

std::string Digest::hex() const {
    return to_hex(bytes());
}

std::optional<Digest> Digest::from_hex(std::string_view text) {
    std::array<std::uint8_t, size> out{};
    if (!core::from_hex(text, out)) return std::nullopt;
    return from_bytes(out);
}

Digest digest_of(EntityId entity, const Uuid& id, const Clocks& clocks) {
    Bytes content;
    content.reserve(usual_bytes);
    Writer writer(content);
    writer.varint(entity);
    writer.uuid(id);
    writer.stamp(clocks.row);
    writer.blob(encode_clocks(clocks));
    std::array<std::uint8_t, Digest::size> hash{};
    FF_CHECK(crypto_generichash(hash.data(), hash.size(), content.data(), content.size(), nullptr, 0) == 0);
    return *Digest::from_bytes(hash);
}

Digest digest_of(const Row& row) {
    return digest_of(row.entity->id, row.id, row.clocks);
}

std::uint8_t bucket_of(const Uuid& id) {
    return id.bytes.back();
}

Digest total(const BucketDigests& buckets) {
    Digest sum;
    for (const auto& bucket : buckets) sum += bucket;
    return sum;
}

}  // namespace fieldfare::core
