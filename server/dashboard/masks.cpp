#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/catalog/entities.h"
#include "server/dashboard/phones.h"
#include "server/people/masks.h"

namespace fieldfare::server::dashboard {
namespace {

using core::catalog::user;
using nlohmann::json;

// Nobody shows himself what is hidden from him; the administrator, who has the server's commands, settles it for all.
bool may_set(const Viewer& viewer, std::string_view role) {
    return viewer.role == "admin" || (viewer.audience.everything && !sync::sees_everything(role));
}

std::vector<const core::Row*> active_in(const People& people, const Viewer& viewer, std::string_view role) {
    auto found = people.in_scope(viewer);
    std::erase_if(found, [&](const core::Row* row) {
        return row->text(user.at("role")) != role || row->integer(user.at("active")) == 0;
    });
    return found;
}

}  // namespace

core::Status check_mask(const View& view, std::string_view role) {
    return may_set(view.viewer, role) ? core::Status{} : core::Status{core::ErrorCode::forbidden, "mask"};
}

core::Result<json> masks(View& view) {
    if (!view.viewer.audience.everything) return {core::ErrorCode::forbidden, "masks"};
    FF_ASSIGN(const auto people, People::read(view));
    FF_ASSIGN(const auto set, people::masks(view.database, view.org));
    auto items = json::array();
    for (const auto& mask : set) {
        const auto holders = active_in(people, view.viewer, mask.role);
        FF_ASSIGN(auto phones, phones_of(view, ids_of(holders)));
        std::erase_if(phones, [](const Phone& phone) { return phone.revoked_at.has_value(); });
        items.push_back({{"role", std::string(mask.role)},
                         {"hidden", core::names_of(mask.hidden)},
                         {"people", holders.size()},
                         {"phones", phones.size()},
                         {"may_set", may_set(view.viewer, mask.role)}});
    }
    return json{{"items", std::move(items)}, {"classes", core::names_of(core::Classes::every())}};
}

}  // namespace fieldfare::server::dashboard
