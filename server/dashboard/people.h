#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/rows/row.h"
#include "server/dashboard/dashboard.h"

namespace fieldfare::server::dashboard {

struct Device {
    core::DeviceNumber number = 0;
    core::Uuid id;
    core::Uuid user;
    std::string name;
};

// The organisation's people, teams and phones by id, read once a request.
class People {
  public:
    static core::Result<People> read(View& view);

    // {"id", "name"}, or null for a nil or unknown id.
    nlohmann::json person(const core::Uuid& user) const;
    nlohmann::json team(const core::Uuid& id) const;
    const core::Row* user(const core::Uuid& id) const;
    const Device* device(core::DeviceNumber number) const;
    // Whose work the viewer sees: a rep his own, a lead his team's, others everybody's. By name.
    std::vector<const core::Row*> in_scope(const Viewer& viewer) const;

  private:
    std::map<core::Uuid, core::Row> users_;
    std::map<core::Uuid, core::Row> teams_;
    std::map<core::DeviceNumber, Device> devices_;
};

}  // namespace fieldfare::server::dashboard
