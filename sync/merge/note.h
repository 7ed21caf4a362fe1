#pragma once

#include <string>
#include <string_view>

#include "core/base/hlc.h"

// How two texts that grew out of one are put together, word by word (rule `note`). Pure; the server alone calls it.
namespace fieldfare::sync {

struct NoteSide {
    std::string_view text;
    core::Stamp stamp;  // which of the two is the older: their order alone never depends on who came first
};

struct MergedNote {
    std::string text;
    bool overlapped = false;  // both changed the same words: both versions stand, "[older | newer]"
};

// `a` and `b` are what two authors made of `base`. Symmetric in both. Linear in the texts and in the square of
// `limits::note_differences`; where two texts differ in more words, what lies between the first and the last difference
// counts as one change.
MergedNote merge_notes(std::string_view base, const NoteSide& a, const NoteSide& b);

namespace limits {
inline constexpr int note_differences = 1000;         // words added and removed between two texts
inline constexpr std::size_t note_bytes = 64 * 1024;  // of what comes out; longer: the newer text stays
}  // namespace limits

}  // namespace fieldfare::sync
