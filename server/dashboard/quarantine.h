#pragma once

#include <nlohmann/json_fwd.hpp>

#include "server/dashboard/dashboard.h"
#include "server/store/quarantine.h"

// What the server could not take from the phones of the viewer's people.
namespace fieldfare::server::dashboard {

// {"code", "name", "message", "key"} of an error.
nlohmann::json error_json(core::ErrorCode code);
// {"contents", "base64"}: what can be read of it, and the bytes as they came.
nlohmann::json whole_of(const KeptGroup& kept);
// The same for the viewer: both null where something in it is hidden from him.
core::Result<nlohmann::json> whole_for(View& view, const KeptGroup& kept);

// A group of one of the viewer's people. not_found.
core::Result<KeptGroup> kept_group(View& view, const GroupKey& key);
// One line of the list.
core::Result<nlohmann::json> quarantine_item(View& view, const KeptGroup& kept);

}  // namespace fieldfare::server::dashboard
