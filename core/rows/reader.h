#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/base/hlc.h"
#include "core/base/result.h"
#include "core/base/uuid.h"

namespace fieldfare::core {

// Reads what Writer wrote, from bytes that nobody vouches for. The first fault sticks: every later read gives zero, and
// `status()` says what was wrong, so callers check once at the end of a unit and never loop on an unchecked count.
// Views it returns point into the bytes it was given. Never allocates.
class Reader {
  public:
    explicit Reader(std::span<const std::uint8_t> bytes) : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

    std::uint8_t byte();
    std::uint64_t varint();  // only the shortest form is valid
    std::int64_t zigzag();
    std::uint64_t fixed64();
    double real();  // finite, no negative zero
    std::span<const std::uint8_t> raw(std::size_t size);
    std::span<const std::uint8_t> blob(std::size_t max_size);
    std::string_view text(std::size_t max_bytes);  // valid UTF-8 without NUL
    Uuid uuid();
    Stamp stamp();
    Stamp stamp_near(const Stamp& origin);
    // A number of things to follow, each at least `least_bytes` long: refused if the rest cannot hold them.
    std::size_t count(std::size_t max, std::size_t least_bytes);

    std::size_t remaining() const { return static_cast<std::size_t>(end_ - at_); }
    bool ok() const { return fault_ == Fault::none; }
    void fail_malformed() { fail(Fault::malformed); }
    // The first fault, or malformed when bytes are left over.
    Status finish() const;
    Status status() const;

  private:
    enum class Fault : std::uint8_t { none, malformed, too_large };
    void fail(Fault fault) {
        if (fault_ == Fault::none) fault_ = fault;
        at_ = end_;
    }
    std::uint64_t long_varint();

    const std::uint8_t* at_;
    const std::uint8_t* end_;
    Fault fault_ = Fault::none;
};

// Well-formed UTF-8 without NUL: shortest forms only, no surrogates, nothing beyond U+10FFFF.
bool is_clean_utf8(std::string_view text);
// Characters (code points) in clean UTF-8.
std::size_t utf8_length(std::string_view text);

}  // namespace fieldfare::core
