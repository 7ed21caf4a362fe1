#include "core/base/hlc.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "core/base/check.h"

namespace fieldfare::core {
namespace {

template <typename T>
bool parse_whole(std::string_view text, T& out) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

Hlc Hlc::at(WallMs ms, std::uint16_t counter) {
    FF_CHECK(ms >= 0 && ms < (WallMs{1} << 48));
    return Hlc{(static_cast<std::uint64_t>(ms) << 16) | counter};
}

std::string Stamp::text() const {
    return fmt::format("{}.{}", time.packed, device);
}

std::optional<Stamp> Stamp::parse(std::string_view text) {
    const auto dot = text.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    Stamp stamp;
    if (!parse_whole(text.substr(0, dot), stamp.time.packed)) return std::nullopt;
    if (!parse_whole(text.substr(dot + 1), stamp.device)) return std::nullopt;
    return stamp;
}

Stamp HybridClock::next() {
    // A full counter carries into the milliseconds, which keeps the order and costs a millisecond of drift.
    last_ = std::max(Hlc::at(std::clamp<WallMs>(now(), 0, (WallMs{1} << 48) - 1)), Hlc{last_.packed + 1});
    return Stamp{last_, device_};
}

void HybridClock::observe(Hlc seen) {
    last_ = std::max(last_, seen);
}

}  // namespace fieldfare::core
