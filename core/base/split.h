#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fieldfare::core {

// What stands between the separators; empty parts are left out.
std::vector<std::string> split(std::string_view text, char separator);

}  // namespace fieldfare::core
