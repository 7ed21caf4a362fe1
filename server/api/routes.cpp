#include "server/api/routes.h"

#include <algorithm>
#include <cstdlib>

#include "server/api/authenticate.h"
#include "server/api/handlers.h"
#include "server/api/json.h"
#include "sync/protocol/blobs.h"
#include "sync/protocol/codec.h"

namespace fieldfare::server {
namespace {

using api::body_bytes;
using sync::limits::enrol_bytes;
using sync::limits::push_body_bytes;
constexpr auto blob_bytes = sync::blobs::chunk_bytes;
constexpr auto compare_bytes = sync::limits::compare_body_bytes;

// clang-format off
constexpr Route all_routes[] = {
    // The sync protocol
    {Method::post, "/v1/enrol",                   Lane::write,    Access::open,    enrol_bytes,     api::enrol},
    {Method::post, "/v1/fork",                    Lane::write,    Access::device,  enrol_bytes,     api::fork},
    {Method::post, "/v1/push",                    Lane::read,     Access::device,  push_body_bytes, api::push},
    {Method::get,  "/v1/pull",                    Lane::read,     Access::device,  0,               api::pull},
    {Method::post, "/v1/digest",                  Lane::read,     Access::device,  compare_bytes,   api::compare_book},
    {Method::post, "/v1/repair",                  Lane::read,     Access::device,  compare_bytes,   api::repair_book},
    {Method::post, "/v1/conflicts",               Lane::write,    Access::device,  compare_bytes,   api::own_conflicts},
    {Method::get,  "/v1/snapshot",                Lane::read,     Access::device,  0,               api::snapshot_offer},
    {Method::get,  "/v1/snapshot/{id}",           Lane::read,     Access::device,  0,               api::snapshot_part},
    {Method::get,  "/v1/blob/{content}/held",     Lane::read,     Access::device,  0,               api::held_content},
    {Method::put,  "/v1/blob/{content}",          Lane::read,     Access::device,  blob_bytes,      api::put_content},
    {Method::get,  "/v1/blob/{content}",          Lane::read,     Access::device,  0,               api::get_content},
    {Method::get,  "/v1/live",                    Lane::read,     Access::device,  0,               api::protocol_live},
    {Method::get,  "/v1/time",                    Lane::read,     Access::open,    0,               api::protocol_time},
    // The dashboard
    {Method::post, "/api/login",                  Lane::password, Access::open,    body_bytes,      api::login},
    {Method::post, "/api/logout",                 Lane::write,    Access::open,    body_bytes,      api::logout},
    {Method::get,  "/api/me",                     Lane::read,     Access::session, 0,               api::me},
    {Method::get,  "/api/users",                  Lane::read,     Access::session, 0,               api::users},
    {Method::get,  "/api/overview",               Lane::read,     Access::session, 0,               api::overview},
    {Method::get,  "/api/visits",                 Lane::read,     Access::session, 0,               api::visits},
    {Method::get,  "/api/customers",              Lane::read,     Access::session, 0,               api::customers},
    {Method::get,  "/api/customers/{id}",         Lane::read,     Access::session, 0,               api::customer},
    {Method::get,  "/api/customers/{id}/timeline", Lane::read,    Access::session, 0,               api::timeline},
    {Method::get,  "/api/contents/{content}",     Lane::read,     Access::session, 0,               api::shown_content},
    {Method::get,  "/api/devices",                Lane::read,     Access::session, 0,               api::devices},
    {Method::get,  "/api/conflicts",              Lane::read,     Access::session, 0,               api::conflicts},
    {Method::post, "/api/conflicts/{id}/restore", Lane::write,    Access::session, body_bytes,      api::restore_conflict},
    {Method::post, "/api/conflicts/{id}/keep",    Lane::write,    Access::session, body_bytes,      api::keep_conflict},
    {Method::get,  "/api/quarantine",             Lane::read,     Access::session, 0,               api::quarantine},
    {Method::get,  "/api/quarantine/{group}",     Lane::read,     Access::session, 0,               api::quarantined_group},
    {Method::post, "/api/quarantine/{group}/accept", Lane::write, Access::session, body_bytes,      api::accept_group},
    {Method::post, "/api/quarantine/{group}/clear", Lane::write,  Access::session, body_bytes,      api::clear_group},
    {Method::get,  "/api/handover/preview",       Lane::read,     Access::session, 0,               api::handover},
    {Method::post, "/api/handover",               Lane::write,    Access::session, body_bytes,      api::hand_over},
    {Method::post, "/api/handover/undo",          Lane::write,    Access::session, body_bytes,      api::take_back},
    {Method::get,  "/api/duplicates",             Lane::read,     Access::session, 0,               api::duplicates},
    {Method::post, "/api/duplicates/apart",       Lane::write,    Access::session, body_bytes,      api::keep_apart},
    {Method::post, "/api/duplicates/open",        Lane::write,    Access::session, body_bytes,      api::ask_again},
    {Method::get,  "/api/merge/preview",          Lane::read,     Access::session, 0,               api::merge_preview},
    {Method::post, "/api/merge",                  Lane::write,    Access::session, body_bytes,      api::merge_customers},
    {Method::get,  "/api/merge/undo/preview",     Lane::read,     Access::session, 0,               api::part_preview},
    {Method::post, "/api/merge/undo",             Lane::write,    Access::session, body_bytes,      api::part_customers},
    {Method::get,  "/api/masks",                  Lane::read,     Access::session, 0,               api::masks},
    {Method::post, "/api/masks",                  Lane::write,    Access::session, body_bytes,      api::set_mask},
    {Method::get,  "/api/live",                   Lane::read,     Access::session, 0,               api::live},
};
// clang-format on

// "/a/{id}/b" against "/a/17/b".
bool matches(std::string_view pattern, std::string_view path, std::vector<std::string>& parts) {
    parts.clear();
    while (true) {
        const auto pattern_end = std::min(pattern.find('/', 1), pattern.size());
        const auto path_end = std::min(path.find('/', 1), path.size());
        const auto wanted = pattern.substr(0, pattern_end);
        const auto given = path.substr(0, path_end);
        if (wanted.starts_with("/{")) {
            if (given.size() < 2) return false;
            parts.emplace_back(given.substr(1));
        } else if (wanted != given) {
            return false;
        }
        pattern.remove_prefix(pattern_end);
        path.remove_prefix(path_end);
        if (pattern.empty() || path.empty()) return pattern.empty() && path.empty();
    }
}

}  // namespace

std::span<const Route> routes() {
    return all_routes;
}

Match find_route(Method method, std::string_view path) {
    Match match;
    const Method wanted = method == Method::head ? Method::get : method;
    std::vector<std::string> parts;
    for (const auto& route : all_routes) {
        if (!matches(route.pattern, path, parts)) continue;
        if (route.method == wanted) {
            match.route = &route;
            match.parts = std::move(parts);
            return match;
        }
        if (!match.allowed.empty()) match.allowed += ", ";
        match.allowed += name(route.method);
    }
    return match;
}

bool is_protocol(std::string_view path) {
    return path.starts_with(protocol_root);
}

HttpResponse refusal(std::string_view path, const core::Error& error) {
    auto response = error_response(error);
    if (is_protocol(path)) {
        std::optional<std::uint64_t> mark;
        if (error.code == core::ErrorCode::sequence_gap) mark = std::strtoull(error.detail.c_str(), nullptr, 10);
        response.body = sync::error_body(error, mark);
        response.set(sync::protocol_header, std::to_string(sync::protocol_version));
    }
    return response;
}

void complete(const Route& route, HttpResponse& response) {
    response.route = route.pattern;
    if (is_protocol(route.pattern)) {
        response.set(sync::protocol_header, std::to_string(sync::protocol_version));
    } else {
        response.set("Cache-Control", "no-store");
        response.set("X-Content-Type-Options", "nosniff");
    }
}

namespace {

// A client that says which version it speaks is answered in that one or not at all.
core::Status check_version(const Call& call) {
    const auto spoken = call.request.header(sync::protocol_header);
    if (spoken.empty() || spoken == std::to_string(sync::protocol_version)) return {};
    return {core::ErrorCode::protocol_unsupported, std::to_string(sync::protocol_version)};
}

}  // namespace

core::Status check_caller(const Route& route, Call& call) {
    FF_TRY(is_protocol(call.request.path) ? check_version(call) : check_same_site(call));
    return authenticate(route.access, call);
}

HttpResponse run(const Route& route, Call& call, bool& failed) {
    auto answer = [&]() -> core::Result<HttpResponse> {
        FF_TRY(check_caller(route, call));
        return route.handler(call);
    }();
    failed = !answer.ok();
    if (failed) {
        auto response = refusal(call.request.path, answer.error());
        response.route = route.pattern;
        return response;
    }
    complete(route, *answer);
    return std::move(*answer);
}

}  // namespace fieldfare::server
