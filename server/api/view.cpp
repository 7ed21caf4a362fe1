#include "server/api/view.h"

#include <fmt/format.h>

namespace fieldfare::server::api {

core::Result<dashboard::View> view_of(Call& call, const Viewer& viewer) {
    return dashboard::open_view(call.database, call.org(),
                                {viewer.user, viewer.team, viewer.role, viewer.audience(call.services.organisation)},
                                call.services.clock.wall());
}

core::Result<dashboard::View> view_of(Call& call) {
    return view_of(call, call.viewer);
}

std::string session_key(const core::Bytes& token_hash) {
    std::string key = "s";
    for (const auto byte : token_hash) fmt::format_to(std::back_inserter(key), "{:02x}", byte);
    return key;
}

}  // namespace fieldfare::server::api
