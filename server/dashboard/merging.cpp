#include "server/dashboard/merging.h"

#include <algorithm>
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
    if (std::ranges::find(merging.gains, view.viewer.user) == merging.gains.end()) return {};
    FF_ASSIGN(const auto hidden, hidden_of(view, merging.from.id, merging.into.id));
    return hidden.none() ? core::Status{} : core::Status{core::ErrorCode::forbidden, "collaborators"};
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
        const bool masked = hidden.hides(*filling.field);
        fields.push_back({{"field", std::string(filling.field->name)},
                          {"kind", std::string(name_of(filling.kind))},
                          {"from", masked ? json() : value_of(view, *filling.field, filling.from)},
                          {"into", masked ? json() : value_of(view, *filling.field, filling.into)},
                          {"masked", masked}});
    }
    auto gains = json::array();
    for (const auto& person : merging.gains) gains.push_back(people.person(person));
    return json{{"from", side(people, merging.from)}, {"into", side(people, merging.into)},
                {"rows", counts(merging.rows)},       {"fields", std::move(fields)},
                {"gains", std::move(gains)},          {"referring", merging.referring.size()}};
}

core::Result<json> parting(View& view, const Uuid& from) {
    FF_TRY(check_merge(view, from, from));
    FF_ASSIGN(const auto parting, people::what_to_part(view.database, view.org, from));
    FF_ASSIGN(const auto people, People::read(view));
    return json{{"from", side(people, parting.from)},
                {"into", side(people, parting.into)},
                {"rows", counts(parting.rows)},
                {"merged_at", parting.at}};
}

}  // namespace fieldfare::server::dashboard
