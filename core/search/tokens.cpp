#include "core/search/tokens.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace fieldfare::core::search {
namespace {

constexpr char32_t invalid = 0xFFFD;

enum class Kind : std::uint8_t { gap, word, ideograph };

struct Character {
    char32_t value = invalid;
    std::size_t begin = 0;
    std::size_t end = 0;
    Kind kind = Kind::gap;
};

char32_t folded(char32_t character) {
    if (character >= 0xFF01 && character <= 0xFF5E) character -= 0xFEE0;  // full-width ASCII
    return static_cast<char32_t>(u_tolower(static_cast<UChar32>(character)));
}

Kind kind_of(char32_t character) {
    if (is_han(character)) return Kind::ideograph;
    return u_isalnum(static_cast<UChar32>(character)) ? Kind::word : Kind::gap;
}

void append(std::string& out, char32_t character) {
    char buffer[U8_MAX_LENGTH];
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(buffer, length, character);
    out.append(buffer, static_cast<std::size_t>(length));
}

std::vector<Character> characters_of(std::string_view utf8) {
    std::vector<Character> result;
    result.reserve(utf8.size());
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
    const auto size = static_cast<std::int32_t>(utf8.size());
    for (std::int32_t at = 0; at < size;) {
        Character next;
        next.begin = static_cast<std::size_t>(at);
        UChar32 value = 0;
        U8_NEXT_OR_FFFD(bytes, at, size, value);
        next.end = static_cast<std::size_t>(at);
        next.value = folded(static_cast<char32_t>(value));
        next.kind = kind_of(next.value);
        result.push_back(next);
    }
    return result;
}

std::string text_of(const std::vector<Character>& all, std::size_t from, std::size_t to) {
    std::string text;
    for (std::size_t i = from; i < to; ++i) append(text, all[i].value);
    return text;
}

bool emit_run(const std::vector<Character>& all, std::size_t from, std::size_t to, Cut mode, const TokenSink& sink) {
    if (all[from].kind == Kind::word) return sink(text_of(all, from, to), all[from].begin, all[to - 1].end);
    for (std::size_t i = from; i + 1 < to; ++i) {
        if (!sink(text_of(all, i, i + 2), all[i].begin, all[i + 1].end)) return false;
    }
    if (mode == Cut::query && to - from > 1) return true;
    return sink(text_of(all, to - 1, to), all[to - 1].begin, all[to - 1].end);
}

bool starts_with(const std::string& token, const std::string& start) {
    return token.compare(0, start.size(), start) == 0;
}

bool has_phrase(const std::vector<std::string>& tokens, const Term& term) {
    const auto count = term.tokens.size();
    for (std::size_t at = 0; at + count <= tokens.size(); ++at) {
        bool same = true;
        for (std::size_t i = 0; same && i < count; ++i) {
            const bool open_end = term.prefix && i + 1 == count;
            same = open_end ? starts_with(tokens[at + i], term.tokens[i]) : tokens[at + i] == term.tokens[i];
        }
        if (same) return true;
    }
    return false;
}

}  // namespace

bool is_han(char32_t c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x3040 && c <= 0x30FF) ||
           (c >= 0xAC00 && c <= 0xD7AF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF) ||
           c == 0x3005 || c == 0x3007;
}

std::u32string to_characters(std::string_view utf8) {
    std::u32string result;
    for (const auto& character : characters_of(utf8)) result.push_back(character.value);
    return result;
}

std::string to_utf8(std::u32string_view characters) {
    std::string result;
    for (const auto character : characters) append(result, character);
    return result;
}

std::string fold(std::string_view utf8) {
    return to_utf8(to_characters(utf8));
}

void cut(std::string_view utf8, Cut mode, const TokenSink& sink) {
    const auto all = characters_of(utf8);
    for (std::size_t from = 0; from < all.size();) {
        if (all[from].kind == Kind::gap) {
            ++from;
            continue;
        }
        std::size_t to = from + 1;
        while (to < all.size() && all[to].kind == all[from].kind) ++to;
        if (!emit_run(all, from, to, mode, sink)) return;
        from = to;
    }
}

std::vector<Term> parse_query(std::string_view typed) {
    auto all = characters_of(typed.substr(0, max_query_bytes));
    // A character cut in half by the limit reads as U+FFFD, which is a gap.
    std::vector<Term> terms;
    for (std::size_t from = 0; from < all.size() && terms.size() < max_terms;) {
        if (all[from].kind == Kind::gap) {
            ++from;
            continue;
        }
        std::size_t to = from + 1;
        while (to < all.size() && all[to].kind != Kind::gap) ++to;
        Term term;
        term.text = text_of(all, from, to);
        cut(term.text, Cut::query, [&](std::string_view token, std::size_t, std::size_t) {
            term.tokens.emplace_back(token);
            return true;
        });
        const bool word_end = all[to - 1].kind == Kind::word;
        const bool lone_ideograph = !word_end && (to - from == 1 || all[to - 2].kind == Kind::word);
        term.prefix = word_end || lone_ideograph;
        terms.push_back(std::move(term));
        from = to;
    }
    return terms;
}

std::string match_expression(const std::vector<Term>& terms) {
    std::string expression;
    for (const auto& term : terms) {
        if (!expression.empty()) expression += " AND ";
        // Terms hold letters, digits and ideographs only, so there is no quote to escape.
        expression += '"' + term.text + '"';
        if (term.prefix) expression += " *";
    }
    return expression;
}

bool matches(const std::vector<Term>& terms, std::string_view document) {
    std::vector<std::string> tokens;
    cut(document, Cut::document, [&](std::string_view token, std::size_t, std::size_t) {
        tokens.emplace_back(token);
        return true;
    });
    return std::all_of(terms.begin(), terms.end(), [&](const Term& term) { return has_phrase(tokens, term); });
}

}  // namespace fieldfare::core::search
