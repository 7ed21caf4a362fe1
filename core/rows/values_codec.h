#pragma once

#include "core/rows/reader.h"
#include "core/rows/writer.h"

namespace fieldfare::core {

// What the next bytes are, where no field says it: in cells of changes and in custom fields. Numbers on the wire.
enum class Kind : std::uint8_t { null, integer, real, text, uuid, set, map };
inline constexpr unsigned kind_bits = 3;

Kind kind_of(const Value& value);
// The value without its kind. Null has no bytes.
void write_value(Writer& writer, const Value& value);
Value read_value(Reader& reader, Kind kind);

}  // namespace fieldfare::core
