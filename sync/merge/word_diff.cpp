#include "sync/merge/word_diff.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>

#include "core/base/check.h"

namespace fieldfare::sync::words {
namespace {

// Myers' greedy search for the shortest edit script ("An O(ND) Difference Algorithm", 1986), kept row by row.
class Search {
  public:
    using Words = std::vector<std::string_view>;
    Search(const Words& base, const Words& text, std::size_t begin, std::size_t base_end, std::size_t text_end)
        : base_(base),
          text_(text),
          begin_(begin),
          rows_(static_cast<int>(base_end - begin)),
          columns_(static_cast<int>(text_end - begin)) {}

    // False: they differ in more.
    bool run(int most) {
        std::vector<int> reach(2 * static_cast<std::size_t>(most) + 3, 0);
        const auto at = [&](int diagonal) -> int& {
            const int place = diagonal + most + 1;
            return reach[static_cast<std::size_t>(place)];
        };
        for (int d = 0; d <= most; ++d) {
            for (int k = -d; k <= d; k += 2) {
                const bool down = k == -d || (k != d && at(k - 1) < at(k + 1));
                int x = down ? at(k + 1) : at(k - 1) + 1;
                while (same(x, x - k)) ++x;
                at(k) = x;
            }
            trace_.emplace_back(reach.begin() + most + 1 - d, reach.begin() + most + 2 + d);
            const int last = rows_ - columns_;
            if (last >= -d && last <= d && (last + d) % 2 == 0 && at(last) >= rows_) return true;
        }
        return false;
    }

    std::vector<Hunk> hunks() const {
        std::vector<Hunk> found;
        int x = rows_;
        int y = columns_;
        for (auto d = static_cast<int>(trace_.size()) - 1; d > 0; --d) {
            const int k = x - y;
            const bool down = k == -d || (k != d && reached(d - 1, k - 1) < reached(d - 1, k + 1));
            const int before_x = reached(d - 1, down ? k + 1 : k - 1);
            const int before_y = before_x - (down ? k + 1 : k - 1);
            const int step_x = down ? before_x : before_x + 1;
            const int step_y = down ? before_y + 1 : before_y;
            add(found, before_x, step_x, before_y, step_y);
            x = before_x;
            y = before_y;
        }
        std::reverse(found.begin(), found.end());
        return found;
    }

  private:
    bool same(int x, int y) const {
        return x < rows_ && y < columns_ && y >= 0 &&
               base_[begin_ + static_cast<std::size_t>(x)] == text_[begin_ + static_cast<std::size_t>(y)];
    }
    int reached(int d, int diagonal) const {
        if (diagonal < -d || diagonal > d) return 0;
        const int place = diagonal + d;
        return trace_[static_cast<std::size_t>(d)][static_cast<std::size_t>(place)];
    }
    // Steps come from the end; those without a word between them are one hunk.
    void add(std::vector<Hunk>& found, int begin, int end, int from, int to) const {
        const auto place = [&](int at) { return begin_ + static_cast<std::size_t>(at); };
        Hunk hunk{place(begin), place(end), place(from), place(to)};
        if (!found.empty() && found.back().begin == hunk.end && found.back().from == hunk.to) {
            hunk.end = found.back().end;
            hunk.to = found.back().to;
            found.back() = hunk;
        } else {
            found.push_back(hunk);
        }
    }

    const Words& base_;
    const Words& text_;
    std::size_t begin_;
    int rows_;
    int columns_;
    std::vector<std::vector<int>> trace_;  // after each round, the diagonals it could reach
};

}  // namespace

std::vector<std::string_view> split(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> cuts(
        icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    FF_CHECK(U_SUCCESS(status) && cuts != nullptr);  // without its data ICU is not installed properly
    UText* opened = utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status);
    FF_CHECK(U_SUCCESS(status));
    cuts->setText(opened, status);
    FF_CHECK(U_SUCCESS(status));
    std::vector<std::string_view> words;
    auto begin = static_cast<std::size_t>(cuts->first());
    for (auto next = cuts->next(); next != icu::BreakIterator::DONE; next = cuts->next()) {
        const auto end = static_cast<std::size_t>(next);
        words.push_back(text.substr(begin, end - begin));
        begin = end;
    }
    utext_close(opened);
    return words;
}

std::vector<Hunk> differences(const std::vector<std::string_view>& base, const std::vector<std::string_view>& text,
                              int most_differences) {
    std::size_t begin = 0;
    auto base_end = base.size();
    auto text_end = text.size();
    while (begin < base_end && begin < text_end && base[begin] == text[begin]) ++begin;
    while (base_end > begin && text_end > begin && base[base_end - 1] == text[text_end - 1]) {
        --base_end;
        --text_end;
    }
    if (begin == base_end && begin == text_end) return {};
    const Hunk whole{begin, base_end, begin, text_end};
    if (begin == base_end || begin == text_end) return {whole};
    Search search(base, text, begin, base_end, text_end);
    if (!search.run(most_differences)) return {whole};
    return search.hunks();
}

}  // namespace fieldfare::sync::words
