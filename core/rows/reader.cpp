#include "core/rows/reader.h"

#include <bit>
#include <cmath>
#include <limits>

namespace fieldfare::core {

std::uint8_t Reader::byte() {
    if (at_ == end_) {
        fail(Fault::malformed);
        return 0;
    }
    return *at_++;
}

std::uint64_t Reader::varint() {
    if (at_ != end_ && *at_ < 0x80) return *at_++;
    return long_varint();
}

std::uint64_t Reader::long_varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        const auto next = byte();
        if (!ok()) return 0;
        const bool last = next < 0x80;
        const bool padded = last && next == 0 && shift > 0;
        const bool overflows = shift == 63 && next > 1;
        if (padded || overflows) {
            fail(Fault::malformed);
            return 0;
        }
        value |= static_cast<std::uint64_t>(next & 0x7f) << shift;
        if (last) return value;
    }
    fail(Fault::malformed);
    return 0;
}

std::int64_t Reader::zigzag() {
    const auto value = varint();
    return static_cast<std::int64_t>((value >> 1) ^ (0 - (value & 1)));
}

std::uint64_t Reader::fixed64() {
    const auto bytes = raw(8);
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) value |= static_cast<std::uint64_t>(bytes[i]) << (8 * i);
    return value;
}

double Reader::real() {
    const auto value = std::bit_cast<double>(fixed64());
    const bool negative_zero = value == 0.0 && std::signbit(value);
    if (!std::isfinite(value) || negative_zero) {
        fail(Fault::malformed);
        return 0.0;
    }
    return value;
}

std::span<const std::uint8_t> Reader::raw(std::size_t size) {
    if (size > remaining()) {
        fail(Fault::malformed);
        return {};
    }
    const std::span<const std::uint8_t> bytes{at_, size};
    at_ += size;
    return bytes;
}

std::span<const std::uint8_t> Reader::blob(std::size_t max_size) {
    const auto size = varint();
    if (size > remaining()) {
        fail(Fault::malformed);
        return {};
    }
    if (size > max_size) {
        fail(Fault::too_large);
        return {};
    }
    return raw(static_cast<std::size_t>(size));
}

std::string_view Reader::text(std::size_t max_bytes) {
    const auto bytes = blob(max_bytes);
    const std::string_view text{reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    if (!is_clean_utf8(text)) {
        fail(Fault::malformed);
        return {};
    }
    return text;
}

Uuid Reader::uuid() {
    return Uuid::from_bytes(raw(16)).value_or(Uuid{});
}

namespace {

constexpr std::uint64_t max_device = std::numeric_limits<DeviceNumber>::max();

}  // namespace

Stamp Reader::stamp() {
    const auto time = fixed64();
    const auto device = varint();
    if (device > max_device) fail(Fault::malformed);
    return ok() ? Stamp{Hlc{time}, static_cast<DeviceNumber>(device)} : Stamp{};
}

Stamp Reader::stamp_near(const Stamp& origin) {
    const auto difference = static_cast<std::uint64_t>(zigzag());
    const auto device = varint();
    if (device > max_device) fail(Fault::malformed);
    return ok() ? Stamp{Hlc{origin.time.packed + difference}, static_cast<DeviceNumber>(device)} : Stamp{};
}

std::size_t Reader::count(std::size_t max, std::size_t least_bytes) {
    const auto count = varint();
    if (count > remaining() / least_bytes) {
        fail(Fault::malformed);
        return 0;
    }
    if (count > max) {
        fail(Fault::too_large);
        return 0;
    }
    return static_cast<std::size_t>(count);
}

Status Reader::status() const {
    switch (fault_) {
        case Fault::none:
            return {};
        case Fault::too_large:
            return ErrorCode::too_large;
        case Fault::malformed:
            break;
    }
    return ErrorCode::malformed;
}

Status Reader::finish() const {
    if (ok() && at_ != end_) return Error{ErrorCode::malformed, "bytes after the end"};
    return status();
}

bool is_clean_utf8(std::string_view text) {
    const auto* at = reinterpret_cast<const unsigned char*>(text.data());
    const auto* const end = at + text.size();
    const auto continues = [&](std::ptrdiff_t count) {
        if (end - at <= count) return false;
        for (std::ptrdiff_t i = 1; i <= count; ++i) {
            if ((at[i] & 0xc0) != 0x80) return false;
        }
        return true;
    };
    while (at != end) {
        const unsigned lead = *at;
        if (lead > 0xe0 && lead < 0xed && end - at > 2) {  // most of Chinese
            if ((at[1] & 0xc0) != 0x80 || (at[2] & 0xc0) != 0x80) return false;
            at += 3;
        } else if (lead < 0x80) {
            if (lead == 0) return false;
            at += 1;
        } else if (lead >= 0xc2 && lead < 0xe0) {
            if (!continues(1)) return false;
            at += 2;
        } else if (lead >= 0xe0 && lead < 0xf0) {
            if (!continues(2)) return false;
            const bool overlong = lead == 0xe0 && at[1] < 0xa0;
            const bool surrogate = lead == 0xed && at[1] >= 0xa0;
            if (overlong || surrogate) return false;
            at += 3;
        } else if (lead >= 0xf0 && lead < 0xf5) {
            if (!continues(3)) return false;
            const bool overlong = lead == 0xf0 && at[1] < 0x90;
            const bool beyond = lead == 0xf4 && at[1] >= 0x90;
            if (overlong || beyond) return false;
            at += 4;
        } else {
            return false;
        }
    }
    return true;
}

std::size_t utf8_length(std::string_view text) {
    std::size_t length = 0;
    for (const char c : text) length += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    return length;
}

}  // namespace fieldfare::core
