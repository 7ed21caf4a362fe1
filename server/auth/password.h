#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace fieldfare::server {

inline constexpr std::size_t password_min_characters = 12;
inline constexpr std::size_t password_max_bytes = 128;
inline constexpr std::size_t email_max_bytes = 254;

// Argon2id, 19 MiB, two passes; takes about 30 ms. Only on the bounded password threads or in commands.
core::Result<std::string> hash_password(std::string_view password);
bool verify_password(const std::string& hash, std::string_view password);
// A hash that no password fits and that costs as much to check, for addresses nobody has: the time must not tell.
const std::string& nobody_s_hash();

// too_long, out_of_range (too short).
core::Status check_new_password(std::string_view password);
// Lower case, without blanks around it. invalid_argument: no address.
core::Result<std::string> normal_email(std::string_view email);

}  // namespace fieldfare::server
