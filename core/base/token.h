#pragma once

#include <string>
#include <string_view>

#include "core/base/random.h"

namespace fieldfare::core {

// A secret by which somebody is known: 32 random bytes as 43 characters.
std::string new_token(Random& random);
// Whether the text can be one.
bool is_token(std::string_view text);

}  // namespace fieldfare::core
