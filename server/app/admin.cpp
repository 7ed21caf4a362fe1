#include "server/app/admin.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/catalog/entities.h"
#include "core/rows/json.h"
#include "server/app/import_customers.h"
#include "server/app/people.h"
#include "server/auth/password.h"
#include "server/auth/secrets.h"
#include "server/store/accounts.h"
#include "server/store/digest.h"

namespace fieldfare::server {
namespace {

using core::Result;
using core::Status;
using nlohmann::json;

constexpr std::size_t max_command = 64 * 1024 * 1024;  // an import brings its file along
constexpr core::WallMs code_life_ms = 15 * 60 * 1000;

std::string text_of(const json& command, const char* name) {
    const auto found = command.find(name);
    return found != command.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// Runs inside the writer's transaction and brings its answer out.
Result<json> write(const AdminHost& host, const std::function<Result<json>(WriteScope&)>& work) {
    json answer;
    FF_TRY(host.write([&](WriteScope& scope) -> Status {
        FF_ASSIGN(answer, work(scope));
        return {};
    }));
    return answer;
}

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

Result<json> device_enrol(const AdminHost& host, const json& command) {
    const auto code = new_enrolment_code(host.random);
    return write(host, [&](WriteScope& scope) -> Result<json> {
        FF_ASSIGN(const auto person, find_person(scope.database, scope.org, text_of(command, "user")));
        if (!person.active) return {core::ErrorCode::forbidden, "the person is not active"};
        FF_TRY(add_code(scope.database, scope.org, digest(*normal_code(code)), person.id, scope.now + code_life_ms));
        return json{{"code", code}, {"expires_at", scope.now + code_life_ms}, {"user", person.name}};
    });
}

Result<json> device_list(const AdminHost& host, const json&) {
    return write(host, [&](WriteScope& scope) -> Result<json> {
        FF_ASSIGN(const auto people, list_people(scope.database, scope.org));
        FF_ASSIGN(const auto devices, list_devices(scope.database, scope.org));
        json items = json::array();
        for (const auto& device : devices) {
            std::string owner;
            for (const auto& person : people) {
                if (person.id == device.user) owner = person.name;
            }
            FF_ASSIGN(const auto row, find(scope.database, scope.org, core::catalog::device, device.id));
            json item{{"number", device.number},
                      {"id", device.id.text()},
                      {"user", owner},
                      {"enrolled_at", device.enrolled_at},
                      {"revoked", device.revoked_at.has_value()}};
            item["name"] = row ? std::string(row->row.text(core::catalog::device.at("name"))) : std::string();
            item["last_contact_at"] = device.last_contact_at ? json(*device.last_contact_at) : json(nullptr);
            items.push_back(std::move(item));
        }
        return json{{"items", items}};
    });
}

Result<json> device_revoke(const AdminHost& host, const json& command) {
    const auto wanted = text_of(command, "device");
    core::DeviceNumber number = 0;
    FF_ASSIGN(auto answer, write(host, [&](WriteScope& scope) -> Result<json> {
                  FF_ASSIGN(const auto devices, list_devices(scope.database, scope.org));
                  for (const auto& device : devices) {
                      if (device.id.text() != wanted && std::to_string(device.number) != wanted) continue;
                      number = device.number;
                      FF_TRY(revoke_device(scope.database, scope.org, number, scope.now));
                      const auto& entity = core::catalog::device;
                      FF_ASSIGN(const auto row, find(scope.database, scope.org, entity, device.id));
                      if (row && !row->row.has(entity.at("revoked_at"))) {
                          const auto& field = entity.fields[entity.at("revoked_at")];
                          FF_TRY(scope.authority.write(scope.ledger, system_principal(host.organisation),
                                                       {sync::update_of(row->row, {{field.id, scope.now}})}));
                      }
                      return json{{"number", number}};
                  }
                  return {core::ErrorCode::not_found, "device"};
              }));
    if (host.live != nullptr) host.live->end("d" + std::to_string(number));
    return answer;
}

Result<json> import(const AdminHost& host, const json& command) {
    const auto wish = command.find("dry_run");
    const bool dry_run = wish == command.end() || !wish->is_boolean() || wish->get<bool>();
    ImportReport report;
    // A dry run does everything and is then undone.
    const auto outcome = host.write([&](WriteScope& scope) -> Status {
        FF_ASSIGN(report, import_customers(scope, host, text_of(command, "csv"), text_of(command, "owner")));
        if (dry_run || !report.problems.empty()) return core::ErrorCode::invalid_argument;
        return {};
    });
    if (!outcome && outcome.error().code != core::ErrorCode::invalid_argument) return outcome.error();
    if (!outcome && !outcome.error().detail.empty()) return outcome.error();
    json problems = json::array();
    for (const auto& problem : report.problems) problems.push_back({{"line", problem.line}, {"what", problem.what}});
    return json{{"customers", report.customers},
                {"contacts", report.contacts},
                {"ignored_columns", report.ignored_columns},
                {"problems", problems},
                {"imported", outcome.ok()}};
}

Result<json> dispatch(const AdminHost& host, const json& command) {
    using Handler = Result<json> (*)(const AdminHost&, const json&);
    static constexpr std::pair<std::string_view, Handler> handlers[] = {
        {"user.add", user_add},         {"user.list", user_list},     {"user.password", user_password},
        {"device.enrol", device_enrol}, {"device.list", device_list}, {"device.revoke", device_revoke},
        {"import.customers", import},
    };
    const auto name = text_of(command, "command");
    for (const auto& [known, handler] : handlers) {
        if (known == name) return handler(host, command);
    }
    return {core::ErrorCode::invalid_argument, "unknown command"};
}

}  // namespace

sync::Principal system_principal(const Organisation& organisation) {
    sync::Principal principal;
    principal.org = organisation.id;
    principal.role = "admin";
    principal.system = true;
    return principal;
}

std::string run_admin(const AdminHost& host, const std::string& command) {
    auto answer = [&]() -> Result<json> {
        FF_ASSIGN(const auto parsed, core::parse_json(command, max_command));
        if (!parsed.is_object()) return {core::ErrorCode::malformed, "command"};
        return dispatch(host, parsed);
    }();
    json reply;
    if (answer) {
        reply = std::move(*answer);
        reply["ok"] = true;
    } else {
        reply = {{"ok", false}, {"code", core::label(answer.error().code)}, {"message", answer.error().describe()}};
    }
    return reply.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace fieldfare::server
