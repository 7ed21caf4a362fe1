#include "server/dashboard/people.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/catalog/entities.h"
#include "server/store/row_table.h"

namespace fieldfare::server::dashboard {
namespace {

using core::Row;
using core::Uuid;
namespace catalog = core::catalog;

core::Status read_all(View& view, const core::Entity& entity, std::map<Uuid, Row>& into) {
    FF_ASSIGN(auto statement, view.database.prepare(select_text(entity, "")));
    statement.bind(1, view.org);
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return {};
        FF_ASSIGN(auto stored, server::read(statement, entity));
        into.emplace(stored.row.id, std::move(stored.row));
    }
}

nlohmann::json named(const std::map<Uuid, Row>& rows, const Uuid& id, std::size_t name) {
    const auto found = rows.find(id);
    if (found == rows.end()) return nullptr;
    return {{"id", id.text()}, {"name", std::string(found->second.text(name))}};
}

}  // namespace

core::Result<People> People::read(View& view) {
    People people;
    FF_TRY(read_all(view, catalog::user, people.users_));
    FF_TRY(read_all(view, catalog::team, people.teams_));
    std::map<Uuid, Row> devices;
    FF_TRY(read_all(view, catalog::device, devices));
    for (const auto& [id, row] : devices) {
        const auto number = static_cast<core::DeviceNumber>(row.integer(catalog::device.at("number")));
        people.devices_[number] = {number, id, row.reference(catalog::device.at("user")),
                                   std::string(row.text(catalog::device.at("name")))};
    }
    return people;
}

nlohmann::json People::person(const Uuid& user) const {
    return named(users_, user, catalog::user.at("name"));
}

nlohmann::json People::team(const Uuid& id) const {
    return named(teams_, id, catalog::team.at("name"));
}

const Row* People::user(const Uuid& id) const {
    const auto found = users_.find(id);
    return found == users_.end() ? nullptr : &found->second;
}

const Device* People::device(core::DeviceNumber number) const {
    const auto found = devices_.find(number);
    return found == devices_.end() ? nullptr : &found->second;
}

std::vector<const Row*> People::in_scope(const Viewer& viewer) const {
    std::vector<const Row*> found;
    for (const auto& [id, row] : users_) {
        const auto team = row.reference(catalog::user.at("team"));
        const bool same_team =
            !team.is_nil() && std::ranges::find(viewer.audience.circles, team) != viewer.audience.circles.end();
        if (viewer.audience.everything || id == viewer.user || same_team) found.push_back(&row);
    }
    std::ranges::sort(found, {}, [](const Row* row) { return row->text(catalog::user.at("name")); });
    return found;
}

}  // namespace fieldfare::server::dashboard
