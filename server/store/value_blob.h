#pragma once

#include <span>
#include <vector>

#include "core/base/result.h"
#include "sync/merge/merge.h"

// Values of some fields as bytes, for the conflict list.
namespace fieldfare::server {

core::Bytes encode_values(const std::vector<sync::FieldValue>& values);
core::Result<std::vector<sync::FieldValue>> decode_values(std::span<const std::uint8_t> bytes);  // storage_corrupt

// A change as the history keeps it: decodable without its group.
core::Bytes encode_change(const core::Change& change);
core::Result<core::Change> decode_change(std::span<const std::uint8_t> bytes);  // storage_corrupt

}  // namespace fieldfare::server
