#pragma once

#include <string>

#include "core/base/random.h"

namespace fieldfare::server {

// A one-time enrolment code: 12 characters without look-alikes, 60 bits, grouped for reading aloud: "7K2M-9QXD-4TWA".
std::string new_enrolment_code(core::Random& random);

// A readable first password: 4 groups of 5.
std::string new_password(core::Random& random);

}  // namespace fieldfare::server
