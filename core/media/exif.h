#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "core/rows/value.h"

// The one thing that a picture's EXIF says about the picture: how it is to be turned.
namespace fieldfare::core::media {

// Of a segment of a JPEG: its marker and its length.
inline constexpr std::size_t segment_header = 4;

// Of an APP1 segment, its marker included. 2 to 8 as EXIF has it; nothing: it stands upright, or says nothing readable.
std::optional<std::uint8_t> orientation_in(std::span<const std::uint8_t> segment);
// An APP1 segment that says nothing else.
Bytes orientation_segment(std::uint8_t orientation);

}  // namespace fieldfare::core::media
