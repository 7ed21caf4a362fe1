#include "core/rows/limits.h"
#include "sync/protocol/binary_parts.h"
#include "sync/protocol/forms.h"
#include "sync/protocol/frame.h"

// Comparing and repairing, in the binary form.
namespace fieldfare::sync::binary {
namespace {

using core::Bytes;
using core::Reader;
using core::Writer;

constexpr std::size_t id_bytes = sizeof(core::Uuid::bytes);
constexpr std::size_t address_bytes = 1 + id_bytes;

void write_ids(Writer& writer, const std::vector<core::Uuid>& ids) {
    writer.varint(ids.size());
    for (const auto& id : ids) writer.uuid(id);
}

std::vector<core::Uuid> read_ids(Reader& reader, std::size_t most) {
    std::vector<core::Uuid> ids(reader.count(most, id_bytes));
    for (auto& id : ids) id = reader.uuid();
    return ids;
}

void write_address(Writer& writer, const RowAddress& address) {
    writer.varint(address.entity);
    writer.uuid(address.row);
}

RowAddress read_address(Reader& reader) {
    const auto entity = reader.varint();
    if (entity > 0xffff) reader.fail_malformed();
    return {static_cast<core::EntityId>(entity), reader.uuid()};
}

void write_addresses(Writer& writer, const std::vector<RowAddress>& addresses) {
    writer.varint(addresses.size());
    for (const auto& address : addresses) write_address(writer, address);
}

std::vector<RowAddress> read_addresses(Reader& reader) {
    std::vector<RowAddress> addresses(reader.count(limits::repair_held, address_bytes));
    for (auto& address : addresses) address = read_address(reader);
    return addresses;
}

Cursor read_cursor(Reader& reader) {
    const auto cursor = Cursor::parse(reader.text(limits::text_bytes));
    if (!cursor) reader.fail_malformed();
    return cursor.value_or(Cursor{});
}

}  // namespace

std::string encode(const DigestRequest& message) {
    Bytes bytes;
    Writer writer(bytes);
    writer.text(message.cursor.text());
    write_ids(writer, message.except);
    return pack(MessageKind::digest_request, bytes);
}

core::Status decode(std::string_view body, DigestRequest& message) {
    FF_ASSIGN(const auto bytes, unpack(MessageKind::digest_request, body, limits::compare_body_bytes));
    Reader reader(bytes);
    message.cursor = read_cursor(reader);
    message.except = read_ids(reader, limits::compare_except);
    return reader.finish();
}

std::string encode(const DigestReply& message) {
    Bytes bytes;
    Writer writer(bytes);
    write_time(writer, message.server_time);
    writer.varint(message.server_epoch);
    for (const auto& bucket : message.buckets) write_digest(writer, bucket);
    return pack(MessageKind::digest_reply, bytes);
}

core::Status decode(std::string_view body, DigestReply& message) {
    FF_ASSIGN(const auto bytes, unpack(MessageKind::digest_reply, body, limits::compare_body_bytes));
    Reader reader(bytes);
    message.server_time = read_time(reader);
    message.server_epoch = reader.varint();
    for (auto& bucket : message.buckets) bucket = read_digest(reader);
    return reader.finish();
}

std::string encode(const RepairRequest& message) {
    Bytes bytes;
    Writer writer(bytes);
    writer.text(message.cursor.text());
    write_ids(writer, message.except);
    writer.byte(message.bucket);
    writer.varint(message.held.size());
    for (const auto& [address, digest] : message.held) {
        write_address(writer, address);
        write_digest(writer, digest);
    }
    return pack(MessageKind::repair_request, bytes);
}

core::Status decode(std::string_view body, RepairRequest& message) {
    FF_ASSIGN(const auto bytes, unpack(MessageKind::repair_request, body, limits::compare_body_bytes));
    Reader reader(bytes);
    message.cursor = read_cursor(reader);
    message.except = read_ids(reader, limits::compare_except);
    message.bucket = reader.byte();
    const auto count = reader.count(limits::repair_held, address_bytes + core::Digest::size);
    for (std::size_t i = 0; i < count && reader.ok(); ++i) {
        const auto address = read_address(reader);
        // In order, each once.
        if (!message.held.empty() && !(message.held.rbegin()->first < address)) reader.fail_malformed();
        message.held.emplace_hint(message.held.end(), address, read_digest(reader));
    }
    return reader.finish();
}

std::string encode(const RepairReply& message) {
    Bytes bytes;
    Writer writer(bytes);
    write_time(writer, message.server_time);
    writer.varint(message.server_epoch);
    write_addresses(writer, message.left);
    write_addresses(writer, message.unknown);
    write_masked(writer, message.masked);
    write_rows(writer, message.rows);
    return pack(MessageKind::repair_reply, bytes);
}

core::Status decode(std::string_view body, RepairReply& message) {
    FF_ASSIGN(const auto bytes, unpack(MessageKind::repair_reply, body, limits::reply_body_bytes));
    Reader reader(bytes);
    message.server_time = read_time(reader);
    message.server_epoch = reader.varint();
    message.left = read_addresses(reader);
    message.unknown = read_addresses(reader);
    message.masked = read_masked(reader);
    FF_ASSIGN(message.rows, read_rows(reader, &message.newer));
    return reader.finish();
}

}  // namespace fieldfare::sync::binary
