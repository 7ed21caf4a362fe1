#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include "core/base/hlc.h"
#include "core/base/uuid.h"
#include "core/rows/value.h"

namespace fieldfare::core {

// Appends the binary form's primitives to a buffer that the caller owns. Integers are LEB128 varints, little end first;
// signed ones zigzag; texts are a length and UTF-8 bytes.
class Writer {
  public:
    explicit Writer(Bytes& out) : out_(out) {}

    void byte(std::uint8_t value) { out_.push_back(value); }

    void varint(std::uint64_t value) {
        if (value < 0x80) return byte(static_cast<std::uint8_t>(value));
        std::uint8_t buffer[10];
        std::size_t size = 0;
        while (value >= 0x80) {
            buffer[size++] = static_cast<std::uint8_t>(value | 0x80);
            value >>= 7;
        }
        buffer[size++] = static_cast<std::uint8_t>(value);
        raw({buffer, size});
    }

    void zigzag(std::int64_t value) {
        varint((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
    }

    void fixed64(std::uint64_t value) {
        std::uint8_t buffer[8];
        for (std::size_t i = 0; i < 8; ++i) buffer[i] = static_cast<std::uint8_t>(value >> (8 * i));
        raw(buffer);
    }

    // The one encoding of a number: negative zero is written as zero.
    void real(double value) { fixed64(std::bit_cast<std::uint64_t>(value == 0.0 ? 0.0 : value)); }

    void raw(std::span<const std::uint8_t> bytes) { out_.insert(out_.end(), bytes.begin(), bytes.end()); }

    void blob(std::span<const std::uint8_t> bytes) {
        varint(bytes.size());
        raw(bytes);
    }

    void text(std::string_view value) { blob({reinterpret_cast<const std::uint8_t*>(value.data()), value.size()}); }

    void uuid(const Uuid& id) { raw(id.bytes); }

    void stamp(const Stamp& stamp) {
        fixed64(stamp.time.packed);
        varint(stamp.device);
    }

    // A stamp near another one: the difference wraps around, so every pair has one.
    void stamp_near(const Stamp& stamp, const Stamp& origin) {
        zigzag(static_cast<std::int64_t>(stamp.time.packed - origin.time.packed));
        varint(stamp.device);
    }

  private:
    Bytes& out_;
};

}  // namespace fieldfare::core
