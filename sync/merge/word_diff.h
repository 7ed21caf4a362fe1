#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

// Inside the merge of notes: what one text changed of another, by words.
namespace fieldfare::sync::words {

// Words, spaces and signs, as ICU's dictionaries cut them (Chinese, too): together they are the whole text.
std::vector<std::string_view> split(std::string_view text);

// Words [begin, end) of the base became words [from, to) of the text. Empty: nothing was there, or is there now.
struct Hunk {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t from = 0;
    std::size_t to = 0;
};
// In order, with at least one word that stayed between any two. One hunk when the texts differ in more than
// `most_differences` words.
std::vector<Hunk> differences(const std::vector<std::string_view>& base, const std::vector<std::string_view>& text,
                              int most_differences);

}  // namespace fieldfare::sync::words
