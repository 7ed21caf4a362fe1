#include "sync/protocol/binary_parts.h"

namespace fieldfare::sync::binary {
namespace {

using core::Reader;
using core::Writer;

constexpr std::size_t most_rows = 1'000'000;

}  // namespace

void write_time(Writer& writer, core::WallMs time) {
    writer.varint(static_cast<std::uint64_t>(time));
}

core::WallMs read_time(Reader& reader) {
    return static_cast<core::WallMs>(reader.varint());
}

void write_digest(Writer& writer, const core::Digest& digest) {
    writer.raw(digest.bytes());
}

core::Digest read_digest(Reader& reader) {
    return core::Digest::from_bytes(reader.raw(core::Digest::size)).value_or(core::Digest{});
}

void write_masked(Writer& writer, const std::vector<MaskedCustomer>& masked) {
    writer.varint(masked.size());
    for (const auto& each : masked) {
        writer.uuid(each.customer);
        writer.varint(each.classes.bits());
    }
}

std::vector<MaskedCustomer> read_masked(Reader& reader) {
    const auto count = reader.count(most_rows, sizeof(core::Uuid::bytes) + 1);
    std::vector<MaskedCustomer> masked;
    masked.reserve(count);
    for (std::size_t i = 0; i < count && reader.ok(); ++i) {
        const auto customer = reader.uuid();
        masked.push_back({customer, core::Classes::from_bits(reader.varint())});
    }
    return masked;
}

void write_rows(Writer& writer, const std::vector<core::Row>& rows) {
    writer.varint(rows.size());
    for (const auto& row : rows) writer.blob(core::encode_row(row));
}

core::Result<std::vector<core::Row>> read_rows(Reader& reader, std::vector<core::NewerRow>* newer) {
    const auto count = reader.count(most_rows, least_blob_bytes);
    std::vector<core::Row> rows;
    rows.reserve(count);
    for (std::size_t i = 0; i < count && reader.ok(); ++i) {
        const auto bytes = reader.blob(reader.remaining());
        FF_TRY(reader.status());
        FF_ASSIGN(auto decoded, core::decode_row_of_any_version(bytes));
        if (decoded.row) rows.push_back(*std::move(decoded.row));
        if (decoded.newer && newer != nullptr) newer->push_back(*std::move(decoded.newer));
    }
    return rows;
}

}  // namespace fieldfare::sync::binary
