#include "server/app/admin_handlers.h"
#include "server/people/masks.h"

namespace fieldfare::server::admin {

using core::Result;
using nlohmann::json;

namespace {

Result<json> list(WriteScope& scope) {
    json items = json::array();
    FF_ASSIGN(const auto set, people::masks(scope.database, scope.org));
    for (const auto& mask : set) {
        items.push_back({{"role", std::string(mask.role)}, {"classes", core::names_of(mask.hidden)}});
    }
    return json{{"items", std::move(items)}};
}

}  // namespace

Result<json> mask_set(const AdminHost& host, const json& command) {
    const auto role = text_of(command, "role");
    FF_ASSIGN(const auto classes, people::classes_from(command, "classes"));
    return write(host, [&](WriteScope& scope) -> Result<json> {
        FF_TRY(people::set_mask(scope, host.organisation.id, role, classes, std::nullopt, "command"));
        return list(scope);
    });
}

Result<json> mask_list(const AdminHost& host, const json&) {
    return write(host, list);
}

}  // namespace fieldfare::server::admin
