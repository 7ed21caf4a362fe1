#include "core/rows/codec.h"
#include "sync/protocol/binary_parts.h"
#include "sync/protocol/forms.h"
#include "sync/protocol/frame.h"

// A person's conflicts, in the binary form.
namespace fieldfare::sync::binary {
namespace {

using core::Bytes;
using core::Reader;
using core::Writer;

constexpr std::size_t held_bytes = sizeof(core::Uuid::bytes) + 1;

void write_part(Writer& writer, const core::Change& change) {
    Bytes bytes;
    Writer part(bytes);
    core::write_change(part, change);
    writer.blob(bytes);
}

core::Result<core::Change> read_part(std::span<const std::uint8_t> bytes) {
    Reader reader(bytes);
    FF_ASSIGN(auto change, core::read_change(reader));
    FF_TRY(reader.finish());
    return change;
}

Bytes bytes_of(const core::OwnConflict& conflict) {
    Bytes bytes;
    Writer writer(bytes);
    writer.uuid(conflict.id);
    writer.byte(static_cast<std::uint8_t>(conflict.kind));
    write_time(writer, conflict.at);
    writer.uuid(conflict.by);
    write_part(writer, conflict.lost);
    write_part(writer, conflict.kept);
    if (conflict.before) write_part(writer, *conflict.before);
    return bytes;
}

core::Result<core::OwnConflict> read_conflict(std::span<const std::uint8_t> bytes) {
    Reader reader(bytes);
    core::OwnConflict conflict;
    conflict.id = reader.uuid();
    const auto kind = reader.byte();
    if (kind < 1 || kind > static_cast<std::uint8_t>(core::ConflictKind::overlapped)) reader.fail_malformed();
    conflict.kind = static_cast<core::ConflictKind>(kind);
    conflict.at = read_time(reader);
    conflict.by = reader.uuid();
    const auto lost = reader.blob(reader.remaining());
    const auto kept = reader.blob(reader.remaining());
    FF_TRY(reader.status());
    FF_ASSIGN(conflict.lost, read_part(lost));
    FF_ASSIGN(conflict.kept, read_part(kept));
    if (reader.remaining() > 0) {
        const auto before = reader.blob(reader.remaining());
        FF_TRY(reader.status());
        FF_ASSIGN(conflict.before, read_part(before));
    }
    FF_TRY(reader.finish());
    return conflict;
}

}  // namespace

std::string encode(const ConflictsRequest& message) {
    Bytes bytes;
    Writer writer(bytes);
    writer.varint(message.held.size());
    for (const auto& one : message.held) {
        writer.uuid(one.id);
        writer.byte(static_cast<std::uint8_t>(one.decision));
    }
    return pack(MessageKind::conflicts_request, bytes);
}

core::Status decode(std::string_view body, ConflictsRequest& message) {
    FF_ASSIGN(const auto bytes, unpack(MessageKind::conflicts_request, body, limits::compare_body_bytes));
    Reader reader(bytes);
    const auto count = reader.count(limits::conflicts_held, held_bytes);
    for (std::size_t i = 0; i < count && reader.ok(); ++i) {
        const auto id = reader.uuid();
        const auto decision = reader.byte();
        if (decision > static_cast<std::uint8_t>(core::ConflictDecision::reopened)) reader.fail_malformed();
        message.held.push_back({id, static_cast<core::ConflictDecision>(decision)});
    }
    return reader.finish();
}

std::string encode(const ConflictsReply& message) {
    Bytes bytes;
    Writer writer(bytes);
    write_time(writer, message.server_time);
    writer.varint(message.server_epoch);
    writer.varint(message.gone.size());
    for (const auto& id : message.gone) writer.uuid(id);
    writer.varint(message.conflicts.size());
    for (const auto& conflict : message.conflicts) writer.blob(bytes_of(conflict));
    return pack(MessageKind::conflicts_reply, bytes);
}

core::Status decode(std::string_view body, ConflictsReply& message) {
    FF_ASSIGN(const auto bytes, unpack(MessageKind::conflicts_reply, body, limits::reply_body_bytes));
    Reader reader(bytes);
    message.server_time = read_time(reader);
    message.server_epoch = reader.varint();
    message.gone.resize(reader.count(limits::conflicts_held, sizeof(core::Uuid::bytes)));
    for (auto& id : message.gone) id = reader.uuid();
    const auto count = reader.count(limits::own_conflicts, least_blob_bytes);
    for (std::size_t i = 0; i < count && reader.ok(); ++i) {
        const auto part = reader.blob(reader.remaining());
        FF_TRY(reader.status());
        auto conflict = read_conflict(part);
        if (conflict) {
            message.conflicts.push_back(*std::move(conflict));
        } else if (conflict.error().code == core::ErrorCode::unknown_entity) {  // of a newer version
            message.unknown.push_back(Reader(part).uuid());
        } else {
            return conflict.error();
        }
    }
    return reader.finish();
}

}  // namespace fieldfare::sync::binary
