#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "sync/protocol/messages.h"

// A snapshot's file is a run of blocks. Each can be read alone: its length, a checksum, then a message of the binary
// form. docs/protocol.md §6.8 defines the bytes.
namespace fieldfare::sync {

std::string encode_block(const SnapshotBlock& block);

struct TakenBlock {
    SnapshotBlock block;
    std::size_t size = 0;  // of the bytes it took
};
// The block at the beginning of these bytes; nothing if it is not whole yet. malformed, too_large: it is damaged.
core::Result<std::optional<TakenBlock>> take_block(std::string_view bytes);

}  // namespace fieldfare::sync
