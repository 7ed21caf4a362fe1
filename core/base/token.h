#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/random.h"

namespace fieldfare::core {

// A secret by which somebody is known: 32 random bytes as 43 characters.
std::string new_token(Random& random);
// Whether the text can be one.
bool is_token(std::string_view text);

// One-time codes are in Crockford's base 32: no I, L, O, U.
inline constexpr std::string_view code_alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
inline constexpr std::size_t code_length = 12;
// What a person typed, without separators and case, look-alikes resolved. Nothing: cannot be a code.
std::optional<std::string> normal_code(std::string_view typed);

}  // namespace fieldfare::core
