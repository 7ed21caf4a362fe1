#include "server/dashboard/merging.h"

#include <algorithm>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>

#include "core/catalog/entities.h"
#include "core/rows/json.h"
#include "server/dashboard/book.h"
#include "server/dashboard/masked.h"
#include "server/dashboard/people.h"
#include "server/dashboard/query.h"

namespace fieldfare::server::dashboard {
namespace {

using core::Uuid;
using core::catalog::customer;
using nlohmann::json;

json side(const People& people, const core::Row& row) {
    auto told = customer_ref(row);
    told["owner"] = people.person(row.reference(customer.at("owner")));
    told["filed_on"] = std::string(row.text(customer.at("filed_on")));
    return told;
}

json counts(const std::vector<core::RowKey>& rows) {
    std::map<std::string, std::size_t> by_entity;
    for (const auto& key : rows) ++by_entity[std::string(key.entity->name)];
    return {{"contacts", by_entity["contact"]},
            {"visits", by_entity["interaction"]},
            {"followups", by_entity["followup"]},
            {"all", rows.size()}};
}

std::string_view name_of(people::Filling::Kind kind) {
    switch (kind) {
        case people::Filling::Kind::fills:
            return "fills";
        case people::Filling::Kind::joins:
            return "joins";
        case people::Filling::Kind::chosen:
            return "chosen";
        case people::Filling::Kind::stays:
            return "stays";
    }
    return "stays";
}

// People and customers by name.
json value_of(View& view, const core::Field& field, const core::Value& value) {
    const auto* id = std::get_if<Uuid>(&value);
    const auto* entity = id == nullptr ? nullptr : core::find_entity(field.refers_to);
    if (entity == nullptr) return core::value_to_json(field, value);
    const auto stored = find(view.database, view.org, *entity, *id);
    const auto name = entity->position("name");
    if (!stored || !*stored || name == core::Entity::npos) return nullptr;
    return std::string((*stored)->row.text(name));
}

// What the one that goes on keeps.
core::Result<std::vector<core::RowKey>> rows_that_stay(View& view, const people::Parting& parting) {
    auto going = parting.rows;
    std::ranges::sort(going, std::less<>());
    std::vector<core::RowKey> rows;
    for (const auto* entity : core::entities()) {
        if (entity->scope != core::Scope::customer || entity->scope_field.empty()) continue;
        Query query(view.database, view.org);
        query << "SELECT id FROM \"" << entity->name << "\" WHERE org=?1 AND _deleted=0 AND " << scope_column(*entity)
              << "=" << query.place(parting.into.id);
        FF_ASSIGN(auto found, query.run());
        while (true) {
            FF_ASSIGN(const bool more, found.step());
            if (!more) break;
            const core::RowKey key{entity, found.uuid(0)};
            if (!std::ranges::binary_search(going, key, std::less<>())) rows.push_back(key);
        }
    }
    return rows;
}

// Fields in which the one that goes on has again what it had, in the catalog's order.
json fields_put_back(const people::Parting& parting, const core::Classes& hidden) {
    auto names = json::array();
    for (const auto& field : customer.fields) {
        const bool written = std::ranges::any_of(parting.changes, [&](const core::Change& change) {
            return change.row == parting.into.id &&
                   std::ranges::any_of(change.cells, [&](const auto& cell) { return cell.field == field.id; });
        });
        if (written && !hidden.hides(field)) names.push_back(std::string(field.name));
    }
    return names;
}

core::Result<core::Classes> hidden_of(View& view, const Uuid& one, const Uuid& other) {
    Masked masked(view);
    FF_ASSIGN(const auto of_one, masked.over(one));
    FF_ASSIGN(const auto of_other, masked.over(other));
    return of_one | of_other;
}

}  // namespace

core::Status check_choice(View& view, const Uuid& from, const Uuid& into, const std::vector<std::string>& chosen) {
    FF_ASSIGN(const auto hidden, hidden_of(view, from, into));
    for (const auto& name : chosen) {
        const auto at = customer.position(name);
        if (at != core::Entity::npos && hidden.hides(customer.fields[at])) {
            return {core::ErrorCode::forbidden, "customer." + name};
        }
    }
    return {};
}

core::Status check_merge(View& view, const Uuid& one, const Uuid& other) {
    if (view.viewer.role == "rep") return {core::ErrorCode::forbidden, "merge"};
    Query query(view.database, view.org);
    const auto condition = customer_visible(query, view.viewer, "customer.id");
    query << "SELECT COUNT(*) FROM customer WHERE org=?1 AND id IN (" << query.place(one) << "," << query.place(other)
          << ") AND " << condition;
    FF_ASSIGN(const auto seen, query.integer());
    return seen == 2 || (seen == 1 && one == other) ? core::Status{}
                                                    : core::Status{core::ErrorCode::not_found, "customer"};
}

core::Status check_gain(View& view, const people::Merging& merging) {
    Masked masked(view);
    FF_ASSIGN(const auto of_from, masked.over(merging.from.id));
    FF_ASSIGN(const auto of_into, masked.over(merging.into.id));
    const bool moves_into_sight = (of_from & of_into) != of_from;
    const bool joins = std::ranges::find(merging.gains, view.viewer.user) != merging.gains.end();
    const bool lifts = moves_into_sight || (joins && !(of_from | of_into).none());
    return lifts ? core::Status{core::ErrorCode::forbidden, "hidden from the viewer"} : core::Status{};
}

core::Result<json> merging(View& view, const Uuid& from, const Uuid& into, const std::vector<std::string>& chosen) {
    FF_TRY(check_merge(view, from, into));
    FF_TRY(check_choice(view, from, into, chosen));
    FF_ASSIGN(const auto hidden, hidden_of(view, from, into));
    FF_ASSIGN(const auto merging, people::what_to_merge(view.database, view.org, from, into, chosen));
    FF_TRY(check_gain(view, merging));
    FF_ASSIGN(const auto people, People::read(view));
    auto fields = json::array();
    for (const auto& filling : merging.fillings) {
        // Even whether there is one, and what becomes of it, would tell of the value.
        if (hidden.hides(*filling.field)) continue;
        fields.push_back({{"field", std::string(filling.field->name)},
                          {"kind", std::string(name_of(filling.kind))},
                          {"from", value_of(view, *filling.field, filling.from)},
                          {"into", value_of(view, *filling.field, filling.into)}});
    }
    auto gains = json::array();
    for (const auto& person : merging.gains) gains.push_back(people.person(person));
    FF_ASSIGN(auto seen, people::seen_of(view.database, view.org, from, into));
    return json{{"from", side(people, merging.from)},
                {"into", side(people, merging.into)},
                {"rows", counts(merging.rows)},
                {"fields", std::move(fields)},
                {"hidden", !hidden.none()},
                {"gains", std::move(gains)},
                {"referring", merging.referring.size()},
                {"seen", std::move(seen)}};
}

core::Result<json> parting(View& view, const Uuid& from) {
    FF_TRY(check_merge(view, from, from));
    FF_ASSIGN(const auto parting, people::what_to_part(view.database, view.org, from));
    FF_TRY(check_merge(view, from, parting.into.id));
    FF_ASSIGN(const auto people, People::read(view));
    FF_ASSIGN(const auto hidden, hidden_of(view, from, parting.into.id));
    FF_ASSIGN(const auto staying, rows_that_stay(view, parting));
    FF_ASSIGN(auto seen, people::seen_of(view.database, view.org, from, parting.into.id));
    return json{{"from", side(people, parting.from)},
                {"into", side(people, parting.into)},
                {"rows", counts(parting.rows)},
                {"stays", counts(staying)},
                {"fields", fields_put_back(parting, hidden)},
                {"hidden", !hidden.none()},
                {"merged_at", parting.at},
                {"seen", std::move(seen)}};
}

}  // namespace fieldfare::server::dashboard
