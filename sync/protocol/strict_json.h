#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "core/base/result.h"

namespace fieldfare::sync {

// Text from anywhere to JSON: size and depth are checked before anything is built, duplicate keys are refused.
// too_large, too_deep, malformed.
core::Result<nlohmann::json> parse_strict(std::string_view text, std::size_t max_bytes);

}  // namespace fieldfare::sync
