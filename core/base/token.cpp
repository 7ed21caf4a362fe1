#include "core/base/token.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace fieldfare::core {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t token_length = 43;

}  // namespace

std::string new_token(Random& random) {
    std::array<std::uint8_t, 33> bytes{};  // 33 bytes are 44 whole characters; the last one is left off
    random.fill(bytes);
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const unsigned triple = static_cast<unsigned>(bytes[i]) << 16 | static_cast<unsigned>(bytes[i + 1]) << 8 |
                                static_cast<unsigned>(bytes[i + 2]);
        for (int shift = 18; shift >= 0; shift -= 6) text += alphabet[(triple >> shift) & 63U];
    }
    text.resize(token_length);
    return text;
}

bool is_token(std::string_view text) {
    return text.size() == token_length &&
           std::all_of(text.begin(), text.end(), [](char c) { return alphabet.find(c) != std::string_view::npos; });
}

std::optional<std::string> normal_code(std::string_view typed) {
    std::string code;
    for (char c : typed) {
        if (c == '-' || c == ' ' || c == '.') continue;
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (c == 'O') c = '0';
        if (c == 'I' || c == 'L') c = '1';
        if (code_alphabet.find(c) == std::string_view::npos || code.size() == code_length) return std::nullopt;
        code += c;
    }
    if (code.size() != code_length) return std::nullopt;
    return code;
}

}  // namespace fieldfare::core
