#include "server/api/json.h"

#include <algorithm>

#include "core/rows/json.h"

namespace fieldfare::server::api {
namespace {

constexpr std::size_t id_characters = 36;

}  // namespace

HttpResponse json_response(const nlohmann::json& body, int status) {
    HttpResponse response;
    response.status = status;
    response.body = body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    response.set("Content-Type", "application/json");
    return response;
}

core::Result<nlohmann::json> json_body(const HttpRequest& request, std::initializer_list<std::string_view> members) {
    const auto type = request.header("Content-Type");
    if (type.substr(0, type.find(';')) != "application/json") return core::ErrorCode::unsupported_media_type;
    FF_ASSIGN(auto body, core::parse_json(request.body, body_bytes));
    if (!body.is_object()) return {core::ErrorCode::malformed, "body"};
    for (const auto& item : body.items()) {
        if (std::find(members.begin(), members.end(), item.key()) == members.end()) {
            return {core::ErrorCode::invalid_argument, "body has an unknown member"};
        }
    }
    return body;
}

core::Result<std::string> text_member(const nlohmann::json& body, const char* name, std::size_t max_bytes) {
    const auto found = body.find(name);
    if (found == body.end() || !found->is_string()) return {core::ErrorCode::invalid_argument, name};
    auto text = found->get<std::string>();
    if (text.size() > max_bytes) return {core::ErrorCode::invalid_argument, name};
    return text;
}

core::Result<core::Uuid> id_member(const nlohmann::json& body, const char* name) {
    FF_ASSIGN(const auto text, text_member(body, name, id_characters));
    const auto id = core::Uuid::parse(text);
    if (!id) return {core::ErrorCode::invalid_argument, name};
    return *id;
}

core::Result<std::uint64_t> count_member(const nlohmann::json& body, const char* name) {
    const auto found = body.find(name);
    if (found == body.end() || !found->is_number_unsigned()) return {core::ErrorCode::invalid_argument, name};
    return found->get<std::uint64_t>();
}

}  // namespace fieldfare::server::api
