#include "core/media/jpeg.h"

#include <algorithm>
#include <string_view>

#include "core/media/exif.h"

namespace fieldfare::core::media {
namespace {

using namespace std::string_view_literals;

constexpr std::uint8_t mark = 0xFF;
constexpr std::uint8_t begin_of_image = 0xD8;
constexpr std::uint8_t end_of_image = 0xD9;
constexpr std::uint8_t begin_of_scan = 0xDA;
constexpr std::uint8_t progressive_frame = 0xC2;
constexpr std::uint8_t first_app = 0xE0;
constexpr std::uint8_t exif_app = 0xE1;
constexpr std::size_t frame_header_bytes = 7;  // up to the width
constexpr std::size_t bare_jfif_bytes = 18;    // with no thumbnail in it

// Frame headers are C0 to CF without three that mean something else.
bool is_frame(std::uint8_t marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

// After a mark inside the picture's data: a byte of it, or one of its restarts.
bool is_data(std::uint8_t after) {
    return after == 0 || (after >= 0xD0 && after <= 0xD7);
}

std::size_t two_bytes(std::span<const std::uint8_t> at) {
    return static_cast<std::size_t>(at[0]) << 8 | at[1];
}

bool is_called(std::span<const std::uint8_t> segment, std::string_view name) {
    return segment.size() >= segment_header + name.size() &&
           std::equal(name.begin(), name.end(), segment.begin() + segment_header,
                      [](char wanted, std::uint8_t has) { return static_cast<std::uint8_t>(wanted) == has; });
}

// What a decoder needs, and of what programs add, that without which the picture looks otherwise.
bool is_about_the_picture(std::span<const std::uint8_t> segment) {
    const auto marker = segment[1];
    if ((marker >= 0xC0 && marker <= 0xCF) || (marker >= begin_of_scan && marker <= 0xDF)) return true;
    if (marker == first_app) return segment.size() == bare_jfif_bytes && is_called(segment, "JFIF\0"sv);
    if (marker == 0xE2) return is_called(segment, "ICC_PROFILE\0"sv);
    return marker == 0xEE && is_called(segment, "Adobe"sv);
}

Error no_jpeg() {
    return {ErrorCode::content_mismatch, "jpeg"};
}

// Reads one and writes what is left of it.
class Cleaning {
  public:
    explicit Cleaning(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

    Result<Jpeg> run() {
        if (bytes_.size() < segment_header || bytes_[0] != mark || bytes_[1] != begin_of_image) return no_jpeg();
        at_ = 2;
        while (at_ + 2 <= bytes_.size()) {
            if (bytes_[at_] != mark) return no_jpeg();
            const auto marker = bytes_[at_ + 1];
            if (marker == mark) {  // padding
                ++at_;
                continue;
            }
            if (marker == end_of_image) break;
            FF_TRY(segment());
            if (marker == begin_of_scan) data();
        }
        if (!scanned_) return no_jpeg();
        return finished();
    }

  private:
    Status segment() {
        const auto rest = bytes_.subspan(at_);
        if (rest.size() < segment_header) return no_jpeg();
        const auto length = two_bytes(rest.subspan(2));
        if (length < 2 || 2 + length > rest.size()) return no_jpeg();
        const auto segment = rest.first(2 + length);
        const auto marker = segment[1];
        if (is_frame(marker)) FF_TRY(frame(segment));
        if (marker == begin_of_scan && (jpeg_.width == 0 || jpeg_.height == 0)) return no_jpeg();
        if (marker == exif_app && !orientation_) orientation_ = orientation_in(segment);
        if (is_about_the_picture(segment)) keep(segment);
        at_ += segment.size();
        return {};
    }

    Status frame(std::span<const std::uint8_t> segment) {
        if (segment.size() < 2 + frame_header_bytes) return no_jpeg();
        jpeg_.height = static_cast<std::int64_t>(two_bytes(segment.subspan(5)));
        jpeg_.width = static_cast<std::int64_t>(two_bytes(segment.subspan(7)));
        const bool bomb = static_cast<std::uint64_t>(jpeg_.width * jpeg_.height) > most_pixels;
        return bomb ? Status(ErrorCode::too_large, "pixels") : Status{};
    }

    // Up to the next mark that is none of its own, or to where the picture was cut off.
    void data() {
        scanned_ = true;
        const auto begin = at_;
        while (at_ < bytes_.size() && !(bytes_[at_] == mark && at_ + 1 < bytes_.size() && !is_data(bytes_[at_ + 1]))) {
            ++at_;
        }
        keep(bytes_.subspan(begin, at_ - begin));
    }

    void keep(std::span<const std::uint8_t> bytes) { kept_.insert(kept_.end(), bytes.begin(), bytes.end()); }

    Jpeg finished() {
        jpeg_.bytes = {mark, begin_of_image};
        if (orientation_) {
            const auto turned = orientation_segment(*orientation_);
            jpeg_.bytes.insert(jpeg_.bytes.end(), turned.begin(), turned.end());
        }
        jpeg_.bytes.insert(jpeg_.bytes.end(), kept_.begin(), kept_.end());
        jpeg_.bytes.insert(jpeg_.bytes.end(), {mark, end_of_image});
        return std::move(jpeg_);
    }

    std::span<const std::uint8_t> bytes_;
    std::size_t at_ = 0;
    bool scanned_ = false;
    std::optional<std::uint8_t> orientation_;
    Bytes kept_;
    Jpeg jpeg_;
};

}  // namespace

Result<Jpeg> clean_jpeg(std::span<const std::uint8_t> bytes) {
    return Cleaning(bytes).run();
}

bool is_progressive_jpeg(std::span<const std::uint8_t> bytes) {
    std::size_t at = 2;
    while (at + segment_header <= bytes.size() && bytes[at] == mark) {
        const auto marker = bytes[at + 1];
        if (marker == progressive_frame) return true;
        if (marker == begin_of_scan) return false;
        at += marker == mark ? 1 : 2 + two_bytes(bytes.subspan(at + 2));  // a mark after a mark is padding
    }
    return false;
}

}  // namespace fieldfare::core::media
