#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/random.h"

namespace fieldfare::server {

// A one-time enrolment code: 12 characters without look-alikes, 60 bits, grouped for reading aloud: "7K2M-9QXD-4TWA".
std::string new_enrolment_code(core::Random& random);
// What a person typed, without separators and case, look-alikes resolved. Nothing: cannot be a code.
std::optional<std::string> normal_code(std::string_view typed);

// A readable first password: 4 groups of 5.
std::string new_password(core::Random& random);

}  // namespace fieldfare::server
