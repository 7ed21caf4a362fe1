#include <algorithm>

#include "core/base/check.h"
#include "core/catalog/entities.h"
#include "tests/simulation/checks.h"

namespace fieldfare::simulation {
namespace {

namespace catalog = core::catalog;

}  // namespace

Sight::Sight(const std::vector<Holder>& holders) : holders_(holders) {
    for (const auto& holder : holders_) users_.emplace(holder.user, &holder);
}

std::optional<core::Uuid> Sight::customer_of(const core::Row& row) {
    const auto& entity = *row.entity;
    if (entity.scope != core::Scope::customer) return std::nullopt;
    if (entity.scope_field.empty()) return row.id;
    return row.reference(entity.position(entity.scope_field));
}

bool Sight::may(const Holder& holder, const core::Row& customer) const {
    std::set<core::Uuid> people{customer.reference(catalog::customer.at("owner"))};
    for (const auto& text : customer.set(catalog::customer.at("collaborators"))) {
        if (const auto id = core::Uuid::parse(text)) people.insert(*id);
    }
    if (people.contains(holder.user)) return true;
    if (holder.role != "lead") return false;
    for (const auto& person : people) {
        const auto found = users_.find(person);
        if (found != users_.end() && found->second->team == holder.team) return true;
    }
    return false;
}

void Sight::follow(ServerMachine& server) {
    if (server.epoch() != epoch_) {
        epoch_ = server.epoch();
        followed_ = 0;
        views_.clear();
    }
    std::map<core::Uuid, int> times;
    const auto& history = server.history();
    for (auto line = history.rbegin(); line != history.rend() && line->seq > followed_; ++line) {
        if (line->change.entity == &catalog::customer) ++times[line->change.row];
    }
    followed_ = server.head();
    const auto& rows = server.rows();
    for (const auto& [id, count] : times) {
        const auto& stored = rows.at({&catalog::customer, id});
        auto& views = views_[id];
        views.resize(holders_.size());
        for (std::size_t i = 0; i < views.size(); ++i) {
            const bool sees_now = may(holders_[i], stored.row);
            // Several changes at once may have taken the right and given it again.
            if (sees_now && (!views[i].may || count > 1)) views[i].since = stored.seq;
            views[i].may = sees_now;
        }
    }
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
