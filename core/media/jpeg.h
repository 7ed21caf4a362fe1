#pragma once

#include <cstdint>
#include <span>

#include "core/base/result.h"
#include "core/rows/value.h"

namespace fieldfare::core::media {

// Of a picture; more is refused before anybody makes room for it.
inline constexpr std::uint64_t most_pixels = 100'000'000;

struct Jpeg {
    Bytes bytes;  // without EXIF, XMP, comments and whatever else a camera or a program added: no place, no device
    std::int64_t width = 0;
    std::int64_t height = 0;
};

// Reads the header's segments, decodes nothing. The colour profile stays; the orientation goes with EXIF, so a picture
// is turned before it comes here. content_mismatch: no JPEG; too_large: most_pixels.
Result<Jpeg> clean_jpeg(std::span<const std::uint8_t> bytes);

}  // namespace fieldfare::core::media
