#include "core/catalog/entities.h"
#include "core/rows/json_members.h"
#include "sync/protocol/forms.h"
#include "sync/protocol/json_parts.h"

// Comparing and repairing, in JSON.
namespace fieldfare::sync::json_form {
namespace {

namespace members = core::members;

// It may be missing.
core::Result<std::vector<core::Uuid>> except_of(const json& object) {
    if (members::find(object, "except") == nullptr) return std::vector<core::Uuid>{};
    return ids_from_json(object, "except", limits::compare_except);
}

json address_to_json(const RowAddress& address) {
    const auto* entity = core::find_entity(address.entity);
    return {{"entity", entity == nullptr ? std::string_view{} : entity->name}, {"id", address.row.text()}};
}

core::Result<RowAddress> address_of(const json& object) {
    FF_ASSIGN(const auto name, members::text(object, "entity"));
    const auto* entity = core::find_entity(name);
    if (entity == nullptr) return core::Error{core::ErrorCode::unknown_entity, name};
    FF_ASSIGN(const auto row, members::uuid(object, "id"));
    return RowAddress{entity->id, row};
}

json addresses_to_json(const std::vector<RowAddress>& addresses) {
    auto array = json::array();
    for (const auto& address : addresses) array.push_back(address_to_json(address));
    return array;
}

core::Result<std::vector<RowAddress>> addresses_of(const json& object, const char* name) {
    FF_ASSIGN(const auto* array, members::array(object, name, limits::repair_held));
    std::vector<RowAddress> addresses;
    for (const auto& member : *array) {
        FF_ASSIGN(const auto address, address_of(member));
        addresses.push_back(address);
    }
    return addresses;
}

}  // namespace

std::string encode(const DigestRequest& message) {
    return dump({{"cursor", message.cursor.text()}, {"except", ids_to_json(message.except)}});
}

core::Status decode(std::string_view body, DigestRequest& message) {
    FF_ASSIGN(const auto object, parse_object(body, limits::compare_body_bytes));
    FF_ASSIGN(message.cursor, cursor(object));
    FF_ASSIGN(message.except, except_of(object));
    return {};
}

std::string encode(const DigestReply& message) {
    auto object = reply();
    auto& buckets = object["buckets"] = json::array();
    for (const auto& bucket : message.buckets) buckets.push_back(bucket.hex());
    object["server_time"] = message.server_time;
    object["server_epoch"] = std::to_string(message.server_epoch);
    return dump(object);
}

core::Status decode(std::string_view body, DigestReply& message) {
    FF_ASSIGN(const auto object, parse_reply(body));
    FF_ASSIGN(const auto* buckets, members::array(object, "buckets", message.buckets.size()));
    if (buckets->size() != message.buckets.size()) return members::malformed("buckets");
    for (std::size_t i = 0; i < message.buckets.size(); ++i) {
        const auto& member = (*buckets)[i];
        const auto parsed =
            member.is_string() ? core::Digest::from_hex(member.get_ref<const std::string&>()) : std::nullopt;
        if (!parsed) return members::malformed("buckets");
        message.buckets[i] = *parsed;
    }
    FF_ASSIGN(message.server_time, time(object));
    FF_ASSIGN(message.server_epoch, wide(object, "server_epoch"));
    return {};
}

std::string encode(const RepairRequest& message) {
    auto held = json::array();
    for (const auto& [address, sum] : message.held) {
        auto item = address_to_json(address);
        item["digest"] = sum.hex();
        held.push_back(std::move(item));
    }
    return dump({{"cursor", message.cursor.text()},
                 {"except", ids_to_json(message.except)},
                 {"bucket", message.bucket},
                 {"held", std::move(held)}});
}

core::Status decode(std::string_view body, RepairRequest& message) {
    FF_ASSIGN(const auto object, parse_object(body, limits::compare_body_bytes));
    FF_ASSIGN(message.cursor, cursor(object));
    FF_ASSIGN(message.except, except_of(object));
    FF_ASSIGN(const auto bucket, number(object, "bucket"));
    if (bucket >= core::digest_buckets) return members::malformed("bucket");
    message.bucket = static_cast<std::uint8_t>(bucket);
    FF_ASSIGN(const auto* held, members::array(object, "held", limits::repair_held));
    for (const auto& member : *held) {
        FF_ASSIGN(const auto address, address_of(member));
        FF_ASSIGN(const auto sum, digest(member, "digest"));
        if (!message.held.emplace(address, sum).second) return members::malformed("held");
    }
    return {};
}

std::string encode(const RepairReply& message) {
    auto object = reply();
    object["rows"] = rows_to_json(message.rows);
    object["masked"] = masked_to_json(message.masked);
    object["left"] = addresses_to_json(message.left);
    object["unknown"] = addresses_to_json(message.unknown);
    object["server_time"] = message.server_time;
    object["server_epoch"] = std::to_string(message.server_epoch);
    return dump(object);
}

core::Status decode(std::string_view body, RepairReply& message) {
    FF_ASSIGN(const auto object, parse_reply(body));
    FF_ASSIGN(message.rows, rows_from_json(object));
    FF_ASSIGN(message.masked, masked_from_json(object));
    FF_ASSIGN(message.left, addresses_of(object, "left"));
    FF_ASSIGN(message.unknown, addresses_of(object, "unknown"));
    FF_ASSIGN(message.server_time, time(object));
    FF_ASSIGN(message.server_epoch, wide(object, "server_epoch"));
    return {};
}

}  // namespace fieldfare::sync::json_form
