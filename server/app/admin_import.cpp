#include "server/app/admin_handlers.h"
#include "server/app/import_customers.h"

namespace fieldfare::server::admin {

using core::Result;
using core::Status;
using nlohmann::json;

Result<json> import_customers(const AdminHost& host, const json& command) {
    const auto wish = command.find("dry_run");
    const bool dry_run = wish == command.end() || !wish->is_boolean() || wish->get<bool>();
    ImportReport report;
    // A dry run does everything and is then undone.
    const auto outcome = host.write([&](WriteScope& scope) -> Status {
        FF_ASSIGN(report, server::import_customers(scope, host, text_of(command, "csv"), text_of(command, "owner")));
        if (dry_run || !report.problems.empty()) return core::ErrorCode::invalid_argument;
        return {};
    });
    if (!outcome && outcome.error().code != core::ErrorCode::invalid_argument) return outcome.error();
    if (!outcome && !outcome.error().detail.empty()) return outcome.error();
    json problems = json::array();
    for (const auto& problem : report.problems) problems.push_back({{"line", problem.line}, {"what", problem.what}});
    return json{{"customers", report.customers},
                {"contacts", report.contacts},
                {"ignored_columns", report.ignored_columns},
                {"problems", problems},
                {"imported", outcome.ok()}};
}

}  // namespace fieldfare::server::admin
