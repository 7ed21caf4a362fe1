#include "server/app/admin.h"

#include "core/rows/json.h"
#include "server/app/admin_handlers.h"

namespace fieldfare::server {
namespace {

using core::Result;
using nlohmann::json;

Result<json> dispatch(const AdminHost& host, const json& command) {
    using Handler = Result<json> (*)(const AdminHost&, const json&);
    static constexpr std::pair<std::string_view, Handler> handlers[] = {
        {"user.add", admin::user_add},
        {"user.change", admin::user_change},
        {"user.handover", admin::user_handover},
        {"customer.merge", admin::customer_merge},
        {"customer.unmerge", admin::customer_unmerge},
        {"erase", admin::erase},
        {"user.list", admin::user_list},
        {"user.password", admin::user_password},
        {"device.enrol", admin::device_enrol},
        {"device.list", admin::device_list},
        {"device.revoke", admin::device_revoke},
        {"field.add", admin::field_add},
        {"field.list", admin::field_list},
        {"field.retire", admin::field_retire},
        {"mask.set", admin::mask_set},
        {"mask.list", admin::mask_list},
        {"quarantine.list", admin::quarantine_list},
        {"quarantine.show", admin::quarantine_show},
        {"quarantine.clear", admin::quarantine_clear},
        {"import.customers", admin::import_customers},
    };
    const auto name = admin::text_of(command, "command");
    for (const auto& [known, handler] : handlers) {
        if (known == name) return handler(host, command);
    }
    return {core::ErrorCode::invalid_argument, "unknown command"};
}

}  // namespace

std::string admin::text_of(const json& command, const char* name) {
    const auto found = command.find(name);
    return found != command.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Result<json> admin::write(const AdminHost& host, const std::function<Result<json>(WriteScope&)>& work) {
    json answer;
    FF_TRY(host.write([&](WriteScope& scope) -> core::Status {
        FF_ASSIGN(answer, work(scope));
        return {};
    }));
    return answer;
}

sync::Principal system_principal(const Organisation& organisation) {
    sync::Principal principal;
    principal.org = organisation.id;
    principal.role = "admin";
    principal.system = true;
    return principal;
}

std::string run_admin(const AdminHost& host, const std::string& command) {
    auto answer = [&]() -> Result<json> {
        FF_ASSIGN(const auto parsed, core::parse_json(command, max_admin_command));
        if (!parsed.is_object()) return {core::ErrorCode::malformed, "command"};
        return dispatch(host, parsed);
    }();
    json reply;
    if (answer) {
        reply = std::move(*answer);
        reply["ok"] = true;
    } else {
        reply = {{"ok", false}, {"code", core::label(answer.error().code)}, {"message", answer.error().describe()}};
    }
    return reply.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace fieldfare::server
