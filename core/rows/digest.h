#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/rows/row.h"

namespace fieldfare::core {

// What a set of rows comes to: the sum of a hash of each row's address and clocks. Two books with equal digests hold
// the same rows in the same versions. Additive: a row that changes is taken out as it was and put in as it is, so
// nobody reads a book to know its digest. docs/protocol.md §6.6 defines the bytes.
struct Digest {
    static constexpr std::size_t size = 16;

    std::uint64_t low = 0;
    std::uint64_t high = 0;

    Digest& operator+=(const Digest& other);
    Digest& operator-=(const Digest& other);
    friend bool operator==(const Digest&, const Digest&) = default;

    std::array<std::uint8_t, size> bytes() const;  // low first, little end first
    static std::optional<Digest> from_bytes(std::span<const std::uint8_t> bytes);
    std::string hex() const;
    static std::optional<Digest> from_hex(std::string_view text);
};

Digest digest_of(EntityId entity, const Uuid& id, const Clocks& clocks);
inline Digest digest_of(const Entity& entity, const Uuid& id, const Clocks& clocks) {
    return digest_of(entity.id, id, clocks);
}
Digest digest_of(const Row& row);

// A book in parts, to find where two books differ: by the last byte of the row's id, which is random.
inline constexpr std::size_t digest_buckets = 256;
std::uint8_t bucket_of(const Uuid& id);
using BucketDigests = std::array<Digest, digest_buckets>;
Digest total(const BucketDigests& buckets);

}  // namespace fieldfare::core
