#pragma once

#include <string>

#include "server/api/call.h"
#include "server/dashboard/dashboard.h"

namespace fieldfare::server::api {

// The viewer's view of this call's snapshot.
core::Result<dashboard::View> view_of(Call& call);
core::Result<dashboard::View> view_of(Call& call, const Viewer& viewer);

// Under which the live hub knows a session's streams.
std::string session_key(const core::Bytes& token_hash);

}  // namespace fieldfare::server::api
