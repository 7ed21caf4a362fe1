#include "core/catalog/classes.h"
#include "core/catalog/entities.h"
#include "server/app/admin_handlers.h"
#include "server/log/log.h"
#include "sync/authority/authority.h"

namespace fieldfare::server::admin {

using core::ErrorCode;
using core::Result;
using nlohmann::json;

namespace {

Result<core::Classes> classes_of(const json& command) {
    core::Classes classes;
    const auto names = command.find("classes");
    if (names == command.end() || !names->is_array()) return {ErrorCode::missing_field, "classes"};
    for (const auto& name : *names) {
        const auto known = name.is_string() ? core::class_named(name.get<std::string>()) : std::nullopt;
        if (!known) return {ErrorCode::unknown_enum_value, "class: contact_data, revenue or personal"};
        classes.add(*known);
    }
    return classes;
}

Result<json> list(WriteScope& scope) {
    json items = json::array();
    for (const auto& role : core::catalog::role.choices) {
        FF_ASSIGN(const auto masked, scope.ledger.mask_of(role.code));
        if (sync::sees_only_his_own(role.code)) continue;
        items.push_back({{"role", std::string(role.code)}, {"classes", core::names_of(masked)}});
    }
    return json{{"items", std::move(items)}};
}

}  // namespace

Result<json> mask_set(const AdminHost& host, const json& command) {
    const auto role = text_of(command, "role");
    if (core::catalog::role.find(role) == nullptr) return {ErrorCode::unknown_enum_value, "role"};
    if (sync::sees_only_his_own(role)) {
        return {ErrorCode::invalid_argument, "role: who has it sees his own customers alone"};
    }
    FF_ASSIGN(const auto classes, classes_of(command));
    return write(host, [&](WriteScope& scope) -> Result<json> {
        FF_ASSIGN(const auto seq, scope.authority.mask(scope.ledger, host.organisation.id, role, classes));
        if (seq) {
            std::string names;
            for (const auto& name : core::names_of(classes)) names += (names.empty() ? "" : " ") + name;
            log::event(log::Level::info, "mask", {{"role", role}, {"classes", names}});
        }
        return list(scope);
    });
}

Result<json> mask_list(const AdminHost& host, const json&) {
    return write(host, list);
}

}  // namespace fieldfare::server::admin
