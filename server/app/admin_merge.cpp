#include "server/app/admin_handlers.h"
#include "server/dashboard/merging.h"
#include "server/people/merging.h"

namespace fieldfare::server::admin {

using core::Result;
using nlohmann::json;

namespace {

// As an administrator sees it on the dashboard.
Result<dashboard::View> view_of(WriteScope& scope, const AdminHost& host) {
    dashboard::Viewer viewer;
    viewer.role = "admin";
    viewer.audience.everything = true;
    return dashboard::open_view(scope.database, scope.org, viewer, host.clock.wall());
}

// What a preview said of how the two stood; nothing: however they stand.
std::optional<std::string> seen_in(const json& command) {
    auto seen = text_of(command, "seen");
    if (seen.empty()) return {};
    return seen;
}

json told(const people::Merged& merged) {
    return {{"seq", merged.seq}, {"rows", merged.rows}};
}

}  // namespace

Result<json> customer_merge(const AdminHost& host, const json& command) {
    const bool dry_run = command.value("dry_run", true);
    const auto chosen = command.value("take", std::vector<std::string>{});
    const auto seen = seen_in(command);
    return write(host, [&](WriteScope& scope) -> Result<json> {
        FF_ASSIGN(const auto from, people::find_customer(scope.database, scope.org, text_of(command, "from")));
        FF_ASSIGN(const auto into, people::find_customer(scope.database, scope.org, text_of(command, "into")));
        FF_ASSIGN(auto view, view_of(scope, host));
        FF_ASSIGN(auto shown, dashboard::merging(view, from.id, into.id, chosen));
        json answer{{"preview", std::move(shown)}};
        if (dry_run) return answer;
        FF_ASSIGN(const auto merging, people::what_to_merge(scope.database, scope.org, from.id, into.id, chosen));
        FF_ASSIGN(const auto merged, people::merge(scope, host.organisation.id, {}, merging, seen));
        answer["done"] = told(merged);
        return answer;
    });
}

Result<json> customer_unmerge(const AdminHost& host, const json& command) {
    const bool dry_run = command.value("dry_run", true);
    const auto seen = seen_in(command);
    return write(host, [&](WriteScope& scope) -> Result<json> {
        FF_ASSIGN(const auto from, people::find_customer(scope.database, scope.org, text_of(command, "from")));
        FF_ASSIGN(auto view, view_of(scope, host));
        FF_ASSIGN(auto shown, dashboard::parting(view, from.id));
        json answer{{"preview", std::move(shown)}};
        if (dry_run) return answer;
        FF_ASSIGN(const auto parting, people::what_to_part(scope.database, scope.org, from.id));
        FF_ASSIGN(const auto parted, people::part(scope, host.organisation.id, {}, parting, seen));
        answer["done"] = told(parted);
        return answer;
    });
}

}  // namespace fieldfare::server::admin
