#include "tests/simulation/merges.h"

#include <algorithm>

#include "core/catalog/entities.h"
#include "server/people/merging.h"
#include "tests/simulation/versions.h"

namespace fieldfare::simulation {
namespace {

namespace catalog = core::catalog;
using catalog::customer;
using core::Row;
using core::RowKey;
using core::Uuid;

constexpr auto merged_into = customer.at("merged_into");

std::vector<Uuid> named_by(const Row& row, std::size_t at) {
    const auto& field = row.entity->fields[at];
    if (field.type == core::Type::reference && row.has(at)) return {row.reference(at)};
    std::vector<Uuid> ids;
    if (field.type != core::Type::set || field.refers_to.empty()) return ids;
    for (const auto& text : row.set(at)) {
        if (const auto id = Uuid::parse(text)) ids.push_back(*id);
    }
    return ids;
}

// Everything of customers' scope that the row names.
void each_named(const Row& row, const std::function<void(const core::Field&, const RowKey&)>& take) {
    for (std::size_t at = 0; at < row.entity->fields.size(); ++at) {
        const auto& field = row.entity->fields[at];
        const auto* entity = field.refers_to.empty() ? nullptr : core::find_entity(field.refers_to);
        if (entity == nullptr || entity->scope != core::Scope::customer) continue;
        for (const auto& id : named_by(row, at)) take(field, {entity, id});
    }
}

bool says(const core::Change& change, std::size_t field) {
    return std::ranges::any_of(change.cells, [&](const auto& cell) { return cell.field == customer.fields[field].id; });
}

}  // namespace

bool carried_over(const std::vector<HistoryLine>& history, std::size_t at) {
    const auto& line = history[at];
    if (line.change.entity != &customer || line.change.kind != core::ChangeKind::update || line.device == 0)
        return false;
    // The merged one's own line stands before it, in the same group.
    for (auto before = at; before-- > 0 && history[before].seq == line.seq;) {
        const auto& other = history[before].change;
        if (other.entity == &customer && other.row != line.change.row && other.stamp == line.change.stamp) return true;
    }
    return false;
}

void note_carried_over(Oracle& oracle, const std::vector<HistoryLine>& history) {
    for (std::size_t at = 0; at < history.size(); ++at) {
        const auto& change = history[at].change;
        if (carried_over(history, at)) oracle.stands_in(change.stamp, {change.entity, change.row});
    }
}

void see_carried_removals(const std::vector<HistoryLine>& history,
                          std::map<std::pair<RowKey, core::Cell>, core::Stamp>& seen) {
    for (std::size_t at = 0; at < history.size(); ++at) {
        if (!carried_over(history, at)) continue;
        const auto& change = history[at].change;
        for (const auto& part : change.cells) {
            const auto rule = customer.fields[customer.position(part.field)].rule;
            if (rule != core::Rule::set || part.value != core::Value{std::int64_t{0}}) continue;
            auto& newest = seen[{RowKey{change.entity, change.row}, {part.field, part.key}}];
            newest = std::max(newest, part.base);
        }
    }
}

void check_references(Phone& phone, ServerMachine& server, const Sight& sight) {
    if (!server.running() || phone.state().server_epoch != server.epoch()) return;
    const auto erased = server.erased();
    for (const auto& held : phone.rows()) {
        const auto& key = held.first;
        const auto& row = held.second;
        if (row.deleted() || key.entity->scope != core::Scope::customer) continue;
        each_named(row, [&](const core::Field& field, const RowKey& named) {
            if (phone.rows().contains(named) || erased.contains(named.id)) return;
            const auto stored = server.rows().find(named);
            const bool its = stored != server.rows().end() && stored->second.seq <= phone.state().cursor &&
                             as_known_to(phone.holder().earlier, stored->second.row) &&
                             sight.sees(phone.holder(), stored->second.row) &&
                             sight.since(phone.holder(), stored->second.row) <= phone.state().cursor;
            if (!its) return;
            violated(18, "{} holds {} whose {} names {}, and does not hold that", phone.holder().name, describe(key),
                     field.name, describe(named));
        });
    }
}

void check_merges(ServerMachine& server) {
    const auto& rows = server.rows();
    for (const auto& held : rows) {
        const auto& key = held.first;
        if (held.second.row.deleted()) continue;
        if (key.entity == &customer && held.second.row.has(merged_into)) {
            violated(18, "{} was merged into another, and lives", describe(key));
        }
        each_named(held.second.row, [&](const core::Field& field, const RowKey& named) {
            const auto found = rows.find(named);
            if (field.name == "merged_into" || found == rows.end() || named.entity != &customer) return;
            if (!found->second.row.has(merged_into)) return;
            violated(18, "{}'s {} names {}, which was merged into another", describe(key), field.name, describe(named));
        });
    }
    const auto& history = server.history();
    // By merged customer: into which, since which seq.
    std::map<Uuid, std::pair<Uuid, sync::Seq>> merged;
    for (std::size_t at = 0; at < history.size(); ++at) {
        const auto& [seq, device, epoch, number, change] = history[at];
        if (change.entity != &customer || change.kind != core::ChangeKind::update) continue;
        if (says(change, merged_into)) {
            const auto* into = std::get_if<Uuid>(&change.cells.front().value);
            if (into == nullptr) {
                merged.erase(change.row);
            } else {
                merged[change.row] = {*into, seq};
            }
            continue;
        }
        const auto found = merged.find(change.row);
        if (found == merged.end() || found->second.second >= seq || device == 0) continue;
        const RowKey into{&customer, found->second.first};
        // Who takes something out of a set takes away what he saw, which was the other's.
        const bool takes_away = std::ranges::all_of(change.cells, [](const core::CellChange& cell) {
            const auto& field = customer.fields[customer.position(cell.field)];
            return field.rule == core::Rule::set && cell.value == core::Value{std::int64_t{0}};
        });
        if (!rows.contains(into) || takes_away) continue;
        const bool followed = std::ranges::any_of(history, [&, when = seq, what = &change](const HistoryLine& line) {
            return line.seq == when && line.change.row == into.id && line.change.stamp == what->stamp;
        });
        if (!followed) {
            violated(3, "what came for {} at {} is not in {}, which it was merged into",
                     describe(RowKey{&customer, change.row}), seq, describe(into));
        }
    }
}

void check_codes(const std::vector<std::unique_ptr<Phone>>& phones, ServerMachine& server) {
    constexpr auto final_code = customer.at("code");
    constexpr auto provisional = customer.at("provisional_code");
    std::map<std::pair<std::size_t, std::string>, Uuid> codes;
    const auto look = [&](const Row& row) {
        if (row.entity != &customer) return;
        for (const auto at : {final_code, provisional}) {
            if (!row.has(at)) continue;
            const auto [first, fresh] = codes.emplace(std::pair{at, std::string(row.text(at))}, row.id);
            if (fresh || first->second == row.id) continue;
            violated(19, "two customers have the {} {}", customer.fields[at].name, row.text(at));
        }
    };
    for (const auto& [key, stored] : server.rows()) {
        look(stored.row);
        const bool lacks = key.entity == &customer && !stored.row.has(final_code);
        if (lacks) violated(19, "{} has no code of the server's", describe(key));
    }
    for (const auto& phone : phones) {
        for (const auto& [key, row] : phone->rows()) look(row);
    }
}

namespace {

// Customers that could be merged, or that were, in order of id.
std::vector<Uuid> customers_that(ServerMachine& server, const std::function<bool(const Row&)>& fit) {
    std::vector<Uuid> ids;
    for (const auto& [key, stored] : server.rows()) {
        if (key.entity == &customer && fit(stored.row)) ids.push_back(key.id);
    }
    return ids;
}

// The customer and all that were merged into it, one by one.
std::set<Uuid> family_of(ServerMachine& server, const Uuid& id) {
    std::set<Uuid> family{id};
    for (std::size_t before = 0; before != family.size();) {
        before = family.size();
        for (const auto& [key, stored] : server.rows()) {
            const bool joins = key.entity == &customer && stored.row.has(merged_into) &&
                               family.contains(stored.row.reference(merged_into));
            if (joins) family.insert(key.id);
        }
    }
    return family;
}

// Rows that live, whose author named one of the homes, and that stand with the stand-in now.
std::vector<RowKey> at_home_in(ServerMachine& server, const std::set<Uuid>& homes, const Uuid& stand_in) {
    std::map<RowKey, Uuid> home;
    for (const auto& line : server.history()) {
        const auto& entity = *line.change.entity;
        if (entity.scope != core::Scope::customer || entity.scope_field.empty()) continue;
        const auto field = entity.fields[entity.position(entity.scope_field)].id;
        for (const auto& cell : line.change.cells) {
            const auto* id = std::get_if<Uuid>(&cell.value);
            if (cell.field == field && id != nullptr) home.emplace(RowKey{&entity, line.change.row}, *id);
        }
    }
    std::vector<RowKey> keys;
    for (const auto& [key, id] : home) {
        const auto found = server.rows().find(key);
        if (!homes.contains(id) || found == server.rows().end() || found->second.row.deleted()) continue;
        const auto at = key.entity->position(key.entity->scope_field);
        if (found->second.row.reference(at) == stand_in) keys.push_back(key);
    }
    return keys;
}

// What of the one that goes on was ever written together with the merged one: by the merge, or by edits that followed
// it.
std::set<core::Cell> came_from(const std::vector<HistoryLine>& history, const Uuid& from, const Uuid& into) {
    std::set<std::pair<sync::Seq, core::Stamp>> writes;
    for (const auto& line : history) {
        if (line.change.row == from) writes.emplace(line.seq, line.change.stamp);
    }
    std::set<core::Cell> cells;
    for (const auto& line : history) {
        if (line.change.row != into || !writes.contains({line.seq, line.change.stamp})) continue;
        for (const auto& part : line.change.cells) {
            const auto& field = customer.fields[customer.position(part.field)];
            cells.insert({customer.clock_field(field).id, part.key});
        }
    }
    return cells;
}

}  // namespace

void ServerMachine::merge_some() {
    if (!running()) return;
    const auto live = customers_that(*this, [](const Row& row) { return !row.deleted() && !row.has(merged_into); });
    if (live.size() < 2) return;
    const auto from = live[stage_.chance.below(live.size())];
    const auto into = live[stage_.chance.below(live.size())];
    if (from == into) return;
    const bool done = run("a merge", [&](server::WriteScope& scope) -> core::Status {
        FF_ASSIGN(const auto merging, server::people::what_to_merge(scope.database, scope.org, from, into));
        FF_TRY(server::people::merge(scope, store_->organisation().id, {}, merging));
        return {};
    });
    if (done) stage_.count(Happened::merged);
}

void ServerMachine::part_some() {
    if (!running()) return;
    const auto merged = customers_that(*this, [](const Row& row) { return row.has(merged_into); });
    if (merged.empty()) return;
    const auto from = merged[stage_.chance.below(merged.size())];
    const auto into = rows().at({&customer, from}).row.reference(merged_into);
    const auto back = at_home_in(*this, family_of(*this, from), into);
    std::vector<sync::ConflictKey> settled;
    const bool done = run("the undo of a merge", [&](server::WriteScope& scope) -> core::Status {
        FF_ASSIGN(const auto parting, server::people::what_to_part(scope.database, scope.org, from));
        settled = parting.settled;
        FF_TRY(server::people::part(scope, store_->organisation().id, {}, parting));
        return {};
    });
    if (!done) return;
    stage_.count(Happened::parted);
    const auto came = came_from(history(), from, into);
    for (const auto& key : settled) {
        if (key.row != into || !came.contains(key.cell)) {
            violated(11, "the undo of a merge settled a conflict of {} that has nothing to do with it",
                     describe(RowKey{key.entity, key.row}));
        }
        settled_.insert({{key.entity, key.row}, key.cell, key.loser});
    }
    // 8: all that was its own goes back, at once.
    for (const auto& key : back) {
        const auto& [row, seq] = rows().at(key);
        if (row.reference(key.entity->position(key.entity->scope_field)) == from && seq == caught_up_) continue;
        violated(8, "the undo of a merge left {} with the other customer", describe(key));
    }
}

bool ServerMachine::run(const char* what, const server::WriteJob& job) {
    server::News news;
    behind_ = true;
    const auto done = store_->run(job, &news);
    if (!survived()) return false;
    stage_.trace.say("{}: {}", what, done ? "done" : done.error().describe());
    catch_up();
    if (news.seq != 0 && on_news_) on_news_(news.seq);
    return done.ok();
}

}  // namespace fieldfare::simulation
