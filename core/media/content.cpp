#include "core/media/content.h"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "core/base/check.h"
#include "core/base/hex.h"

namespace fieldfare::core::media {
namespace {

struct Format {
    std::string_view code;
    std::string_view type;
    std::string_view begins;  // with these bytes, from `at` on; empty: anything without a zero byte
    std::size_t at = 0;
};
using namespace std::string_view_literals;

// One line for each choice of the catalog's media_format; a test compares them.
constexpr Format formats[] = {
    {"jpeg", "image/jpeg", "\xFF\xD8\xFF"sv},
    {"png", "image/png", "\x89PNG\r\n\x1A\n"sv},
    {"webp", "image/webp", "WEBP"sv, 8},
    {"ogg", "audio/ogg", "OggS"sv},
    {"m4a", "audio/mp4", "ftyp"sv, 4},
    {"wav", "audio/wav", "WAVE"sv, 8},
    {"pdf", "application/pdf", "%PDF-"sv},
    {"text", "text/plain; charset=utf-8", {}},
    {"csv", "text/csv; charset=utf-8", {}},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK\x03\x04"sv},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK\x03\x04"sv},
    {"pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", "PK\x03\x04"sv},
};

const Format* format_of(std::string_view code) {
    const auto* found =
        std::find_if(std::begin(formats), std::end(formats), [&](const Format& each) { return each.code == code; });
    return found == std::end(formats) ? nullptr : found;
}

}  // namespace

std::string content_name(std::span<const std::uint8_t> bytes) {
    std::array<std::uint8_t, crypto_hash_sha256_BYTES> hash{};
    FF_CHECK(crypto_hash_sha256(hash.data(), bytes.data(), bytes.size()) == 0);
    return to_hex(hash);
}

bool is_content_name(std::string_view text) {
    std::array<std::uint8_t, crypto_hash_sha256_BYTES> hash{};
    return from_hex(text, hash);
}

std::string_view media_type(std::string_view format) {
    const auto* found = format_of(format);
    return found == nullptr ? std::string_view{} : found->type;
}

bool looks_like(std::string_view format, std::span<const std::uint8_t> bytes) {
    const auto* found = format_of(format);
    if (found == nullptr || bytes.empty()) return false;
    if (found->begins.empty()) return std::find(bytes.begin(), bytes.end(), 0) == bytes.end();
    if (bytes.size() < found->at + found->begins.size()) return false;
    return std::equal(found->begins.begin(), found->begins.end(),
                      bytes.begin() + static_cast<std::ptrdiff_t>(found->at),
                      [](char wanted, std::uint8_t has) { return static_cast<std::uint8_t>(wanted) == has; });
}

}  // namespace fieldfare::core::media
