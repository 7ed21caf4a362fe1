#include "server/auth/secrets.h"

namespace fieldfare::server {
namespace {

// Crockford's base 32: no I, L, O, U.
constexpr std::string_view code_alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t code_length = 12;
constexpr std::size_t code_group = 4;
constexpr std::size_t password_length = 20;
constexpr std::size_t password_group = 5;

std::string grouped(core::Random& random, std::size_t length, std::size_t group) {
    std::string text;
    for (std::size_t i = 0; i < length; ++i) {
        if (i > 0 && i % group == 0) text += '-';
        text += code_alphabet[random.below(code_alphabet.size())];
    }
    return text;
}

}  // namespace

std::string new_enrolment_code(core::Random& random) {
    return grouped(random, code_length, code_group);
}

std::string new_password(core::Random& random) {
    return grouped(random, password_length, password_group);
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

}  // namespace fieldfare::server
