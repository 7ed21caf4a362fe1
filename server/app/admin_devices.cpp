#include "server/app/admin_handlers.h"

#include "core/base/token.h"
#include "core/catalog/entities.h"
#include "server/app/people.h"
#include "server/auth/secrets.h"
#include "server/store/accounts.h"
#include "server/store/hash.h"

namespace fieldfare::server::admin {

using core::Result;
using core::Status;
using nlohmann::json;

namespace {

constexpr core::WallMs code_life_ms = 15 * 60 * 1000;

}  // namespace

Result<json> device_enrol(const AdminHost& host, const json& command) {
    const auto code = new_enrolment_code(host.random);
    return write(host, [&](WriteScope& scope) -> Result<json> {
        FF_ASSIGN(const auto person, find_person(scope.database, scope.org, text_of(command, "user")));
        if (!person.active) return {core::ErrorCode::forbidden, "the person is not active"};
        FF_TRY(
            add_code(scope.database, scope.org, hashed(*core::normal_code(code)), person.id, scope.now + code_life_ms));
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
            item["forked_from"] = device.forked_from ? json(*device.forked_from) : json(nullptr);
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

}  // namespace fieldfare::server::admin
