#include "server/auth/secrets.h"

#include "core/base/token.h"

namespace fieldfare::server {
namespace {

constexpr std::size_t code_group = 4;
constexpr std::size_t password_length = 20;
constexpr std::size_t password_group = 5;

std::string grouped(core::Random& random, std::size_t length, std::size_t group) {
    std::string text;
    for (std::size_t i = 0; i < length; ++i) {
        if (i > 0 && i % group == 0) text += '-';
        text += core::code_alphabet[random.below(core::code_alphabet.size())];
    }
    return text;
}

}  // namespace

std::string new_enrolment_code(core::Random& random) {
    return grouped(random, core::code_length, code_group);
}

std::string new_password(core::Random& random) {
    return grouped(random, password_length, password_group);
}

}  // namespace fieldfare::server
