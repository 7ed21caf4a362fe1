#include "server/app/admin_handlers.h"
#include "server/app/people.h"
#include "server/dashboard/dashboard.h"
#include "server/people/handover.h"

namespace fieldfare::server::admin {

using core::Result;
using nlohmann::json;

namespace {

json told(const people::Moved& moved) {
    return {{"seq", moved.seq}, {"customers", moved.customers}, {"followups", moved.followups}};
}

// As an administrator sees it on the dashboard.
Result<json> preview(WriteScope& scope, const AdminHost& host, const Person& from, const Person& to) {
    dashboard::Viewer viewer;
    viewer.role = "admin";
    viewer.audience.everything = true;
    FF_ASSIGN(auto view, dashboard::open_view(scope.database, scope.org, viewer, host.clock.wall()));
    return dashboard::handover(view, from.id, to.id);
}

}  // namespace

Result<json> user_handover(const AdminHost& host, const json& command) {
    const auto undo = command.find("undo");
    const bool dry_run = command.value("dry_run", true);
    if (undo != command.end() && !undo->is_number_unsigned()) return {core::ErrorCode::wrong_type, "undo"};
    return write(host, [&](WriteScope& scope) -> Result<json> {
        FF_ASSIGN(const auto from, find_person(scope.database, scope.org, text_of(command, "from")));
        FF_ASSIGN(const auto to, find_person(scope.database, scope.org, text_of(command, "to")));
        const auto principal = system_principal(host.organisation);
        if (undo != command.end()) {
            const auto seq = undo->get<sync::Seq>();
            FF_ASSIGN(const auto moved, people::take_back(scope, principal, from.id, to.id, seq));
            return json{{"moved", told(moved)}};
        }
        FF_ASSIGN(auto shown, preview(scope, host, from, to));
        json answer{{"preview", std::move(shown)}};
        if (dry_run) return answer;
        FF_ASSIGN(const auto moved, people::hand_over(scope, principal, from.id, to.id, std::nullopt));
        answer["moved"] = told(moved);
        return answer;
    });
}

}  // namespace fieldfare::server::admin
