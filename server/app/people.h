#pragma once

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

}  // namespace fieldfare::server
