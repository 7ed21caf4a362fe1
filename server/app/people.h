#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/app/admin.h"
#include "server/store/canonical_store.h"

namespace fieldfare::server {

struct Person {
    core::Uuid id;
    std::string name;
    std::string email;
    std::string role;
    std::string team;
    bool active = true;
};
core::Result<std::vector<Person>> list_people(core::sqlite::Connection& database, Org org);
// By e-mail, or by name where only one person bears it. not_found; already_exists: several bear the name.
core::Result<Person> find_person(core::sqlite::Connection& database, Org org, const std::string& wanted);

struct NewPerson {
    std::string name;
    std::string email;          // normal form
    std::string role;           // code of the catalog's role
    std::string team;           // name; made if there is none; empty: no team
    std::string password_hash;  // empty: cannot sign in to the dashboard yet
};
// unknown_enum_value (role), already_exists (e-mail), missing_field.
core::Result<core::Uuid> add_person(WriteScope& scope, const AdminHost& host, const NewPerson& person);

struct PersonChange {
    std::optional<std::string> name;
    std::optional<std::string> role;  // code of the catalog's role
    std::optional<std::string> team;  // name; made if there is none; empty: no team
    std::optional<bool> active;
};
// His phones gain and lose customers with role and team. unknown_enum_value (role), missing_field (name),
// invalid_argument (nothing to change).
core::Status change_person(WriteScope& scope, const AdminHost& host, const core::Uuid& person,
                           const PersonChange& change);

}  // namespace fieldfare::server
