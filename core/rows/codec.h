#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/rows/change.h"
#include "core/rows/newer.h"
#include "core/rows/reader.h"
#include "core/rows/row.h"
#include "core/rows/writer.h"

// The compact binary form of rows, changes and groups. It follows from the catalog: positions are field ids, so no name
// is sent. Every value has exactly one encoding (shortest varints, sorted sets, maps and cells, no negative zero, no
// trailing nulls) and decoders refuse every other one, so bytes can be hashed. docs/catalog.md shows the layout.
//
// Decoders take bytes from anywhere. They give `malformed` for what the layout does not allow, `too_large` beyond
// core/rows/limits.h and `unknown_entity`; they check form, not meaning: see core/catalog/validation.h for that.
// Encoders take what the program made: a value of the wrong type or a number that is not finite is a bug there.
namespace fieldfare::core {

// A row: entity, id, row stamp, clocks, then the fields in order of id behind a bitmap of those that are filled. Fields
// unknown here are newer ones at the end, and are passed over.
Bytes encode_row(const Row& row);
Result<Row> decode_row(std::span<const std::uint8_t> bytes);

// A row that may be of a later version of the program: what this one understands of it, and the whole where that is not
// everything. No `row`: the entity is unknown.
struct DecodedRow {
    std::optional<Row> row;
    std::optional<NewerRow> newer;
};
Result<DecodedRow> decode_row_of_any_version(std::span<const std::uint8_t> bytes);

// An atomic group. Cells of unknown fields are kept as they came, so that the group can be refused by name.
Bytes encode_group(const Group& group);
Result<Group> decode_group(std::span<const std::uint8_t> bytes);

// A batch: a count, then each group behind its length.
Bytes encode_groups(const std::vector<Group>& groups);
Result<std::vector<Group>> decode_groups(std::span<const std::uint8_t> bytes);
// The bytes of each group, undecoded, so that one bad group does not hide the others. Views into `bytes`.
Result<std::vector<std::span<const std::uint8_t>>> split_groups(std::span<const std::uint8_t> bytes);

// Parts, for messages that hold them.
void write_change(Writer& writer, const Change& change);
Result<Change> read_change(Reader& reader);
void write_clocks(Writer& writer, const Clocks& clocks);  // row stamp, then the blob behind its length
Result<Clocks> read_clocks(Reader& reader);
// One filled value of a field (the bitmap says null).
void write_field(Writer& writer, const Field& field, const Value& value);
Value read_field(Reader& reader, const Field& field);

}  // namespace fieldfare::core
