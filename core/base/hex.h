#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace fieldfare::core {

// Two lower-case digits a byte.
std::string to_hex(std::span<const std::uint8_t> bytes);
// Fills `out` exactly. False: another length, or something else than lower-case digits.
bool from_hex(std::string_view text, std::span<std::uint8_t> out);

}  // namespace fieldfare::core
