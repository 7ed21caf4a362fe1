#include <fmt/format.h>

#include "core/base/token.h"
#include "server/api/authenticate.h"
#include "server/api/handlers.h"
#include "server/api/json.h"
#include "server/api/view.h"
#include "server/auth/password.h"
#include "server/store/accounts.h"
#include "server/store/hash.h"

namespace fieldfare::server::api {
namespace {

std::string session_cookie(const Call& call, std::string_view token, core::WallMs life_ms) {
    return fmt::format("{}={}; HttpOnly; SameSite=Strict; Path=/; Max-Age={}{}", session_cookie_name(call.secure()),
                       token, life_ms / 1000, call.secure() ? "; Secure" : "");
}

core::Result<nlohmann::json> describe_me(Call& call, const Viewer& viewer) {
    FF_ASSIGN(auto view, view_of(call, viewer));
    return dashboard::me(view);
}

}  // namespace

core::Result<HttpResponse> login(Call& call) {
    FF_ASSIGN(const auto body, json_body(call.request, {"email", "password"}));
    FF_ASSIGN(const auto typed, text_member(body, "email", email_max_bytes));
    FF_ASSIGN(const auto password, text_member(body, "password", password_max_bytes));
    const auto email = normal_email(typed);
    const std::string account = "login " + (email ? *email : std::string());
    const auto now = call.services.clock.monotonic();
    const bool from_here = call.services.addresses.admit("login " + call.request.peer, now);
    if (!call.services.accounts.admit(account, now) || !from_here) {
        return {core::ErrorCode::too_many_attempts, "sign-in"};
    }
    std::optional<Credential> credential;
    if (email) {
        FF_ASSIGN(credential, find_credential(call.database, *email));
    }
    // The same work whether the address exists or not.
    const bool right = verify_password(credential ? credential->password_hash : nobody_s_hash(), password);
    if (!credential || !right) return core::ErrorCode::wrong_password;
    auto viewer = viewer_of(call.database, call.org(), credential->user);
    if (!viewer) return core::ErrorCode::wrong_password;
    call.services.accounts.forgive(account);

    const std::string token = core::new_token(call.services.random);
    call.before_answer.push_back([hash = hashed(token), user = credential->user](WriteScope& scope) -> core::Status {
        FF_TRY(prune_sessions(scope.database, scope.now - session_life_ms, scope.now - session_idle_ms));
        return add_session(scope.database, scope.org, hash, user, scope.now);
    });
    FF_ASSIGN(const auto described, describe_me(call, *viewer));
    auto response = json_response(described);
    response.set("Set-Cookie", session_cookie(call, token, session_life_ms));
    return response;
}

core::Result<HttpResponse> logout(Call& call) {
    HttpResponse response;
    response.status = 204;
    response.set("Set-Cookie", session_cookie(call, "", 0));
    const auto token = cookie(call.request.header("Cookie"), session_cookie_name(call.secure()));
    if (token.empty()) return response;
    const auto hash = hashed(token);
    FF_TRY(end_session(call.database, hash));
    call.after_commit.push_back([hash, &live = call.services.live] { live.end(session_key(hash)); });
    return response;
}

core::Result<HttpResponse> me(Call& call) {
    FF_TRY(call.query({}));
    FF_ASSIGN(const auto described, describe_me(call, call.viewer));
    return json_response(described);
}

}  // namespace fieldfare::server::api
