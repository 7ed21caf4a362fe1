#include "sync/protocol/json_parts.h"

#include <charconv>

#include "core/rows/json.h"
#include "core/rows/json_members.h"
#include "sync/protocol/strict_json.h"

namespace fieldfare::sync::json_form {
namespace {

using core::Error;
using core::ErrorCode;
namespace members = core::members;

constexpr const char* envelope = "fieldfare";

}  // namespace

json reply() {
    return json{{envelope, protocol_version}};
}

std::string dump(const json& object) {
    // Texts were checked when they came in; whatever is broken all the same must not stop a reply.
    return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

core::Result<json> parse_object(std::string_view body, std::size_t max_bytes) {
    FF_ASSIGN(auto object, parse_strict(body, max_bytes));
    if (!object.is_object()) return Error{ErrorCode::malformed, "not an object"};
    return object;
}

core::Result<json> parse_reply(std::string_view body) {
    FF_ASSIGN(auto object, parse_object(body, limits::reply_body_bytes));
    const auto* mark = members::find(object, envelope);
    if (mark == nullptr || !mark->is_number_integer()) return ErrorCode::not_our_server;
    return object;
}

core::Result<std::uint64_t> number(const json& object, const char* name) {
    const auto* member = members::find(object, name);
    if (member == nullptr || !member->is_number_unsigned()) return members::malformed(name);
    return member->get<std::uint64_t>();
}

core::Result<core::WallMs> time(const json& object) {
    FF_ASSIGN(const auto value, number(object, "server_time"));
    return static_cast<core::WallMs>(value);
}

// 64-bit numbers of which JavaScript would lose the end stand as decimal text.
core::Result<std::uint64_t> wide(const json& object, const char* name) {
    FF_ASSIGN(const auto text, members::text(object, name));
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return members::malformed(name);
    return value;
}

core::Result<core::Digest> digest(const json& object, const char* name) {
    FF_ASSIGN(const auto text, members::text(object, name));
    const auto parsed = core::Digest::from_hex(text);
    if (!parsed) return members::malformed(name);
    return *parsed;
}

core::Result<Cursor> cursor(const json& object) {
    FF_ASSIGN(const auto text, members::text(object, "cursor"));
    const auto parsed = Cursor::parse(text);
    if (!parsed) return members::malformed("cursor");
    return *parsed;
}

json ids_to_json(const std::vector<core::Uuid>& ids) {
    auto array = json::array();
    for (const auto& id : ids) array.push_back(id.text());
    return array;
}

core::Result<std::vector<core::Uuid>> ids_from_json(const json& object, const char* name, std::size_t most) {
    FF_ASSIGN(const auto* array, members::array(object, name, most));
    std::vector<core::Uuid> ids;
    for (const auto& member : *array) {
        const auto id = member.is_string() ? core::Uuid::parse(member.get_ref<const std::string&>()) : std::nullopt;
        if (!id) return members::malformed(name);
        ids.push_back(*id);
    }
    return ids;
}

json masked_to_json(const std::vector<MaskedCustomer>& masked) {
    auto array = json::array();
    for (const auto& each : masked) {
        array.push_back({{"id", each.customer.text()}, {"classes", core::names_of(each.classes)}});
    }
    return array;
}

core::Result<std::vector<MaskedCustomer>> masked_from_json(const json& object) {
    FF_ASSIGN(const auto* array, members::array(object, "masked", most_items));
    std::vector<MaskedCustomer> masked;
    masked.reserve(array->size());
    for (const auto& member : *array) {
        MaskedCustomer each;
        FF_ASSIGN(each.customer, members::uuid(member, "id"));
        FF_ASSIGN(const auto* names, members::array(member, "classes", most_items));
        for (const auto& name : *names) {
            if (!name.is_string()) return members::malformed("classes");
            // A class of a newer server is not for this program.
            if (const auto known = core::class_named(name.get_ref<const std::string&>())) each.classes.add(*known);
        }
        masked.push_back(each);
    }
    return masked;
}

json rows_to_json(const std::vector<core::Row>& rows) {
    auto array = json::array();
    for (const auto& row : rows) array.push_back(core::row_to_json(row));
    return array;
}

core::Result<std::vector<core::Row>> rows_from_json(const json& object) {
    std::vector<core::Row> rows;
    FF_ASSIGN(const auto* array, members::array(object, "rows", most_items));
    rows.reserve(array->size());
    for (const auto& member : *array) {
        auto row = core::row_from_json(member);
        if (!row && row.error().code == ErrorCode::unknown_entity) continue;
        if (!row) return row.error();
        rows.push_back(*std::move(row));
    }
    return rows;
}

}  // namespace fieldfare::sync::json_form
