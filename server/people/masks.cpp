#include "server/people/masks.h"

#include <nlohmann/json.hpp>

#include "core/catalog/entities.h"
#include "server/log/log.h"
#include "server/store/circles.h"

namespace fieldfare::server::people {

core::Result<std::vector<Mask>> masks(core::sqlite::Connection& database, Org org) {
    std::vector<Mask> found;
    for (const auto& role : core::catalog::role.choices) {
        if (sync::sees_only_his_own(role.code)) continue;
        FF_ASSIGN(const auto hidden, mask_of(database, org, role.code));
        found.push_back({role.code, hidden});
    }
    return found;
}

core::Result<core::Classes> classes_from(const nlohmann::json& body, const char* name) {
    core::Classes classes;
    const auto names = body.find(name);
    if (names == body.end() || !names->is_array()) return {core::ErrorCode::missing_field, name};
    for (const auto& each : *names) {
        const auto known = each.is_string() ? core::class_named(each.get<std::string>()) : std::nullopt;
        if (!known) return {core::ErrorCode::unknown_enum_value, "class: contact_data, revenue or personal"};
        classes.add(*known);
    }
    return classes;
}

core::Status set_mask(WriteScope& scope, const core::Uuid& organisation, std::string_view role, core::Classes hidden,
                      std::optional<core::Classes> seen, std::string_view by) {
    if (core::catalog::role.find(role) == nullptr) return {core::ErrorCode::unknown_enum_value, "role"};
    if (sync::sees_only_his_own(role)) {
        return {core::ErrorCode::invalid_argument, "role: who has it sees his own customers alone"};
    }
    FF_ASSIGN(const auto before, scope.ledger.mask_of(role));
    if (seen && *seen != before) return core::ErrorCode::changed_meanwhile;
    FF_ASSIGN(const auto seq, scope.authority.mask(scope.ledger, organisation, role, hidden));
    if (!seq) return {};
    std::string names;
    for (const auto& name : core::names_of(hidden)) names += (names.empty() ? "" : " ") + name;
    log::event(log::Level::info, "mask", {{"role", std::string(role)}, {"classes", names}, {"by", std::string(by)}});
    return {};
}

}  // namespace fieldfare::server::people
