#include "sync/merge/note.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "sync/merge/word_diff.h"

namespace fieldfare::sync {
namespace {

using words::Hunk;
using Words = std::vector<std::string_view>;

struct Version {
    Words words;
    std::vector<Hunk> hunks;
    std::size_t next = 0;  // the first that is not merged yet
    bool done() const { return next == hunks.size(); }
    const Hunk& hunk() const { return hunks[next]; }
};

bool inserts(const Hunk& hunk) {
    return hunk.begin == hunk.end;
}

// Whether two changes speak of the same words. Those that only touch do not; two insertions at one place are both
// there.
bool overlap(const Hunk& a, const Hunk& b) {
    if (inserts(a) && inserts(b)) return false;
    return a.begin < b.end && b.begin < a.end;
}

std::string text_of(const Words& words, std::size_t begin, std::size_t end) {
    std::string text;
    for (auto at = begin; at < end; ++at) text += words[at];
    return text;
}

UChar32 last_of(std::string_view text) {
    UChar32 character = 0;
    auto at = static_cast<std::int32_t>(text.size());
    U8_PREV_OR_FFFD(reinterpret_cast<const std::uint8_t*>(text.data()), 0, at, character);
    return character;
}

UChar32 first_of(std::string_view text) {
    UChar32 character = 0;
    std::int32_t at = 0;
    U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(text.data()), at, static_cast<std::int32_t>(text.size()),
                    character);
    return character;
}

// Letters or digits that would become one word; ideographs never do.
bool run_together(std::string_view left, std::string_view right) {
    const auto is_part = [](UChar32 character) {
        return u_isalnum(character) && !u_hasBinaryProperty(character, UCHAR_IDEOGRAPHIC);
    };
    return !left.empty() && !right.empty() && is_part(last_of(left)) && is_part(first_of(right));
}

// Two insertions at one place: space or a sign between them is enough, or the second begins a line.
bool is_apart(std::string_view left, std::string_view right) {
    return u_isUWhiteSpace(last_of(left)) || u_isUWhiteSpace(first_of(right)) || u_ispunct(first_of(right));
}

class Merge {
  public:
    Merge(std::string_view base, std::string_view older, std::string_view newer) : base_(words::split(base)) {
        older_.words = words::split(older);
        newer_.words = words::split(newer);
        for (auto* version : {&older_, &newer_}) {
            version->hunks = words::differences(base_, version->words, limits::note_differences);
        }
    }

    MergedNote run() {
        while (!older_.done() || !newer_.done()) step();
        append(text_of(base_, at_, base_.size()), nullptr);
        return std::move(result_);
    }

  private:
    void step() {
        if (older_.done()) return take(newer_);
        if (newer_.done()) return take(older_);
        const auto& a = older_.hunk();
        const auto& b = newer_.hunk();
        if (overlap(a, b)) return take_both();
        if (inserts(a) && inserts(b) && a.begin == b.begin) return take_insertions();
        // What is inserted before a word stands before what that word became.
        take(a.begin < b.begin || (a.begin == b.begin && inserts(a)) ? older_ : newer_);
    }

    void keep_until(std::size_t begin) {
        append(text_of(base_, at_, begin), nullptr);
        at_ = std::max(at_, begin);
    }

    void take(Version& version) {
        const auto& hunk = version.hunk();
        keep_until(hunk.begin);
        append(text_of(version.words, hunk.from, hunk.to), &version);
        at_ = std::max(at_, hunk.end);
        ++version.next;
    }

    void take_insertions() {
        keep_until(older_.hunk().begin);
        const auto first = text_of(older_.words, older_.hunk().from, older_.hunk().to);
        const auto second = text_of(newer_.words, newer_.hunk().from, newer_.hunk().to);
        append(first, &older_);
        if (first != second) {
            if (!is_apart(first, second)) append("\n", nullptr);
            append(second, &newer_);
        }
        ++older_.next;
        ++newer_.next;
    }

    // All hunks that hang together through words which both touched.
    void take_both() {
        const auto begin = std::min(older_.hunk().begin, newer_.hunk().begin);
        keep_until(begin);
        auto end = begin;
        const Version old_start = older_;
        const Version new_start = newer_;
        for (bool grew = true; grew;) {
            grew = false;
            for (auto* version : {&older_, &newer_}) {
                while (!version->done() && (version->hunk().begin < end ||
                                            version->next == (version == &older_ ? old_start.next : new_start.next))) {
                    end = std::max(end, version->hunk().end);
                    ++version->next;
                    grew = true;
                }
            }
        }
        const auto old_text = within(old_start, older_.next, begin, end);
        const auto new_text = within(new_start, newer_.next, begin, end);
        at_ = end;
        if (old_text == new_text) return append(old_text, nullptr);
        result_.overlapped = true;
        if (old_text.empty() || new_text.empty()) return append(old_text + new_text, nullptr);
        append("[" + old_text + " | " + new_text + "]", nullptr);
    }

    // What the version made of these words of the base.
    std::string within(const Version& version, std::size_t last, std::size_t begin, std::size_t end) const {
        std::string text;
        auto at = begin;
        for (auto i = version.next; i < last; ++i) {
            const auto& hunk = version.hunks[i];
            text += text_of(base_, at, hunk.begin) + text_of(version.words, hunk.from, hunk.to);
            at = hunk.end;
        }
        return text + text_of(base_, at, end);
    }

    void append(const std::string& text, const Version* author) {
        if (text.empty()) return;
        const bool strangers = author != nullptr && author_ != nullptr && author != author_;
        if (strangers && run_together(result_.text, text)) result_.text += ' ';
        result_.text += text;
        author_ = author;
    }

    Words base_;
    Version older_;
    Version newer_;
    std::size_t at_ = 0;               // of the base: what lies before is merged
    const Version* author_ = nullptr;  // of what was appended last; null: both
    MergedNote result_;
};

}  // namespace

MergedNote merge_notes(std::string_view base, const NoteSide& a, const NoteSide& b) {
    if (a.text == b.text) return {std::string(a.text), false};
    const bool in_order = a.stamp != b.stamp ? a.stamp < b.stamp : a.text < b.text;
    return in_order ? Merge(base, a.text, b.text).run() : Merge(base, b.text, a.text).run();
}

}  // namespace fieldfare::sync
