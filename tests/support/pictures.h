#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include "core/rows/value.h"

namespace fieldfare::tests {

// The header of a JPEG of 16 × 16 pixels; what follows it, up to the end's mark, is nobody's picture.
inline constexpr std::uint8_t picture_header[] = {0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0, 16, 0, 16, 1, 1,
                                                  17,   0,    0xFF, 0xDA, 0, 8,  1, 1, 0,  0, 63, 0};

// Bytes of anything between header and end, without what would be a mark.
inline core::Bytes as_picture(core::Bytes bytes) {
    std::replace(bytes.begin(), bytes.end(), std::uint8_t{0xFF}, std::uint8_t{0xFE});
    std::copy(std::begin(picture_header), std::end(picture_header), bytes.begin());
    bytes.end()[-2] = 0xFF;
    bytes.end()[-1] = 0xD9;
    return bytes;
}

// As many bytes in all, at least header and end.
inline core::Bytes picture(std::size_t size, std::uint8_t seed) {
    core::Bytes bytes(std::max(size, std::size(picture_header) + 2));
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i * 31 + seed);
    return as_picture(std::move(bytes));
}

}  // namespace fieldfare::tests
