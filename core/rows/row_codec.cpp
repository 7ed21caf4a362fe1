#include <algorithm>
#include <limits>

#include "core/catalog/earlier.h"
#include "core/rows/codec.h"
#include "core/rows/limits.h"
#include "core/rows/typing.h"
#include "core/rows/values_codec.h"

namespace fieldfare::core {
namespace {

// More than any catalog will have; bounds what a stranger's bitmap can claim.
constexpr std::size_t max_fields = 1024;
constexpr std::size_t usual_row_bytes = 512;

bool bit(std::span<const std::uint8_t> bitmap, std::size_t at) {
    return (bitmap[at / 8] >> (at % 8) & 1) != 0;
}

std::size_t filled_length(const std::vector<Value>& values) {
    auto length = values.size();
    while (length > 0 && is_null(values[length - 1])) --length;
    return length;
}

void write_bitmap(Writer& writer, const std::vector<Value>& values, std::size_t length) {
    writer.varint(length);
    for (std::size_t start = 0; start < length; start += 8) {
        std::uint8_t bits = 0;
        for (std::size_t i = start; i < std::min(start + 8, length); ++i) {
            if (!is_null(values[i])) bits = static_cast<std::uint8_t>(bits | 1u << (i - start));
        }
        writer.byte(bits);
    }
}

void write_row(Writer& writer, const Row& row) {
    FF_CHECK(row.entity != nullptr && row.values.size() == row.entity->fields.size());
    writer.varint(row.entity->id);
    writer.uuid(row.id);
    write_clocks(writer, row.clocks);
    const auto length = filled_length(row.values);
    write_bitmap(writer, row.values, length);
    for (std::size_t i = 0; i < length; ++i) {
        if (!is_null(row.values[i])) write_field(writer, row.entity->fields[i], row.values[i]);
    }
}

// The bitmap; its last bit is set and nothing stands beyond it.
std::span<const std::uint8_t> read_bitmap(Reader& reader, std::size_t& length) {
    const auto claimed = reader.varint();
    if (claimed > max_fields) reader.fail_malformed();
    length = reader.ok() ? static_cast<std::size_t>(claimed) : 0;
    const auto bitmap = reader.raw((length + 7) / 8);
    if (!reader.ok()) {
        length = 0;
        return {};
    }
    if (length > 0) {
        const auto used_bits = (length - 1) % 8 + 1;
        if (!bit(bitmap, length - 1) || (bitmap.back() >> used_bits) != 0) reader.fail_malformed();
    }
    return bitmap;
}

}  // namespace

void write_clocks(Writer& writer, const Clocks& clocks) {
    writer.stamp(clocks.row);
    writer.blob(encode_clocks(clocks));
}

Result<Clocks> read_clocks(Reader& reader) {
    const auto row = reader.stamp();
    const auto blob = reader.blob(limits::held_clock_cells * limits::text_bytes);
    FF_TRY(reader.status());
    return decode_clocks(row, blob);
}

void write_field(Writer& writer, const Field& field, const Value& value) {
    FF_CHECK(!is_null(value) && value.index() == alternative_of(field.type));
    write_value(writer, value);
}

Value read_field(Reader& reader, const Field& field) {
    return read_value(reader, static_cast<Kind>(alternative_of(field.type)));
}

Bytes encode_row(const Row& row) {
    Bytes bytes;
    bytes.reserve(usual_row_bytes);
    Writer writer(bytes);
    write_row(writer, row);
    return bytes;
}

namespace {

struct Head {
    EntityId entity = 0;
    Uuid id;
    Clocks clocks;
};

Result<Head> read_head(Reader& reader) {
    const auto entity = reader.varint();
    const auto id = reader.uuid();
    FF_TRY(reader.status());
    if (entity == 0 || entity > std::numeric_limits<EntityId>::max()) return ErrorCode::unknown_entity;
    FF_ASSIGN(auto clocks, read_clocks(reader));
    return Head{static_cast<EntityId>(entity), id, std::move(clocks)};
}

// Fields unknown here are newer ones at the end. True if there are any that are filled.
Result<bool> read_fields(Reader& reader, Row& row) {
    std::size_t length = 0;
    const auto bitmap = read_bitmap(reader, length);
    const auto known = std::min(length, known_fields(*row.entity));
    for (std::size_t i = 0; i < known && reader.ok(); ++i) {
        if (bit(bitmap, i)) row.values[i] = read_field(reader, row.entity->fields[i]);
    }
    if (length > known) {
        FF_TRY(reader.status());
        return true;
    }
    FF_TRY(reader.finish());
    return false;
}

}  // namespace

Result<DecodedRow> decode_row_of_any_version(std::span<const std::uint8_t> bytes) {
    Reader reader(bytes);
    FF_ASSIGN(auto head, read_head(reader));
    DecodedRow decoded;
    const auto* entity = find_entity(head.entity);
    if (entity != nullptr && is_known(*entity)) {
        decoded.row.emplace(*entity, head.id);
        decoded.row->clocks = std::move(head.clocks);
        FF_ASSIGN(const bool more, read_fields(reader, *decoded.row));
        if (!more) return decoded;
        head.clocks = decoded.row->clocks;
    }
    decoded.newer = NewerRow{head.entity, head.id, std::move(head.clocks), Bytes(bytes.begin(), bytes.end())};
    return decoded;
}

Result<Row> decode_row(std::span<const std::uint8_t> bytes) {
    FF_ASSIGN(auto decoded, decode_row_of_any_version(bytes));
    if (!decoded.row) return ErrorCode::unknown_entity;
    return *std::move(decoded.row);
}

}  // namespace fieldfare::core
