#include "core/rows/json_members.h"
#include "sync/protocol/binary_parts.h"
#include "sync/protocol/forms.h"
#include "sync/protocol/frame.h"
#include "sync/protocol/json_parts.h"

// The offer of a snapshot, in both forms.
namespace fieldfare::sync {

std::string json_form::encode(const SnapshotOffer& message) {
    auto object = reply();
    object["id"] = message.id;
    object["wait_ms"] = message.wait_ms;
    object["seq"] = message.seq;
    object["bytes"] = message.bytes;
    object["customers"] = message.customers;
    object["exits"] = ids_to_json(message.exits);
    object["erased"] = ids_to_json(message.erased);
    object["rows"] = rows_to_json(message.rows);
    object["server_time"] = message.server_time;
    object["server_epoch"] = std::to_string(message.server_epoch);
    return dump(object);
}

core::Status json_form::decode(std::string_view body, SnapshotOffer& message) {
    FF_ASSIGN(const auto object, parse_reply(body));
    FF_ASSIGN(message.id, core::members::text(object, "id"));
    FF_ASSIGN(const auto wait, number(object, "wait_ms"));
    message.wait_ms = static_cast<core::WallMs>(wait);
    FF_ASSIGN(message.seq, number(object, "seq"));
    FF_ASSIGN(message.bytes, number(object, "bytes"));
    FF_ASSIGN(message.customers, number(object, "customers"));
    FF_ASSIGN(message.exits, ids_from_json(object, "exits", limits::snapshot_exits));
    FF_ASSIGN(message.erased, ids_from_json(object, "erased", limits::snapshot_exits));
    FF_ASSIGN(message.rows, rows_from_json(object));
    FF_ASSIGN(message.server_time, time(object));
    FF_ASSIGN(message.server_epoch, wide(object, "server_epoch"));
    return {};
}

std::string binary::encode(const SnapshotOffer& message) {
    core::Bytes bytes;
    core::Writer writer(bytes);
    write_time(writer, message.server_time);
    writer.varint(message.server_epoch);
    writer.text(message.id);
    write_time(writer, message.wait_ms);
    writer.varint(message.seq);
    writer.varint(message.bytes);
    writer.varint(message.customers);
    for (const auto* ids : {&message.exits, &message.erased}) {
        writer.varint(ids->size());
        for (const auto& id : *ids) writer.uuid(id);
    }
    write_rows(writer, message.rows);
    return pack(MessageKind::snapshot_offer, bytes);
}

core::Status binary::decode(std::string_view body, SnapshotOffer& message) {
    FF_ASSIGN(const auto bytes, unpack(MessageKind::snapshot_offer, body, limits::reply_body_bytes));
    core::Reader reader(bytes);
    message.server_time = read_time(reader);
    message.server_epoch = reader.varint();
    message.id = reader.text(limits::text_bytes);
    message.wait_ms = read_time(reader);
    message.seq = reader.varint();
    message.bytes = reader.varint();
    message.customers = reader.varint();
    for (auto* ids : {&message.exits, &message.erased}) {
        ids->resize(reader.count(limits::snapshot_exits, sizeof(core::Uuid)));
        for (auto& id : *ids) id = reader.uuid();
    }
    FF_ASSIGN(message.rows, read_rows(reader, &message.newer));
    return reader.finish();
}

}  // namespace fieldfare::sync
