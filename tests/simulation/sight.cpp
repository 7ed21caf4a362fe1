#include <algorithm>

#include "core/base/check.h"
#include "core/catalog/entities.h"
#include "tests/simulation/checks.h"

namespace fieldfare::simulation {
namespace {

namespace catalog = core::catalog;

}  // namespace

Sight::Sight(const std::vector<Holder>& holders) : holders_(holders) {}

std::optional<core::Uuid> Sight::customer_of(const core::Row& row) {
    const auto& entity = *row.entity;
    if (entity.scope != core::Scope::customer) return std::nullopt;
    if (entity.scope_field.empty()) return row.id;
    return row.reference(entity.position(entity.scope_field));
}

std::set<core::Uuid> Sight::people_of(const core::Row& customer) {
    std::set<core::Uuid> people{customer.reference(catalog::customer.at("owner"))};
    for (const auto& text : customer.set(catalog::customer.at("collaborators"))) {
        if (const auto id = core::Uuid::parse(text)) people.insert(*id);
    }
    return people;
}

bool Sight::may(const Holder& holder, const core::Row& customer) const {
    const auto people = people_of(customer);
    if (people.contains(holder.user)) return true;
    if (role_of_.at(holder.user) != "lead") return false;
    return std::any_of(people.begin(), people.end(), [&](const core::Uuid& person) {
        const auto found = team_of_.find(person);
        return found != team_of_.end() && found->second == team_of_.at(holder.user);
    });
}

// `often`: several changes at once may have taken the right and given it again. So may a move, of one who works on the
// customer, or of one who sees it as a lead.
void Sight::look_at_customer(ServerMachine& server, const core::Uuid& id, bool changed, bool often,
                             const Moves& moves) {
    const auto found = server.rows().find({&catalog::customer, id});
    if (found == server.rows().end()) {  // erased
        views_.erase(id);
        return;
    }
    const auto& stored = found->second;
    const auto people = people_of(stored.row);
    const auto moved_at = [&](const core::Uuid& person) {
        const auto move = moves.find(person);
        return move == moves.end() ? sync::Seq{0} : move->second;
    };
    sync::Seq moved_people = 0;
    for (const auto& person : people) moved_people = std::max(moved_people, moved_at(person));
    auto& views = views_[id];
    views.resize(holders_.size());
    for (std::size_t i = 0; i < views.size(); ++i) {
        auto& view = views[i];
        const bool sees_now = may(holders_[i], stored.row);
        const auto& user = holders_[i].user;
        const auto moved = people.contains(user) ? moved_people : std::max(moved_people, moved_at(user));
        if (sees_now && (!view.may || often || moved > 0)) {
            view.since = std::max({view.since, changed ? stored.seq : 0, moved});
        }
        view.may = sees_now;
    }
}

void Sight::follow(ServerMachine& server) {
    if (server.epoch() != epoch_) {
        epoch_ = server.epoch();
        followed_ = 0;
        views_.clear();
    }
    std::map<core::Uuid, int> times;
    Moves moves;
    const auto& history = server.history();
    for (auto line = history.rbegin(); line != history.rend() && line->seq > followed_; ++line) {
        if (line->change.entity == &catalog::customer) ++times[line->change.row];
        if (line->change.entity == &catalog::user) moves.emplace(line->change.row, line->seq);
    }
    followed_ = server.head();
    const auto& rows = server.rows();
    for (const auto& [person, seq] : moves) {
        const auto& row = rows.at({&catalog::user, person}).row;
        team_of_[person] = row.reference(catalog::user.at("team"));
        role_of_[person] = row.text(catalog::user.at("role"));
    }
    if (!moves.empty()) {
        for (const auto& [id, views] : views_) times.try_emplace(id, 0);
    }
    for (const auto& [id, count] : times) look_at_customer(server, id, count > 0, count > 1, moves);
}

const Sight::View* Sight::view(const Holder& holder, const core::Uuid& customer) const {
    const auto found = views_.find(customer);
    if (found == views_.end()) return nullptr;
    const auto at =
        std::find_if(holders_.begin(), holders_.end(), [&](const Holder& one) { return one.device == holder.device; });
    FF_CHECK(at != holders_.end());
    return &found->second[static_cast<std::size_t>(at - holders_.begin())];
}

bool Sight::sees(const Holder& holder, const core::Row& row) const {
    const auto customer = customer_of(row);
    if (!customer) return row.entity->scope == core::Scope::organisation;
    const auto* seen = view(holder, *customer);
    return seen != nullptr && seen->may;
}

sync::Seq Sight::since(const Holder& holder, const core::Row& row) const {
    const auto customer = customer_of(row);
    const auto* seen = customer ? view(holder, *customer) : nullptr;
    return seen == nullptr ? 0 : seen->since;
}

}  // namespace fieldfare::simulation
