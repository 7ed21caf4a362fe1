#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/rules/day.h"
#include "core/rules/policy.h"
#include "server/api/call.h"
#include "server/store/accounts.h"

// What nearly every answer to the dashboard needs: the organisation's day, its people, and whose phones feed a figure. Include from
// handler sources only.
namespace fieldfare::server::api {

struct PersonInfo {
    core::Uuid id;
    std::string name;
    std::string role;
    core::Uuid team;
    bool active = true;
};

struct Context {
    std::string name;
    std::string currency;
    core::Policy policy;
    core::Day today;
    std::map<core::Uuid, PersonInfo> people;
    std::map<core::Uuid, std::string> teams;

    nlohmann::json person(const core::Uuid& id) const;  // {"id", "name"} or null
    nlohmann::json team(const core::Uuid& id) const;
};
core::Result<Context> read_context(Call& call);

// People whose work the viewer sees: himself; for a lead his team; above, everybody.
std::set<core::Uuid> people_in_scope(const Context& context, const Viewer& viewer);

// docs/api.md §1.2.
nlohmann::json freshness(const std::vector<DeviceState>& devices, const std::set<core::Uuid>& people,
                         core::WallMs now);

std::string session_key(const core::Bytes& token_hash);

}  // namespace fieldfare::server::api
