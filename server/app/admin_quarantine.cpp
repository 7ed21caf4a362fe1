#include "core/catalog/entities.h"
#include "server/app/admin_handlers.h"
#include "server/app/people.h"
#include "server/dashboard/quarantine.h"
#include "server/store/accounts.h"
#include "server/store/quarantine.h"

namespace fieldfare::server::admin {

using core::Result;
using core::Status;
using nlohmann::json;

namespace {

constexpr std::int64_t most_listed = 1000;  // of one phone and kind

// What is known of it without its contents.
json head_of(const KeptGroup& kept, const std::string& user) {
    const auto reason = kept.verdict.reason.value_or(core::ErrorCode::internal);
    return {{"group", kept.key.text()},
            {"user", user},
            {"received_at", kept.received_at},
            {"state", std::string(sync::name(kept.verdict.kind))},
            {"reason", core::Error{reason, kept.verdict.detail}.describe()},
            {"readable", kept.read().has_value()},
            {"bytes", kept.bytes.size()}};
}

Result<std::string> name_of(WriteScope& scope, const core::Uuid& user) {
    FF_ASSIGN(const auto row, find(scope.database, scope.org, core::catalog::user, user));
    return row ? std::string(row->row.text(core::catalog::user.at("name"))) : std::string();
}

Result<KeptGroup> find_group(WriteScope& scope, const json& command) {
    const auto wanted = text_of(command, "group");
    const auto key = GroupKey::parse(wanted);
    if (!key) return {core::ErrorCode::invalid_argument, "group"};
    FF_ASSIGN(auto kept, find_kept_group(scope.database, scope.org, *key));
    if (!kept) return {core::ErrorCode::not_found, wanted};
    return *std::move(kept);
}

}  // namespace

Result<json> quarantine_list(const AdminHost& host, const json&) {
    return write(host, [&](WriteScope& scope) -> Result<json> {
        FF_ASSIGN(const auto devices, list_devices(scope.database, scope.org));
        json items = json::array();
        for (const auto& device : devices) {
            FF_ASSIGN(const auto user, name_of(scope, device.user));
            const auto add = [&](const KeptGroup& kept) { items.push_back(head_of(kept, user)); };
            for (const auto kind : {sync::Verdict::Kind::quarantined, sync::Verdict::Kind::waiting}) {
                FF_TRY(each_kept_group(scope.database, scope.org, device.number, kind, most_listed, add));
            }
        }
        return json{{"items", std::move(items)}};
    });
}

Result<json> quarantine_show(const AdminHost& host, const json& command) {
    return write(host, [&](WriteScope& scope) -> Result<json> {
        FF_ASSIGN(const auto kept, find_group(scope, command));
        FF_ASSIGN(const auto user, name_of(scope, kept.user));
        auto shown = head_of(kept, user);
        shown.update(dashboard::whole_of(kept));
        return json{{"item", std::move(shown)}};
    });
}

Result<json> quarantine_clear(const AdminHost& host, const json& command) {
    return write(host, [&](WriteScope& scope) -> Result<json> {
        FF_ASSIGN(const auto kept, find_group(scope, command));
        FF_ASSIGN(const bool orphaned, is_orphaned(scope.database, scope.org, kept));
        if (!orphaned) {
            return {core::ErrorCode::transition_not_allowed,
                    "its author sends it again or gives it up on his phone; a phone that is gone is revoked first"};
        }
        FF_TRY(drop_kept_group(scope.database, scope.org, kept.key));
        return json{{"group", kept.key.text()}};
    });
}

}  // namespace fieldfare::server::admin
