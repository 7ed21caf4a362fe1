#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/clock.h"
#include "core/base/random.h"

namespace fieldfare::core {

// The key of every row. Made on the device as UUIDv7 (RFC 9562): 48 bits of milliseconds, then chance, so rows made
// one after another lie together in an index. All zero means unset.
struct Uuid {
    std::array<std::uint8_t, 16> bytes{};

    static Uuid v7(const Clock& clock, Random& random);
    // "0190a6b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b", either case; anything else gives nothing.
    static std::optional<Uuid> parse(std::string_view text);
    // Exactly 16 bytes, else nothing.
    static std::optional<Uuid> from_bytes(std::span<const std::uint8_t> raw);

    std::string text() const;  // lower case
    bool is_nil() const { return *this == Uuid{}; }
    friend auto operator<=>(const Uuid&, const Uuid&) = default;
};

struct UuidHash {
    std::size_t operator()(const Uuid& id) const noexcept;
};

}  // namespace fieldfare::core
