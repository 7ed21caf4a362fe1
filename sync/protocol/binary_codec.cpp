#include <algorithm>

#include "core/rows/codec.h"
#include "core/rows/limits.h"
#include "sync/protocol/binary_parts.h"
#include "sync/protocol/forms.h"
#include "sync/protocol/frame.h"

namespace fieldfare::sync {
namespace {

using binary::least_blob_bytes;
using binary::read_rows;
using binary::write_rows;
using core::Bytes;
using core::Reader;
using core::Writer;

constexpr std::size_t most_verdicts = 2 * core::limits::groups_per_batch;
constexpr std::size_t most_exits = 1'000'000;

void write_chain(Writer& writer, const ChainHash& chain) {
    writer.raw(chain);
}

ChainHash read_chain(Reader& reader) {
    ChainHash chain{};
    const auto raw = reader.raw(chain.size());
    if (raw.size() == chain.size()) std::copy(raw.begin(), raw.end(), chain.begin());
    return chain;
}

void write_verdict(Writer& writer, const Verdict& verdict) {
    writer.varint(verdict.number);
    writer.byte(static_cast<std::uint8_t>(verdict.kind));
    writer.varint(verdict.reason ? static_cast<std::uint64_t>(*verdict.reason) : 0);
    writer.text(verdict.detail);
    writer.varint(verdict.seq);
    writer.varint(verdict.restamps.size());
    for (const auto& restamp : verdict.restamps) {
        writer.stamp(restamp.from);
        writer.stamp(restamp.to);
    }
    write_rows(writer, verdict.rows);
}

core::Result<Verdict> read_verdict(Reader& reader) {
    Verdict verdict;
    verdict.number = reader.varint();
    const auto kind = reader.byte();
    if (kind < 1 || kind > static_cast<std::uint8_t>(Verdict::Kind::waiting)) reader.fail_malformed();
    verdict.kind = static_cast<Verdict::Kind>(kind);
    const auto reason = reader.varint();
    if (reason > 9999) reader.fail_malformed();
    if (reader.ok() && reason != 0) verdict.reason = core::error_from_number(static_cast<int>(reason));
    verdict.detail = reader.text(core::limits::text_bytes);
    verdict.seq = reader.varint();
    const auto count = reader.count(limits::verdict_restamps, least_blob_bytes);
    for (std::size_t i = 0; i < count && reader.ok(); ++i) {
        const auto from = reader.stamp();
        verdict.restamps.push_back({from, reader.stamp()});
    }
    FF_ASSIGN(verdict.rows, read_rows(reader));
    FF_TRY(reader.status());
    return verdict;
}

}  // namespace

namespace binary {

std::string encode(const EnrolRequest& message) {
    Bytes bytes;
    Writer writer(bytes);
    for (const auto* text :
         {&message.code, &message.device_name, &message.platform, &message.app_version, &message.token}) {
        writer.text(*text);
    }
    writer.uuid(message.user);
    return pack(MessageKind::enrol_request, bytes);
}

std::string encode(const EnrolReply& message) {
    Bytes bytes;
    Writer writer(bytes);
    writer.text(message.token);
    writer.varint(message.device);
    writer.uuid(message.device_id);
    writer.varint(message.device_epoch);
    for (const auto* id : {&message.org, &message.user, &message.team}) writer.uuid(*id);
    for (const auto* text : {&message.role, &message.org_name, &message.user_name}) writer.text(*text);
    write_time(writer, message.server_time);
    writer.varint(message.server_epoch);
    return pack(MessageKind::enrol_reply, bytes);
}

std::string encode(const ForkRequest& message) {
    Bytes bytes;
    Writer writer(bytes);
    writer.text(message.token);
    return pack(MessageKind::fork_request, bytes);
}

std::string encode(const PushRequest& message) {
    Bytes bytes;
    Writer writer(bytes);
    writer.varint(message.epoch);
    writer.varint(message.after);
    write_chain(writer, message.chain);
    writer.varint(message.ask.size());
    for (const auto number : message.ask) writer.varint(number);
    writer.raw(core::encode_groups(message.groups));
    return pack(MessageKind::push_request, bytes);
}

std::string encode(const PushReply& message) {
    Bytes bytes;
    Writer writer(bytes);
    writer.varint(message.mark);
    write_chain(writer, message.chain);
    write_time(writer, message.server_time);
    writer.varint(message.server_epoch);
    writer.varint(message.verdicts.size());
    for (const auto& verdict : message.verdicts) write_verdict(writer, verdict);
    return pack(MessageKind::push_reply, bytes);
}

std::string encode(const PullPage& message) {
    Bytes bytes;
    Writer writer(bytes);
    write_time(writer, message.server_time);
    writer.varint(message.server_epoch);
    writer.varint(message.head);
    writer.text(message.cursor.text());
    writer.byte(message.more ? 1 : 0);
    if (!message.more) {
        write_digest(writer, message.digest);
        write_digest(writer, message.conflicts);
    }
    writer.varint(message.exits.size());
    for (const auto& exit : message.exits) writer.uuid(exit);
    writer.varint(message.erased.size());
    for (const auto& id : message.erased) writer.uuid(id);
    write_masked(writer, message.masked);
    write_rows(writer, message.rows);
    return pack(MessageKind::pull_page, bytes);
}

std::string encode(const TimeReply& message) {
    Bytes bytes;
    Writer writer(bytes);
    write_time(writer, message.server_time);
    writer.varint(message.server_epoch);
    writer.varint(message.head);
    return pack(MessageKind::time_reply, bytes);
}

std::string encode(const ErrorReply& message) {
    Bytes bytes;
    Writer writer(bytes);
    writer.varint(static_cast<std::uint64_t>(message.code));
    writer.text(message.detail);
    writer.byte(message.mark ? 1 : 0);
    writer.varint(message.mark.value_or(0));
    return pack(MessageKind::error_reply, bytes);
}

core::Status decode(std::string_view body, EnrolRequest& message) {
    FF_ASSIGN(const auto bytes, unpack(MessageKind::enrol_request, body, limits::enrol_bytes));
    Reader reader(bytes);
    for (auto* text : {&message.code, &message.device_name, &message.platform, &message.app_version, &message.token}) {
        *text = reader.text(limits::text_bytes);
    }
    message.user = reader.uuid();
    return reader.finish();
}

core::Status decode(std::string_view body, EnrolReply& message) {
    FF_ASSIGN(const auto bytes, unpack(MessageKind::enrol_reply, body, limits::enrol_bytes));
    Reader reader(bytes);
    message.token = reader.text(limits::text_bytes);
    const auto device = reader.varint();
    if (device > 0xffff'ffff) reader.fail_malformed();
    message.device = static_cast<core::DeviceNumber>(device);
    message.device_id = reader.uuid();
    message.device_epoch = reader.varint();
    for (auto* id : {&message.org, &message.user, &message.team}) *id = reader.uuid();
    for (auto* text : {&message.role, &message.org_name, &message.user_name}) {
        *text = reader.text(core::limits::text_bytes);
    }
    message.server_time = read_time(reader);
    message.server_epoch = reader.varint();
    return reader.finish();
}

core::Status decode(std::string_view body, ForkRequest& message) {
    FF_ASSIGN(const auto bytes, unpack(MessageKind::fork_request, body, limits::enrol_bytes));
    Reader reader(bytes);
    message.token = reader.text(limits::text_bytes);
    return reader.finish();
}

core::Status decode(std::string_view body, PushRequest& message) {
    FF_ASSIGN(const auto bytes, unpack(MessageKind::push_request, body, limits::push_body_bytes));
    Reader reader(bytes);
    message.epoch = reader.varint();
    message.after = reader.varint();
    message.chain = read_chain(reader);
    const auto asks = reader.count(limits::push_asks, 1);
    for (std::size_t i = 0; i < asks; ++i) message.ask.push_back(reader.varint());
    FF_TRY(reader.status());
    const auto rest = reader.raw(reader.remaining());
    FF_ASSIGN(const auto parts, core::split_groups(rest));
    auto number = message.after;
    for (const auto part : parts) {
        ++number;
        auto group = core::decode_group(part);
        if (!group) {
            message.unreadable[number] = {group.error(), std::string(part.begin(), part.end())};
            group = core::Group{number, {}};
        }
        message.groups.push_back(*std::move(group));
    }
    return {};
}

core::Status decode(std::string_view body, PushReply& message) {
    FF_ASSIGN(const auto bytes, unpack(MessageKind::push_reply, body, limits::reply_body_bytes));
    Reader reader(bytes);
    message.mark = reader.varint();
    message.chain = read_chain(reader);
    message.server_time = read_time(reader);
    message.server_epoch = reader.varint();
    const auto count = reader.count(most_verdicts, least_blob_bytes);
    for (std::size_t i = 0; i < count && reader.ok(); ++i) {
        FF_ASSIGN(auto verdict, read_verdict(reader));
        message.verdicts.push_back(std::move(verdict));
    }
    return reader.finish();
}

core::Status decode(std::string_view body, PullPage& message) {
    FF_ASSIGN(const auto bytes, unpack(MessageKind::pull_page, body, limits::reply_body_bytes));
    Reader reader(bytes);
    message.server_time = read_time(reader);
    message.server_epoch = reader.varint();
    message.head = reader.varint();
    const auto cursor = Cursor::parse(reader.text(limits::text_bytes));
    if (!cursor) reader.fail_malformed();
    message.cursor = cursor.value_or(Cursor{});
    message.more = reader.byte() != 0;
    if (!message.more) {
        message.digest = read_digest(reader);
        message.conflicts = read_digest(reader);
    }
    const auto exits = reader.count(most_exits, sizeof(core::Uuid));
    for (std::size_t i = 0; i < exits && reader.ok(); ++i) message.exits.push_back(reader.uuid());
    const auto erased = reader.count(most_exits, sizeof(core::Uuid));
    for (std::size_t i = 0; i < erased && reader.ok(); ++i) message.erased.push_back(reader.uuid());
    message.masked = read_masked(reader);
    FF_ASSIGN(message.rows, read_rows(reader, &message.newer));
    return reader.finish();
}

core::Status decode(std::string_view body, TimeReply& message) {
    FF_ASSIGN(const auto bytes, unpack(MessageKind::time_reply, body, limits::enrol_bytes));
    Reader reader(bytes);
    message.server_time = read_time(reader);
    message.server_epoch = reader.varint();
    message.head = reader.varint();
    return reader.finish();
}

core::Status decode(std::string_view body, ErrorReply& message) {
    FF_ASSIGN(const auto bytes, unpack(MessageKind::error_reply, body, limits::enrol_bytes));
    Reader reader(bytes);
    const auto code = reader.varint();
    if (code > 9999) reader.fail_malformed();
    message.code = core::error_from_number(static_cast<int>(code));
    message.detail = reader.text(core::limits::text_bytes);
    const bool has_mark = reader.byte() != 0;
    const auto mark = reader.varint();
    if (has_mark) message.mark = mark;
    return reader.finish();
}

}  // namespace binary

std::string encode_verdict(const Verdict& verdict) {
    Bytes bytes;
    Writer writer(bytes);
    write_verdict(writer, verdict);
    return {bytes.begin(), bytes.end()};
}

core::Result<Verdict> decode_verdict(std::string_view bytes) {
    Reader reader({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
    FF_ASSIGN(auto verdict, read_verdict(reader));
    FF_TRY(reader.finish());
    return verdict;
}

}  // namespace fieldfare::sync
