#pragma once

#include <span>
#include <string_view>

#include "core/base/uuid.h"
#include "core/rows/value.h"

namespace fieldfare::server {

// 16 bytes of BLAKE2b as an id.
core::Uuid hashed_id(std::span<const std::uint8_t> bytes);
// 32 bytes of BLAKE2b: how tokens and codes are stored.
core::Bytes hashed(std::string_view secret);

}  // namespace fieldfare::server
