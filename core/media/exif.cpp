#include "core/media/exif.h"

#include <algorithm>
#include <string_view>

namespace fieldfare::core::media {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view identifier = "Exif\0\0"sv;
constexpr std::size_t directory_entry = 12;
constexpr std::uint32_t orientation_tag = 0x0112;
constexpr std::uint32_t short_type = 3;

// TIFF in the byte order that it names; what lies outside is 0.
struct Tiff {
    std::span<const std::uint8_t> bytes;
    bool little = false;

    std::uint32_t number(std::size_t at, std::size_t length) const {
        if (at > bytes.size() || bytes.size() - at < length) return 0;
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < length; ++i) value = value << 8 | bytes[little ? at + length - 1 - i : at + i];
        return value;
    }
};

}  // namespace

std::optional<std::uint8_t> orientation_in(std::span<const std::uint8_t> segment) {
    const auto begins = segment_header + identifier.size();
    if (segment.size() < begins) return {};
    const bool exif =
        std::equal(identifier.begin(), identifier.end(), segment.begin() + segment_header,
                   [](char wanted, std::uint8_t has) { return static_cast<std::uint8_t>(wanted) == has; });
    if (!exif) return {};
    Tiff tiff{segment.subspan(begins)};
    tiff.little = tiff.number(0, 2) == 0x4949;
    if (tiff.number(2, 2) != 42) return {};
    const std::size_t directory = tiff.number(4, 4);
    const auto entries = tiff.number(directory, 2);
    for (std::size_t i = 0; i < entries; ++i) {
        const auto at = directory + 2 + i * directory_entry;
        if (tiff.number(at, 2) != orientation_tag || tiff.number(at + 2, 2) != short_type) continue;
        const auto value = tiff.number(at + 8, 2);
        if (value < 2 || value > 8) return {};
        return static_cast<std::uint8_t>(value);
    }
    return {};
}

Bytes orientation_segment(std::uint8_t orientation) {
    return {0xFF, 0xE1,        0,   34,                // APP1 and its length
            'E',  'x',         'i', 'f', 0, 0,         //
            'M',  'M',         0,   42,  0, 0, 0, 8,   // TIFF, big end first; the directory follows
            0,    1,                                   // of one entry
            0x01, 0x12,        0,   3,   0, 0, 0, 1,   // orientation, one short
            0,    orientation, 0,   0,   0, 0, 0, 0};  // its value, padded; no other directory
}

}  // namespace fieldfare::core::media
