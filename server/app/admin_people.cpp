#include "server/app/admin_handlers.h"
#include "server/app/people.h"
#include "server/auth/password.h"
#include "server/store/accounts.h"

namespace fieldfare::server::admin {

using core::Result;
using core::Status;
using nlohmann::json;

namespace {

// Nothing when it is absent. wrong_type: it is something else.
template <typename T>
Result<std::optional<T>> member(const json& command, const char* name) {
    const auto found = command.find(name);
    if (found == command.end()) return std::optional<T>{};
    const auto* value = found->get_ptr<const T*>();
    if (value == nullptr) return {core::ErrorCode::wrong_type, name};
    return std::optional<T>(*value);
}

}  // namespace

Result<json> user_add(const AdminHost& host, const json& command) {
    const auto password = text_of(command, "password");
    FF_ASSIGN(const auto email, normal_email(text_of(command, "email")));
    std::string hash;
    if (!password.empty()) {
        FF_TRY(check_new_password(password));
        FF_ASSIGN(hash, hash_password(password));
    }
    return write(host, [&](WriteScope& scope) -> Result<json> {
        NewPerson person;
        person.name = text_of(command, "name");
        person.email = email;
        person.role = text_of(command, "role");
        person.team = text_of(command, "team");
        person.password_hash = hash;
        FF_ASSIGN(const auto id, add_person(scope, host, person));
        return json{{"id", id.text()}, {"email", email}};
    });
}

Result<json> user_change(const AdminHost& host, const json& command) {
    PersonChange change;
    FF_ASSIGN(change.name, member<std::string>(command, "name"));
    FF_ASSIGN(change.role, member<std::string>(command, "role"));
    FF_ASSIGN(change.team, member<std::string>(command, "team"));
    FF_ASSIGN(change.active, member<bool>(command, "active"));
    core::Uuid user;
    FF_ASSIGN(auto answer, write(host, [&](WriteScope& scope) -> Result<json> {
                  FF_ASSIGN(const auto person, find_person(scope.database, scope.org, text_of(command, "user")));
                  FF_TRY(change_person(scope, host, person.id, change));
                  if (change.active == false) FF_TRY(end_sessions_of(scope.database, scope.org, person.id));
                  user = person.id;
                  return json{{"email", person.email}};
              }));
    if (change.active == false && host.live != nullptr) host.live->end_user(user);
    return answer;
}

Result<json> user_list(const AdminHost& host, const json&) {
    return write(host, [&](WriteScope& scope) -> Result<json> {
        FF_ASSIGN(const auto people, list_people(scope.database, scope.org));
        json items = json::array();
        for (const auto& person : people) {
            items.push_back({{"id", person.id.text()},
                             {"name", person.name},
                             {"email", person.email},
                             {"role", person.role},
                             {"team", person.team},
                             {"active", person.active}});
        }
        return json{{"items", items}};
    });
}

Result<json> user_password(const AdminHost& host, const json& command) {
    const auto password = text_of(command, "password");
    FF_TRY(check_new_password(password));
    FF_ASSIGN(const auto hash, hash_password(password));
    core::Uuid user;
    FF_ASSIGN(auto answer, write(host, [&](WriteScope& scope) -> Result<json> {
                  FF_ASSIGN(const auto person, find_person(scope.database, scope.org, text_of(command, "user")));
                  FF_TRY(set_credential(scope.database, scope.org, person.id, person.email, hash, scope.now));
                  FF_TRY(end_sessions_of(scope.database, scope.org, person.id));
                  user = person.id;
                  return json{{"email", person.email}};
              }));
    if (host.live != nullptr) host.live->end_user(user);
    return answer;
}

}  // namespace fieldfare::server::admin
