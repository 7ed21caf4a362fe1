#include "server/store/value_blob.h"

#include "core/rows/codec.h"
#include "core/rows/values_codec.h"

namespace fieldfare::server {
namespace {

constexpr std::size_t max_values = 1000;
constexpr std::size_t least_value_bytes = 2;

}  // namespace

core::Bytes encode_values(const std::vector<sync::FieldValue>& values) {
    core::Bytes bytes;
    core::Writer writer(bytes);
    writer.varint(values.size());
    for (const auto& value : values) {
        writer.varint(value.field);
        writer.byte(static_cast<std::uint8_t>(core::kind_of(value.value)));
        core::write_value(writer, value.value);
    }
    return bytes;
}

core::Result<std::vector<sync::FieldValue>> decode_values(std::span<const std::uint8_t> bytes) {
    core::Reader reader(bytes);
    std::vector<sync::FieldValue> values(reader.count(max_values, least_value_bytes));
    for (auto& value : values) {
        value.field = static_cast<core::FieldId>(reader.varint());
        value.value = core::read_value(reader, static_cast<core::Kind>(reader.byte()));
    }
    if (!reader.finish()) return {core::ErrorCode::storage_corrupt, "values of a conflict"};
    return values;
}

core::Bytes encode_change(const core::Change& change) {
    core::Bytes bytes;
    core::Writer writer(bytes);
    core::write_change(writer, change);
    return bytes;
}

core::Result<core::Change> decode_change(std::span<const std::uint8_t> bytes) {
    core::Reader reader(bytes);
    auto change = core::read_change(reader);
    if (!change || !reader.finish()) return {core::ErrorCode::storage_corrupt, "a change in the history"};
    return change;
}

}  // namespace fieldfare::server
