#include <nlohmann/json.hpp>

#include "core/catalog/entities.h"
#include "server/dashboard/people.h"
#include "server/dashboard/query.h"

namespace fieldfare::server::dashboard {
namespace {

using core::catalog::organisation;
using core::catalog::user;

core::Result<core::Row> organisation_row(core::sqlite::Connection& database, Org org) {
    FF_ASSIGN(auto statement, database.prepare(select_text(organisation, "LIMIT 1")));
    statement.bind(1, org);
    FF_ASSIGN(const bool found, statement.step());
    if (!found) return {core::ErrorCode::not_found, "organisation"};
    FF_ASSIGN(auto stored, read(statement, organisation));
    return std::move(stored.row);
}

std::string text(const core::Row& row, std::size_t at) {
    return std::string(row.text(at));
}

}  // namespace

core::Result<View> open_view(core::sqlite::Connection& database, Org org, Viewer viewer, core::WallMs now) {
    FF_ASSIGN(const auto row, organisation_row(database, org));
    auto policy = core::policy_of(row);
    FF_ASSIGN(const auto today, core::Day::at(now, policy.time_zone));
    return View{database, org, std::move(viewer), now, std::move(policy), today};
}

core::Result<nlohmann::json> me(View& view) {
    FF_ASSIGN(const auto people, People::read(view));
    const auto* self = people.user(view.viewer.user);
    if (self == nullptr) return {core::ErrorCode::not_found, "user"};
    FF_ASSIGN(const auto org, organisation_row(view.database, view.org));
    return nlohmann::json{
        {"user",
         {{"id", self->id.text()},
          {"name", text(*self, user.at("name"))},
          {"email", text(*self, user.at("email"))},
          {"role", text(*self, user.at("role"))},
          {"team", people.team(self->reference(user.at("team")))}}},
        {"organisation",
         {{"id", org.id.text()},
          {"name", text(org, organisation.at("name"))},
          {"time_zone", view.policy.time_zone},
          {"currency", text(org, organisation.at("currency"))}}},
        {"server", {{"version", FIELDFARE_VERSION}, {"now", view.now}, {"today", view.today.text()}}}};
}

core::Result<nlohmann::json> users(View& view) {
    FF_ASSIGN(const auto people, People::read(view));
    auto items = nlohmann::json::array();
    for (const auto* row : people.in_scope(view.viewer)) {
        items.push_back({{"id", row->id.text()},
                         {"name", text(*row, user.at("name"))},
                         {"role", text(*row, user.at("role"))},
                         {"team", people.team(row->reference(user.at("team")))},
                         {"active", row->integer(user.at("active")) != 0}});
    }
    return nlohmann::json{{"items", std::move(items)}};
}

}  // namespace fieldfare::server::dashboard
