#include "server/auth/password.h"

#include <sodium.h>

#include <array>

#include "core/base/check.h"
#include "core/rows/reader.h"

namespace fieldfare::server {
namespace {

constexpr unsigned long long passes = 2;
constexpr std::size_t memory_bytes = 19 * 1024 * 1024;

}  // namespace

core::Result<std::string> hash_password(std::string_view password) {
    FF_CHECK(sodium_init() >= 0);
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (crypto_pwhash_str_alg(text.data(), password.data(), password.size(), passes, memory_bytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return {core::ErrorCode::overloaded, "no memory to hash a password"};
    }
    return std::string(text.data());
}

bool verify_password(const std::string& hash, std::string_view password) {
    FF_CHECK(sodium_init() >= 0);
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

const std::string& nobody_s_hash() {
    static const std::string hash = [] {
        std::array<char, 32> chance{};
        randombytes_buf(chance.data(), chance.size());
        auto made = hash_password({chance.data(), chance.size()});
        FF_CHECK(made.ok());
        return *made;
    }();
    return hash;
}

core::Status check_new_password(std::string_view password) {
    if (password.size() > password_max_bytes) return {core::ErrorCode::too_long, "password"};
    if (core::utf8_length(password) < password_min_characters) {
        return {core::ErrorCode::out_of_range, "password: at least 12 characters"};
    }
    return {};
}

core::Result<std::string> normal_email(std::string_view email) {
    while (!email.empty() && email.front() == ' ') email.remove_prefix(1);
    while (!email.empty() && email.back() == ' ') email.remove_suffix(1);
    const auto at = email.find('@');
    if (email.size() > email_max_bytes || at == std::string_view::npos || at == 0 || at + 1 == email.size() ||
        !core::is_clean_utf8(email) || email.find_first_of(" \r\n\t") != std::string_view::npos) {
        return {core::ErrorCode::invalid_argument, "e-mail"};
    }
    std::string normal(email);
    for (auto& c : normal) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return normal;
}

}  // namespace fieldfare::server
