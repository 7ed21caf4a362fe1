#include "core/base/uuid.h"

#include <algorithm>
#include <cstring>

namespace fieldfare::core {
namespace {

constexpr std::size_t text_length = 36;

bool is_dash_position(std::size_t at) {
    return at == 8 || at == 13 || at == 18 || at == 23;
}

std::optional<std::uint8_t> hex_digit(char c) {
    if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') return static_cast<std::uint8_t>(c - 'A' + 10);
    return std::nullopt;
}

}  // namespace

Uuid Uuid::v7(const Clock& clock, Random& random) {
    Uuid id;
    random.fill(id.bytes);
    const auto ms = static_cast<std::uint64_t>(clock.wall());
    for (std::size_t i = 0; i < 6; ++i) id.bytes[i] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
    id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0F) | 0x70);
    id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3F) | 0x80);
    return id;
}

std::optional<Uuid> Uuid::parse(std::string_view text) {
    if (text.size() != text_length) return std::nullopt;
    Uuid id;
    std::size_t digit = 0;
    for (std::size_t at = 0; at < text_length; ++at) {
        if (is_dash_position(at)) {
            if (text[at] != '-') return std::nullopt;
            continue;
        }
        const auto value = hex_digit(text[at]);
        if (!value) return std::nullopt;
        auto& byte = id.bytes[digit / 2];
        byte = static_cast<std::uint8_t>(digit % 2 == 0 ? *value << 4 : byte | *value);
        ++digit;
    }
    return id;
}

std::optional<Uuid> Uuid::from_bytes(std::span<const std::uint8_t> raw) {
    Uuid id;
    if (raw.size() != id.bytes.size()) return std::nullopt;
    std::ranges::copy(raw, id.bytes.begin());
    return id;
}

std::string Uuid::text() const {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    out.reserve(text_length);
    for (const auto byte : bytes) {
        if (is_dash_position(out.size())) out += '-';
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

std::size_t UuidHash::operator()(const Uuid& id) const noexcept {
    std::uint64_t low = 0;
    std::memcpy(&low, id.bytes.data() + 8, sizeof low);
    std::uint64_t high = 0;
    std::memcpy(&high, id.bytes.data(), sizeof high);
    return static_cast<std::size_t>(low ^ (high * 0x9E3779B97F4A7C15ULL));
}

}  // namespace fieldfare::core
