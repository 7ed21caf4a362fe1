#include "server/app/people.h"

#include <map>

#include "core/catalog/entities.h"
#include "server/auth/password.h"
#include "server/store/accounts.h"

namespace fieldfare::server {
namespace {

using core::catalog::team;
using core::catalog::user;

core::Result<std::vector<core::Row>> rows_of(core::sqlite::Connection& database, Org org, const core::Entity& entity) {
    FF_ASSIGN(auto statement, database.prepare(select_text(entity, "AND _deleted=0 ORDER BY id")));
    statement.bind(1, org);
    std::vector<core::Row> rows;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return rows;
        FF_ASSIGN(auto stored, read(statement, entity));
        rows.push_back(std::move(stored.row));
    }
}

core::Result<core::Uuid> team_named(WriteScope& scope, const AdminHost& host, const std::string& name) {
    FF_ASSIGN(const auto teams, rows_of(scope.database, scope.org, team));
    for (const auto& row : teams) {
        if (row.text(team.at("name")) == name) return row.id;
    }
    core::Row row(team, core::Uuid::v7(host.clock, host.random));
    row.values[team.at("name")] = name;
    row.values[team.at("active")] = std::int64_t{1};
    FF_TRY(scope.authority.write(scope.ledger, system_principal(host.organisation), {sync::add_of(row)}));
    return row.id;
}

}  // namespace

core::Result<std::vector<Person>> list_people(core::sqlite::Connection& database, Org org) {
    std::map<core::Uuid, std::string> teams;
    FF_ASSIGN(const auto team_rows, rows_of(database, org, team));
    for (const auto& row : team_rows) teams[row.id] = row.text(team.at("name"));
    FF_ASSIGN(const auto rows, rows_of(database, org, user));
    std::vector<Person> people;
    for (const auto& row : rows) {
        auto& person = people.emplace_back();
        person.id = row.id;
        person.name = row.text(user.at("name"));
        person.email = row.text(user.at("email"));
        person.role = row.text(user.at("role"));
        person.team = teams[row.reference(user.at("team"))];
        person.active = !row.has(user.at("active")) || row.integer(user.at("active")) != 0;
    }
    return people;
}

core::Result<Person> find_person(core::sqlite::Connection& database, Org org, const std::string& wanted) {
    FF_ASSIGN(const auto people, list_people(database, org));
    const auto email = normal_email(wanted);
    std::optional<Person> found;
    for (const auto& person : people) {
        if (email ? person.email != *email : person.name != wanted) continue;
        if (found) return {core::ErrorCode::already_exists, "several people have this name; use the e-mail"};
        found = person;
    }
    if (!found) return {core::ErrorCode::not_found, "no such person"};
    return *found;
}

core::Result<core::Uuid> add_person(WriteScope& scope, const AdminHost& host, const NewPerson& person) {
    if (person.name.empty()) return {core::ErrorCode::missing_field, "user.name"};
    if (core::catalog::role.find(person.role) == nullptr) return {core::ErrorCode::unknown_enum_value, "user.role"};
    FF_ASSIGN(const auto people, list_people(scope.database, scope.org));
    for (const auto& other : people) {
        if (other.email == person.email) return {core::ErrorCode::already_exists, "user.email"};
    }
    core::Row row(user, core::Uuid::v7(host.clock, host.random));
    row.values[user.at("name")] = person.name;
    row.values[user.at("email")] = person.email;
    row.values[user.at("role")] = person.role;
    row.values[user.at("active")] = std::int64_t{1};
    if (!person.team.empty()) {
        FF_ASSIGN(row.values[user.at("team")], team_named(scope, host, person.team));
    }
    FF_TRY(scope.authority.write(scope.ledger, system_principal(host.organisation), {sync::add_of(row)}));
    if (!person.password_hash.empty()) {
        FF_TRY(set_credential(scope.database, scope.org, row.id, person.email, person.password_hash, scope.now));
    }
    return row.id;
}

core::Status change_person(WriteScope& scope, const AdminHost& host, const core::Uuid& person,
                           const PersonChange& change) {
    std::vector<sync::FieldValue> values;
    const auto set = [&values](std::size_t field, core::Value value) {
        values.push_back({user.fields[field].id, std::move(value)});
    };
    if (change.name) {
        if (change.name->empty()) return {core::ErrorCode::missing_field, "user.name"};
        set(user.at("name"), *change.name);
    }
    if (change.role) {
        if (core::catalog::role.find(*change.role) == nullptr)
            return {core::ErrorCode::unknown_enum_value, "user.role"};
        set(user.at("role"), *change.role);
    }
    if (change.team) {
        core::Value team;
        if (!change.team->empty()) {
            FF_ASSIGN(team, team_named(scope, host, *change.team));
        }
        set(user.at("team"), std::move(team));
    }
    if (change.active) set(user.at("active"), std::int64_t{*change.active ? 1 : 0});
    if (values.empty()) return {core::ErrorCode::invalid_argument, "nothing to change"};
    FF_ASSIGN(const auto stored, find(scope.database, scope.org, user, person));
    if (!stored) return {core::ErrorCode::not_found, "user"};
    FF_TRY(scope.authority.write(scope.ledger, system_principal(host.organisation),
                                 {sync::update_of(stored->row, std::move(values))}));
    return {};
}

}  // namespace fieldfare::server
