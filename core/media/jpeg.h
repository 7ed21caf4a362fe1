#pragma once

#include <cstdint>
#include <span>

#include "core/base/result.h"
#include "core/rows/value.h"

namespace fieldfare::core::media {

// Of a picture; more is refused before anybody makes room for it.
inline constexpr std::uint64_t most_pixels = 100'000'000;

struct Jpeg {
    Bytes bytes;  // the picture alone: of what a camera or a program added, how to turn and colour it
    std::int64_t width = 0;
    std::int64_t height = 0;
};

// Reads the segments, decodes nothing. Colour profile and transform stay, and of EXIF the orientation; what else there
// is (place, device, comments, previews, further pictures, whatever stands behind the end) goes. One that was cut off
// ends where it was cut. content_mismatch: no JPEG; too_large: most_pixels.
Result<Jpeg> clean_jpeg(std::span<const std::uint8_t> bytes);

// Whether a decoder needs all of it before it has anything. False for what is no JPEG.
bool is_progressive_jpeg(std::span<const std::uint8_t> bytes);

}  // namespace fieldfare::core::media
