#include "tests/support/memory_ledger.h"

#include <algorithm>

#include "core/catalog/entities.h"
#include "sync/merge/cells.h"

namespace fieldfare::tests {

namespace catalog = core::catalog;
using core::Uuid;
using sync::Seq;

const core::Row* MemoryLedger::find(const core::Entity& entity, const Uuid& id) const {
    const auto found = state.rows.find({entity.id, id});
    return found == state.rows.end() ? nullptr : &found->second.row;
}

core::Result<std::optional<core::Row>> MemoryLedger::row(const core::Entity& entity, const Uuid& id) {
    const auto* held = find(entity, id);
    return held == nullptr ? std::optional<core::Row>{} : std::optional(*held);
}

core::Result<std::shared_ptr<const core::CustomFields>> MemoryLedger::custom_fields() {
    std::vector<core::Row> rows;
    for (const auto& [key, held] : state.rows) {
        if (held.row.entity == &catalog::custom_field) rows.push_back(held.row);
    }
    return std::shared_ptr<const core::CustomFields>(
        std::make_shared<core::CustomFields>(core::CustomFields::from_rows(rows)));
}

std::optional<Seq> MemoryLedger::view_began(const sync::Audience& audience, const HeldRow& held) const {
    if (audience.everything || held.scope.kind == core::Scope::organisation) return Seq{0};
    if (held.scope.kind != core::Scope::customer) {
        const auto& mine = audience.circles;
        return std::find(mine.begin(), mine.end(), held.scope.id) != mine.end() ? std::optional(Seq{0}) : std::nullopt;
    }
    const auto members = state.audiences.find(held.scope.id);
    if (members == state.audiences.end()) return std::nullopt;
    std::optional<Seq> began;
    for (const auto& circle : audience.circles) {
        const auto member = members->second.find(circle);
        if (member == members->second.end() || member->second.until != 0) continue;
        began = std::min(began.value_or(member->second.since), member->second.since);
    }
    return began;
}

core::Status MemoryLedger::visible_after(const sync::Audience& audience, const sync::Cursor& cursor,
                                         const std::function<bool(sync::PullItem&&)>& take) {
    std::vector<std::pair<sync::Cursor, sync::PullItem>> items;
    for (const auto& [key, held] : state.rows) {
        const auto began = view_began(audience, held);
        if (!began) continue;
        const sync::Cursor place{std::max(held.seq, *began), key.entity, key.id};
        const bool after = cursor.whole() ? place.seq > cursor.seq : place > cursor;
        if (after) items.push_back({place, {place.seq, held.row, {}}});
    }
    for (const auto& [customer, members] : state.audiences) {
        if (audience.everything) break;
        Seq ended = 0;
        bool holds = false;
        for (const auto& circle : audience.circles) {
            const auto member = members.find(circle);
            if (member == members.end()) continue;
            holds = holds || member->second.until == 0;
            ended = std::max(ended, member->second.until);
        }
        if (!holds && ended > cursor.seq) items.push_back({{ended, 0, customer}, {ended, {}, customer}});
    }
    std::sort(items.begin(), items.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [place, item] : items) {
        if (!take(std::move(item))) break;
    }
    return {};
}

core::Status MemoryLedger::put_row(const core::Row& row, const sync::ScopeKey& scope, Seq seq) {
    state.rows[{row.entity->id, row.id}] = {row, scope, seq};
    return {};
}

core::Status MemoryLedger::set_audience(const Uuid& customer, const std::vector<Uuid>& circles, Seq seq,
                                        core::WallMs at) {
    auto& members = state.audiences[customer];
    for (auto& [circle, member] : members) {
        const bool stays = std::find(circles.begin(), circles.end(), circle) != circles.end();
        if (member.until == 0 && !stays) member = {member.since, seq, at};
        if (member.until != 0 && stays) member = {seq, 0, 0};
    }
    for (const auto& circle : circles) members.try_emplace(circle, Membership{seq, 0, 0});
    return {};
}

core::Result<std::optional<core::WallMs>> MemoryLedger::left_at(const Uuid& customer,
                                                                const std::vector<Uuid>& circles) {
    std::optional<core::WallMs> left;
    const auto members = state.audiences.find(customer);
    if (members == state.audiences.end()) return left;
    for (const auto& circle : circles) {
        const auto member = members->second.find(circle);
        if (member == members->second.end()) continue;
        if (member->second.until == 0) return std::optional<core::WallMs>{};
        left = std::max(left.value_or(0), member->second.ended_at);
    }
    return left;
}

core::Result<std::vector<Uuid>> MemoryLedger::customers_of(const Uuid& user) {
    std::vector<Uuid> customers;
    for (const auto& [key, held] : state.rows) {
        if (held.row.entity != &catalog::customer || held.row.deleted()) continue;
        const auto& helpers = held.row.set(catalog::customer.at("collaborators"));
        const bool owns = held.row.reference(catalog::customer.at("owner")) == user;
        if (owns || std::binary_search(helpers.begin(), helpers.end(), user.text())) customers.push_back(key.id);
    }
    return customers;
}

core::Status MemoryLedger::append_history(const sync::HistoryEntry& entry) {
    state.history.push_back(entry);
    return {};
}

core::Result<std::optional<sync::KnownEdit>> MemoryLedger::known_edit(const core::Entity& entity, const Uuid& row,
                                                                      const core::Cell& cell,
                                                                      const core::Stamp& stamp) {
    for (const auto& entry : state.history) {
        const auto& change = entry.change;
        if (change.entity != &entity || change.row != row || change.stamp != stamp) continue;
        sync::KnownEdit known{entry.user, {}};
        for (const auto& part : change.cells) {
            const auto at = entity.position(part.field);
            const bool same = at != core::Entity::npos && entity.clock_field(entity.fields[at]).id == cell.field;
            if (same && part.key == cell.key) known.base = part.base;
        }
        return std::optional(known);
    }
    return std::optional<sync::KnownEdit>{};
}

core::Status MemoryLedger::put_conflict(const sync::Conflict& conflict) {
    state.conflicts.try_emplace(conflict.key, conflict);
    return {};
}

core::Status MemoryLedger::withdraw_conflict(const sync::ConflictKey& key) {
    state.conflicts.erase(key);
    return {};
}

core::Result<sync::DeviceRecord> MemoryLedger::device(core::DeviceNumber number) {
    const auto found = state.devices.find(number);
    if (found == state.devices.end()) return core::ErrorCode::not_found;
    return found->second;
}

core::Status MemoryLedger::save_mark(core::DeviceNumber number, std::uint64_t mark, const sync::ChainHash& chain,
                                     core::WallMs) {
    auto& record = state.devices.at(number);
    record.mark = mark;
    record.chain = chain;
    return {};
}

core::Result<std::optional<sync::PastGroup>> MemoryLedger::past_group(core::DeviceNumber device, std::uint64_t epoch,
                                                                      std::uint64_t number) {
    const auto found = state.verdicts.find({device, epoch, number});
    if (found == state.verdicts.end()) return std::optional<sync::PastGroup>{};
    return std::optional(sync::PastGroup{found->second.chain, found->second.verdict});
}

core::Status MemoryLedger::store_verdict(core::DeviceNumber device, std::uint64_t epoch, const Uuid& user,
                                         const sync::ChainHash& chain, const sync::Verdict& verdict,
                                         const core::Group* kept, core::WallMs) {
    state.verdicts[{device, epoch, verdict.number}] = {user, chain, verdict,
                                                       kept == nullptr ? std::nullopt : std::optional(*kept)};
    return {};
}

core::Result<std::vector<MemoryLedger::Parked>> MemoryLedger::waiting_for(std::string_view what) {
    std::vector<Parked> parked;
    for (const auto& [key, held] : state.verdicts) {
        const bool waits = held.verdict.kind == sync::Verdict::Kind::waiting && held.verdict.detail == what;
        if (waits && held.kept) parked.push_back({key.device, key.epoch, held.user, held.chain, *held.kept});
    }
    return parked;
}

core::Result<std::uint64_t> MemoryLedger::next_in_series(std::string_view series) {
    return ++state.series[std::string(series)];
}

core::Result<bool> MemoryLedger::text_in_use(const core::Entity& entity, std::size_t field, std::string_view text) {
    return std::any_of(state.rows.begin(), state.rows.end(), [&](const auto& entry) {
        const auto& row = entry.second.row;
        return row.entity == &entity && row.text(field) == text;
    });
}

}  // namespace fieldfare::tests
