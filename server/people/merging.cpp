#include "server/people/merging.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/catalog/entities.h"
#include "core/catalog/validation.h"
#include "core/rows/typing.h"
#include "server/people/duplicates.h"
#include "sync/merge/cells.h"

namespace fieldfare::server::people {
namespace {

using core::ErrorCode;
using core::Result;
using core::Row;
using core::RowKey;
using core::Uuid;
using core::catalog::customer;
using core::sqlite::Connection;
using Kind = Filling::Kind;

constexpr auto merged_into = customer.at("merged_into");
constexpr auto owner = customer.at("owner");
constexpr auto collaborators = customer.at("collaborators");

Result<Row> live_customer(Connection& database, Org org, const Uuid& id) {
    FF_ASSIGN(auto stored, find(database, org, customer, id));
    if (!stored) return {ErrorCode::not_found, "customer " + id.text()};
    if (stored->row.has(merged_into)) return {ErrorCode::invalid_argument, "customer: merged already"};
    if (stored->row.deleted()) return {ErrorCode::invalid_argument, "customer: deleted"};
    return std::move(stored->row);
}

// Deleted ones stay where they are: they follow when somebody brings them back.
core::Status live_rows_of(Connection& database, Org org, const Uuid& id, std::vector<RowKey>& rows) {
    for (const auto* entity : core::entities()) {
        if (entity->scope != core::Scope::customer || entity->scope_field.empty()) continue;
        FF_ASSIGN(auto theirs, database.prepare(fmt::format(
                                   "SELECT id FROM \"{}\" WHERE org=?1 AND {}=?2 AND _deleted=0 ORDER BY id",
                                   entity->name, scope_column(*entity))));
        theirs.bind(1, org).bind(2, id);
        while (true) {
            FF_ASSIGN(const bool more, theirs.step());
            if (!more) break;
            rows.push_back({entity, theirs.uuid(0)});
        }
    }
    return {};
}

Result<std::vector<RowKey>> referring_to(Connection& database, Org org, const Uuid& id) {
    std::vector<RowKey> rows;
    FF_ASSIGN(auto theirs, database.prepare("SELECT id FROM customer WHERE org=?1 AND referred_by=?2 AND _deleted=0"));
    theirs.bind(1, org).bind(2, id);
    while (true) {
        FF_ASSIGN(const bool more, theirs.step());
        if (!more) return rows;
        rows.push_back({&customer, theirs.uuid(0)});
    }
}

// The change of one row that gives this reference field another value.
core::Change point(const RowKey& key, std::size_t at, const core::Value& to) {
    core::Change change;
    change.kind = core::ChangeKind::update;
    change.entity = key.entity;
    change.row = key.id;
    change.cells.push_back({key.entity->fields[at].id, {}, to, {}});
    return change;
}

core::Change give(const RowKey& key, const Uuid& to) {
    return point(key, key.entity->position(key.entity->scope_field), to);
}

// Whether the merged one's value may come to stand in the other.
bool goes_over(std::size_t at) {
    const auto& field = customer.fields[at];
    return field.rule != core::Rule::assigned && field.rule != core::Rule::log && at != owner && at != collaborators;
}

// Fills the change of the customer that goes on, field by field.
class Filler {
  public:
    Filler(Merging& merging, const std::vector<std::string>& chosen) : merging_(merging), chosen_(chosen) {}

    void fill() {
        for (std::size_t at = 0; at < customer.fields.size(); ++at) {
            const auto& field = customer.fields[at];
            if (goes_over(at) && &customer.clock_field(field) == &field) fill(at);
        }
        add_name();
        add_people();
    }

  private:
    void fill(std::size_t at) {
        const auto& field = customer.fields[at];
        const auto members = sync::cells::members(customer, field);
        const bool here = holds(merging_.into, members);
        if (!holds(merging_.from, members) || same(members)) return;
        if (core::is_keyed(field)) return join(at);
        if (field.rule == core::Rule::note && here) return join_texts(at);
        const bool wanted = std::ranges::any_of(members, [&](std::size_t member) {
            return std::ranges::find(chosen_, customer.fields[member].name) != chosen_.end();
        });
        if (!here || wanted) {
            for (const auto member : members) put(member, merging_.from.values[member]);
        }
        note(at, !here ? Kind::fills : wanted ? Kind::chosen : Kind::stays);
    }

    void join(std::size_t at) {
        const auto before = merging_.change.cells.size();
        const auto id = customer.fields[at].id;
        if (customer.fields[at].rule == core::Rule::set) {
            const auto& mine = merging_.into.set(at);
            for (const auto& element : merging_.from.set(at)) {
                if (std::ranges::find(mine, element) == mine.end()) add({id, element, std::int64_t{1}, {}});
            }
        } else {
            const auto& mine = merging_.into.map(at);
            for (const auto& [key, scalar] : merging_.from.map(at)) {
                if (!mine.contains(key)) add({id, key, sync::cells::to_value(scalar), {}});
            }
        }
        note(at, merging_.change.cells.size() > before ? Kind::joins : Kind::stays);
    }

    void join_texts(std::size_t at) {
        const auto& field = customer.fields[at];
        const auto mine = std::string(merging_.into.text(at));
        const auto theirs = std::string(merging_.from.text(at));
        if (mine.find(theirs) != std::string::npos) return note(at, Kind::stays);
        core::Value both = mine + "\n\n" + theirs;
        // What is too long together stands in the merged one's history.
        const bool fits = core::validate_value(customer, field, both).ok();
        if (fits) put(at, std::move(both));
        note(at, fits ? Kind::joins : Kind::stays);
    }

    // So that a search for either name finds it.
    void add_name() {
        const auto other = std::string(merging_.from.text(customer.at("name")));
        const auto id = customer.fields[customer.at("aliases")].id;
        const bool known = other == merging_.into.text(customer.at("name")) ||
                           std::ranges::any_of(merging_.change.cells, [&](const core::CellChange& cell) {
                               return cell.field == id && cell.key == other;
                           });
        const auto& aliases = merging_.into.set(customer.at("aliases"));
        const bool taken = std::ranges::find(chosen_, std::string("name")) != chosen_.end();
        const auto alias = taken ? std::string(merging_.into.text(customer.at("name"))) : other;
        if (!known && std::ranges::find(aliases, alias) == aliases.end()) add({id, alias, std::int64_t{1}, {}});
    }

    // Nobody loses sight of his work.
    void add_people() {
        std::vector<std::string> people = merging_.from.set(collaborators);
        people.push_back(merging_.from.reference(owner).text());
        const auto& mine = merging_.into.set(collaborators);
        std::ranges::sort(people);
        people.erase(std::unique(people.begin(), people.end()), people.end());
        for (const auto& person : people) {
            const auto id = Uuid::parse(person);
            if (!id || *id == merging_.into.reference(owner)) continue;
            if (std::ranges::find(mine, person) != mine.end()) continue;
            add({customer.fields[collaborators].id, person, std::int64_t{1}, {}});
            merging_.gains.push_back(*id);
        }
    }

    void put(std::size_t at, core::Value value) {
        // It would refer to itself.
        if (value == core::Value{merging_.into.id}) value = core::Value{};
        add({customer.fields[at].id, {}, std::move(value), {}});
    }
    void add(core::CellChange cell) { merging_.change.cells.push_back(std::move(cell)); }
    void note(std::size_t at, Kind kind) {
        for (const auto member : sync::cells::members(customer, customer.fields[at])) {
            const bool empty = !merging_.from.has(member) && !merging_.into.has(member);
            if (empty) continue;
            merging_.fillings.push_back(
                {&customer.fields[member], kind, merging_.from.values[member], merging_.into.values[member]});
        }
    }
    static bool holds(const Row& row, const std::vector<std::size_t>& members) {
        return std::ranges::any_of(members, [&](std::size_t at) { return row.has(at); });
    }
    bool same(const std::vector<std::size_t>& members) const {
        return std::ranges::all_of(
            members, [&](std::size_t at) { return merging_.from.values[at] == merging_.into.values[at]; });
    }

    Merging& merging_;
    const std::vector<std::string>& chosen_;
};

sync::Principal server_for(const Uuid& org, const Uuid& by) {
    sync::Principal principal;
    principal.org = org;
    principal.user = by;
    principal.role = "admin";
    principal.system = true;
    return principal;
}

Result<Merged> write(WriteScope& scope, const Uuid& org, const Uuid& by, std::vector<core::Change> changes,
                     std::size_t rows) {
    FF_ASSIGN(const auto verdict, scope.authority.write(scope.ledger, server_for(org, by), std::move(changes)));
    return Merged{verdict.seq, rows};
}

}  // namespace

Result<Row> find_customer(Connection& database, Org org, const std::string& which) {
    if (const auto id = Uuid::parse(which)) {
        FF_ASSIGN(auto stored, find(database, org, customer, *id));
        if (stored) return std::move(stored->row);
    }
    FF_ASSIGN(auto coded, database.prepare(select_text(customer, "AND code=?2")));
    coded.bind(1, org).bind(2, which);
    FF_ASSIGN(const bool found, coded.step());
    if (!found) return {ErrorCode::not_found, "customer " + which};
    FF_ASSIGN(auto stored, read(coded, customer));
    return std::move(stored.row);
}

Result<Merging> what_to_merge(Connection& database, Org org, const Uuid& from, const Uuid& into,
                              const std::vector<std::string>& chosen) {
    if (from == into) return {ErrorCode::invalid_argument, "customer: one and the same"};
    for (const auto& name : chosen) {
        const auto at = customer.position(name);
        const bool can_be_chosen = at != core::Entity::npos && !core::is_keyed(customer.fields[at]) && goes_over(at);
        if (!can_be_chosen) return {ErrorCode::invalid_argument, name};
    }
    Merging merging;
    FF_ASSIGN(merging.from, live_customer(database, org, from));
    FF_ASSIGN(merging.into, live_customer(database, org, into));
    FF_TRY(live_rows_of(database, org, from, merging.rows));
    FF_ASSIGN(merging.referring, referring_to(database, org, from));
    merging.change.kind = core::ChangeKind::update;
    merging.change.entity = &customer;
    merging.change.row = into;
    Filler(merging, chosen).fill();
    const bool names_it = std::erase_if(merging.referring, [&](const RowKey& key) { return key.id == into; }) > 0;
    const auto referred_by = customer.fields[customer.at("referred_by")].id;
    const bool written = std::ranges::any_of(merging.change.cells,
                                             [&](const core::CellChange& cell) { return cell.field == referred_by; });
    if (names_it && !written) merging.change.cells.push_back({referred_by, {}, core::Value{}, {}});
    return merging;
}

Result<Merged> merge(WriteScope& scope, const Uuid& org, const Uuid& by, const Merging& merging,
                     const std::optional<std::string>& seen) {
    if (seen) FF_TRY(check_seen(scope.database, scope.org, merging.from.id, merging.into.id, *seen));
    std::vector<core::Change> changes;
    for (const auto& key : merging.rows) changes.push_back(give(key, merging.into.id));
    for (const auto& key : merging.referring) {
        changes.push_back(point(key, customer.at("referred_by"), merging.into.id));
    }
    if (!merging.change.cells.empty()) changes.push_back(merging.change);
    changes.push_back(point({&customer, merging.from.id}, merged_into, merging.into.id));
    FF_TRY(settle_pair(scope, merging.from.id, merging.into.id, PairState::merged, by));
    return write(scope, org, by, std::move(changes), merging.rows.size());
}

Result<Merged> part(WriteScope& scope, const Uuid& org, const Uuid& by, const Parting& parting,
                    const std::optional<std::string>& seen) {
    if (seen) FF_TRY(check_seen(scope.database, scope.org, parting.from.id, parting.into.id, *seen));
    auto changes = parting.changes;
    FF_TRY(settle_pair(scope, parting.from.id, parting.into.id, PairState::two_customers, by));
    FF_ASSIGN(const auto done, write(scope, org, by, std::move(changes), parting.rows.size()));
    for (const auto& key : parting.settled) FF_TRY(scope.ledger.withdraw_conflict(key));
    return done;
}

}  // namespace fieldfare::server::people
