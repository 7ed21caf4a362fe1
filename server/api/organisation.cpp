#include "server/api/organisation.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/catalog/entities.h"

namespace fieldfare::server::api {
namespace {

constexpr core::WallMs recent_ms = 60LL * 60 * 1000;

core::Status each_row(Call& call, const core::Entity& entity, const std::function<void(const core::Row&)>& take) {
    FF_ASSIGN(auto statement, call.database.prepare(select_text(entity, "AND _deleted=0 ORDER BY id")));
    statement.bind(1, call.org());
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return {};
        FF_ASSIGN(const auto stored, read(statement, entity));
        take(stored.row);
    }
}

}  // namespace

nlohmann::json Context::person(const core::Uuid& id) const {
    const auto found = people.find(id);
    if (found == people.end()) return nullptr;
    return {{"id", id.text()}, {"name", found->second.name}};
}

nlohmann::json Context::team(const core::Uuid& id) const {
    const auto found = teams.find(id);
    if (found == teams.end()) return nullptr;
    return {{"id", id.text()}, {"name", found->second}};
}

core::Result<Context> read_context(Call& call) {
    using namespace core::catalog;
    Context context;
    FF_TRY(each_row(call, core::catalog::organisation, [&](const core::Row& row) {
        context.name = row.text(core::catalog::organisation.at("name"));
        context.currency = row.text(core::catalog::organisation.at("currency"));
        context.policy = core::policy_of(row);
    }));
    FF_TRY(each_row(call, core::catalog::team,
                    [&](const core::Row& row) { context.teams[row.id] = row.text(core::catalog::team.at("name")); }));
    FF_TRY(each_row(call, core::catalog::user, [&](const core::Row& row) {
        const auto& entity = core::catalog::user;
        PersonInfo person;
        person.id = row.id;
        person.name = row.text(entity.at("name"));
        person.role = row.text(entity.at("role"));
        person.team = row.reference(entity.at("team"));
        person.active = !row.has(entity.at("active")) || row.integer(entity.at("active")) != 0;
        context.people[row.id] = std::move(person);
    }));
    FF_ASSIGN(context.today, core::Day::at(call.services.clock.wall(), context.policy.time_zone));
    return context;
}

std::set<core::Uuid> people_in_scope(const Context& context, const Viewer& viewer) {
    const auto audience = viewer.audience();
    const bool lead = viewer.role == "lead" && !viewer.team.is_nil();
    std::set<core::Uuid> ids;
    for (const auto& [id, person] : context.people) {
        if (audience.everything || id == viewer.user || (lead && person.team == viewer.team)) ids.insert(id);
    }
    return ids;
}

nlohmann::json freshness(const std::vector<DeviceState>& devices, const std::set<core::Uuid>& people,
                         core::WallMs now) {
    std::vector<std::optional<core::WallMs>> complete;
    for (const auto& device : devices) {
        if (!device.revoked_at && people.contains(device.user)) complete.push_back(device.complete_to);
    }
    std::optional<core::WallMs> least_recent;
    std::optional<core::WallMs> greatest;
    for (const auto& at : complete) {
        if (!at) continue;
        greatest = std::max(greatest.value_or(*at), *at);
        if (now - *at <= recent_ms) least_recent = std::min(least_recent.value_or(*at), *at);
    }
    const auto complete_to = least_recent ? least_recent : greatest;
    const auto behind = std::count_if(complete.begin(), complete.end(),
                                      [&](const auto& at) { return !at || !complete_to || *at < *complete_to; });
    nlohmann::json json{{"complete_to", nullptr}, {"phones_total", complete.size()}, {"phones_behind", behind}};
    if (complete_to) json["complete_to"] = *complete_to;
    return json;
}

std::string session_key(const core::Bytes& token_hash) {
    std::string key = "s";
    for (const auto byte : token_hash) fmt::format_to(std::back_inserter(key), "{:02x}", byte);
    return key;
}

}  // namespace fieldfare::server::api
