#pragma once

#include <vector>

#include "core/rows/codec.h"
#include "core/rows/digest.h"
#include "sync/protocol/messages.h"

// What several messages of the binary form are made of.
namespace fieldfare::sync::binary {

inline constexpr std::size_t least_blob_bytes = 2;

void write_time(core::Writer& writer, core::WallMs time);
core::WallMs read_time(core::Reader& reader);

void write_digest(core::Writer& writer, const core::Digest& digest);
core::Digest read_digest(core::Reader& reader);

void write_masked(core::Writer& writer, const std::vector<MaskedCustomer>& masked);
std::vector<MaskedCustomer> read_masked(core::Reader& reader);

void write_rows(core::Writer& writer, const std::vector<core::Row>& rows);
// `newer` takes those in which a later version of the program filled in something; none: they are passed over.
core::Result<std::vector<core::Row>> read_rows(core::Reader& reader, std::vector<core::NewerRow>* newer = nullptr);

}  // namespace fieldfare::sync::binary
