#pragma once

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string_view>

#include "core/base/result.h"
#include "core/base/uuid.h"
#include "server/http/message.h"

// JSON helpers of the dashboard's handlers; include from handler sources only.
namespace fieldfare::server::api {

inline constexpr std::size_t body_bytes = 16 * 1024;  // of a request to the dashboard's API

HttpResponse json_response(const nlohmann::json& body, int status = 200);
// The body as an object with only these members. malformed, too_deep, invalid_argument, unsupported_media_type.
core::Result<nlohmann::json> json_body(const HttpRequest& request, std::initializer_list<std::string_view> members);
// A required text member, at most `max_bytes` long. invalid_argument.
core::Result<std::string> text_member(const nlohmann::json& body, const char* name, std::size_t max_bytes);
core::Result<core::Uuid> id_member(const nlohmann::json& body, const char* name);
core::Result<std::uint64_t> count_member(const nlohmann::json& body, const char* name);

}  // namespace fieldfare::server::api
