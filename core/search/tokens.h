#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

// How text is cut for search. Chinese has no spaces, so every pair of neighbouring characters is a token (and the last
// character of a run alone, so that every character begins some token); Latin letters and digits form words. Lower
// case, full-width forms folded. Deterministic and without dictionaries: an index never has to be rebuilt for new data.
namespace fieldfare::core::search {

enum class Cut : std::uint8_t {
    document,
    query,  // no trailing single character after a pair: the phrase must be able to end in the middle of a run
};

// `begin` and `end` are byte offsets in the input. Returning false stops.
using TokenSink = std::function<bool(std::string_view token, std::size_t begin, std::size_t end)>;
void cut(std::string_view utf8, Cut mode, const TokenSink& sink);

// What the user typed, cut at spaces and punctuation into terms that must all be found.
struct Term {
    std::string text;  // folded
    std::vector<std::string> tokens;
    bool prefix = false;  // the last token may go on: words, and single Chinese characters
};
inline constexpr std::size_t max_query_bytes = 512;
inline constexpr std::size_t max_terms = 8;
// Never fails: what no index could hold is left out. No terms: nothing to search for.
std::vector<Term> parse_query(std::string_view typed);

// The same question as a MATCH expression in which nothing the user typed is syntax. Empty when there are no terms.
std::string match_expression(const std::vector<Term>& terms);

// The same question to a text that is not in the index yet.
bool matches(const std::vector<Term>& terms, std::string_view document);

// Lower case, full-width forms to half-width.
std::string fold(std::string_view utf8);
bool is_han(char32_t character);
std::u32string to_characters(std::string_view utf8);
std::string to_utf8(std::u32string_view characters);

}  // namespace fieldfare::core::search
