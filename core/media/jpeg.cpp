#include "core/media/jpeg.h"

namespace fieldfare::core::media {
namespace {

constexpr std::uint8_t mark = 0xFF;
constexpr std::uint8_t begin_of_image = 0xD8;
constexpr std::uint8_t begin_of_scan = 0xDA;
constexpr std::uint8_t first_app = 0xE0;  // JFIF
constexpr std::uint8_t colour_profile = 0xE2;
constexpr std::uint8_t colour_transform = 0xEE;
constexpr std::uint8_t last_app = 0xEF;
constexpr std::uint8_t comment = 0xFE;
constexpr std::size_t frame_header_bytes = 7;  // up to the width

// Frame headers are C0 to CF without three that mean something else.
bool is_frame(std::uint8_t marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

bool is_about_the_picture(std::uint8_t marker) {
    if (marker == comment) return false;
    const bool app = marker >= first_app && marker <= last_app;
    return !app || marker == first_app || marker == colour_profile || marker == colour_transform;
}

std::size_t two_bytes(std::span<const std::uint8_t> at) {
    return static_cast<std::size_t>(at[0]) << 8 | at[1];
}

Error no_jpeg() {
    return {ErrorCode::content_mismatch, "jpeg"};
}

}  // namespace

Result<Jpeg> clean_jpeg(std::span<const std::uint8_t> bytes) {
    if (bytes.size() < 4 || bytes[0] != mark || bytes[1] != begin_of_image) return no_jpeg();
    Jpeg jpeg;
    jpeg.bytes = {mark, begin_of_image};
    std::size_t at = 2;
    while (at + 4 <= bytes.size()) {
        if (bytes[at] != mark) return no_jpeg();
        const auto marker = bytes[at + 1];
        if (marker == mark) {  // padding
            ++at;
            continue;
        }
        const auto length = two_bytes(bytes.subspan(at + 2));
        if (length < 2 || at + 2 + length > bytes.size()) return no_jpeg();
        const auto segment = bytes.subspan(at, 2 + length);
        if (is_frame(marker)) {
            if (length < frame_header_bytes) return no_jpeg();
            jpeg.height = static_cast<std::int64_t>(two_bytes(segment.subspan(5)));
            jpeg.width = static_cast<std::int64_t>(two_bytes(segment.subspan(7)));
        }
        if (marker == begin_of_scan) {
            if (jpeg.width == 0 || jpeg.height == 0) return no_jpeg();
            if (static_cast<std::uint64_t>(jpeg.width * jpeg.height) > most_pixels) {
                return Error{ErrorCode::too_large, "pixels"};
            }
            jpeg.bytes.insert(jpeg.bytes.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at), bytes.end());
            return jpeg;
        }
        if (is_about_the_picture(marker)) jpeg.bytes.insert(jpeg.bytes.end(), segment.begin(), segment.end());
        at += segment.size();
    }
    return no_jpeg();
}

}  // namespace fieldfare::core::media
