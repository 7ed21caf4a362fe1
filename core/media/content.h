#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/catalog/entities/attachment.h"

// Contents are called by what they are: their SHA-256 as 64 hex digits.
namespace fieldfare::core::media {

inline constexpr std::uint64_t most_content_bytes = catalog::most_content_bytes;
inline constexpr std::uint64_t most_thumbnail_bytes = catalog::most_thumbnail_bytes;

std::string content_name(std::span<const std::uint8_t> bytes);
// Anything else is the name of no file.
bool is_content_name(std::string_view text);

// "image/jpeg" for a code of the catalog's media_format; never empty for one.
std::string_view media_type(std::string_view format);
// Whether the bytes begin as the format says, so that nothing passes for a picture that is none.
bool looks_like(std::string_view format, std::span<const std::uint8_t> bytes);

}  // namespace fieldfare::core::media
