#include "server/api/authenticate.h"

#include "core/catalog/entities.h"
#include "server/store/accounts.h"
#include "server/store/hash.h"
#include "server/store/row_table.h"

namespace fieldfare::server {
namespace {

constexpr core::WallMs touch_every_ms = 5 * 60 * 1000;
constexpr std::size_t max_token = 128;

core::Status by_session(Call& call) {
    const auto token = cookie(call.request.header("Cookie"), session_cookie_name(call.secure()));
    if (token.empty() || token.size() > max_token) return core::ErrorCode::unauthenticated;
    const auto hash = hashed(token);
    FF_ASSIGN(const auto session, find_session(call.database, hash));
    const auto now = call.services.clock.wall();
    if (!session || now - session->created_at > session_life_ms || now - session->used_at > session_idle_ms) {
        return core::ErrorCode::unauthenticated;
    }
    FF_ASSIGN(call.viewer, viewer_of(call.database, call.org(), session->user));
    call.viewer.token_hash = hash;
    if (now - session->used_at > touch_every_ms) {
        call.afterwards.push_back([hash](WriteScope& scope) { return touch_session(scope.database, hash, scope.now); });
    }
    return {};
}

core::Status by_device(Call& call) {
    const auto hash = bearer_token(call.request);
    if (!hash) return core::ErrorCode::unauthenticated;
    FF_ASSIGN(const auto device, find_device_by_token(call.database, call.org(), *hash));
    if (!device) return core::ErrorCode::unauthenticated;
    if (device->revoked_at) return core::ErrorCode::device_revoked;
    auto viewer = viewer_of(call.database, call.org(), device->user);
    // A person who has left keeps no phone.
    if (!viewer) return core::ErrorCode::device_revoked;
    call.viewer = std::move(*viewer);
    call.viewer.device = device->number;
    call.viewer.epoch = device->epoch;
    call.viewer.token_hash = *hash;
    return {};
}

}  // namespace

std::optional<core::Bytes> bearer_token(const HttpRequest& request) {
    constexpr std::string_view scheme = "Bearer ";
    const auto header = request.header("Authorization");
    if (!header.starts_with(scheme) || header.size() > scheme.size() + max_token) return std::nullopt;
    return hashed(header.substr(scheme.size()));
}

core::Result<Viewer> viewer_of(core::sqlite::Connection& database, Org org, const core::Uuid& user) {
    const auto& entity = core::catalog::user;
    FF_ASSIGN(const auto stored, find(database, org, entity, user));
    if (!stored || stored->row.deleted()) return core::ErrorCode::unauthenticated;
    const auto& row = stored->row;
    if (row.has(entity.at("active")) && row.integer(entity.at("active")) == 0) return core::ErrorCode::unauthenticated;
    Viewer viewer;
    viewer.user = user;
    viewer.name = row.text(entity.at("name"));
    viewer.email = row.text(entity.at("email"));
    viewer.role = row.text(entity.at("role"));
    viewer.team = row.reference(entity.at("team"));
    return viewer;
}

core::Status authenticate(Access access, Call& call) {
    switch (access) {
        case Access::open:
            return {};
        case Access::session:
            return by_session(call);
        case Access::device:
            return by_device(call);
    }
    return core::ErrorCode::unauthenticated;
}

core::Status check_same_site(const Call& call) {
    const auto& request = call.request;
    if (request.method == Method::get || request.method == Method::head) return {};
    const auto site = request.header("Sec-Fetch-Site");
    if (!site.empty() && site != "same-origin") return {core::ErrorCode::cross_site, "Sec-Fetch-Site"};
    if (request.header("X-Fieldfare") != "1") return {core::ErrorCode::cross_site, "X-Fieldfare"};
    std::string own = call.services.public_origin;
    if (own.empty()) own = (request.secure ? "https://" : "http://") + std::string(request.header("Host"));
    if (request.header("Origin") != own) return {core::ErrorCode::cross_site, "Origin"};
    return {};
}

}  // namespace fieldfare::server
