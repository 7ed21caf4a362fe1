#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/rows/digest.h"
#include "sync/protocol/messages.h"

// What several messages of the JSON form are made of.
namespace fieldfare::sync::json_form {

using nlohmann::json;

inline constexpr std::size_t most_items = 1'000'000;

// An object that says it is ours, to be filled.
json reply();
std::string dump(const json& object);
core::Result<json> parse_object(std::string_view body, std::size_t max_bytes);
// not_our_server: it does not say that it is ours.
core::Result<json> parse_reply(std::string_view body);

// A member that must be there. malformed.
core::Result<std::uint64_t> number(const json& object, const char* name);
core::Result<core::WallMs> time(const json& object);
core::Result<std::uint64_t> wide(const json& object, const char* name);
core::Result<core::Digest> digest(const json& object, const char* name);
core::Result<Cursor> cursor(const json& object);

json ids_to_json(const std::vector<core::Uuid>& ids);
core::Result<std::vector<core::Uuid>> ids_from_json(const json& object, const char* name, std::size_t most);

json masked_to_json(const std::vector<MaskedCustomer>& masked);
core::Result<std::vector<MaskedCustomer>> masked_from_json(const json& object);

json rows_to_json(const std::vector<core::Row>& rows);
// Rows of entities that this program does not know are passed over.
core::Result<std::vector<core::Row>> rows_from_json(const json& object);

}  // namespace fieldfare::sync::json_form
