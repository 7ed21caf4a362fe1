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
    std::map<core::Uuid, int> times;
    const auto& history = server.history();
    for (auto line = history.rbegin(); line != history.rend() && line->seq > followed_; ++line) {
        if (line->change.entity == &catalog::customer) ++times[line->change.row];
    }
    const auto& rows = server.rows();
    for (const auto& [id, count] : times) {
        const auto& stored = rows.at({&catalog::customer, id});
        const auto before = customers_.find(id);
        for (const auto& holder : holders_) {
            const bool saw = before != customers_.end() && may(holder, before->second);
            // Several changes at once may have taken the right and given it again.
            if (may(holder, stored.row) && (!saw || count > 1)) since_[{holder.user, id}] = stored.seq;
        }
        customers_.insert_or_assign(id, stored.row);
        followed_ = std::max(followed_, stored.seq);
    }
}

bool Sight::sees(const Holder& holder, const core::Row& row) const {
    const auto customer = customer_of(row);
    if (!customer) {
        return row.entity->scope == core::Scope::organisation;
    }
    const auto found = customers_.find(*customer);
    return found != customers_.end() && may(holder, found->second);
}

sync::Seq Sight::since(const Holder& holder, const core::Row& row) const {
    const auto customer = customer_of(row);
    if (!customer) return 0;
    const auto found = since_.find({holder.user, *customer});
    return found == since_.end() ? 0 : found->second;
}

}  // namespace fieldfare::simulation
