#pragma once

#include "server/api/call.h"

namespace fieldfare::server {

inline constexpr core::WallMs session_idle_ms = 12LL * 60 * 60 * 1000;
inline constexpr core::WallMs session_life_ms = 7LL * 24 * 60 * 60 * 1000;

// Fills call.viewer from the session cookie or the bearer token. unauthenticated; device_revoked; forbidden: the user
// is no longer active.
core::Status authenticate(Access access, Call& call);

// What stands behind "Bearer" in the request, hashed; nothing: no such header, or not one of ours.
std::optional<core::Bytes> bearer_token(const HttpRequest& request);

// A request that changes something must come from the dashboard's own pages. cross_site.
core::Status check_same_site(const Call& call);

// Reads a user's row into a viewer. unauthenticated: gone or not active.
core::Result<Viewer> viewer_of(core::sqlite::Connection& database, Org org, const core::Uuid& user);

}  // namespace fieldfare::server
