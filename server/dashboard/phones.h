#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "server/dashboard/dashboard.h"
#include "server/dashboard/people.h"

// How far each phone's work has arrived, and so how complete a figure is (docs/api.md §1.2).
namespace fieldfare::server::dashboard {

// A phone that was heard of within this time counts as up to date.
inline constexpr core::WallMs current_within_ms = 60 * 60 * 1000;

struct Phone {
    core::DeviceNumber number = 0;
    core::Uuid id;
    core::Uuid user;
    std::string app_version;
    std::string platform;
    core::WallMs enrolled_at = 0;
    std::optional<core::WallMs> last_contact_at;
    std::optional<core::WallMs> complete_to;  // server time of its last exchange that left nothing to send
    std::optional<std::int64_t> cursor;
    std::optional<std::int64_t> pending;
    std::optional<std::int64_t> clock_offset;
    std::optional<core::WallMs> revoked_at;
    std::int64_t quarantined = 0;
    std::optional<core::DeviceNumber> forked_from;  // it began as a copy of this one's data
};

// Phones of these users, revoked ones too.
core::Result<std::vector<Phone>> phones_of(View& view, const std::set<core::Uuid>& users);
std::set<core::Uuid> ids_of(const std::vector<const core::Row*>& users);

// "current", "behind", "silent", "never", "revoked".
std::string_view state_of(const Phone& phone, core::WallMs now);
// {"complete_to", "phones_total", "phones_behind"} of the phones that are not revoked; of one user's when he is given.
nlohmann::json freshness(const std::vector<Phone>& phones, core::WallMs now,
                         std::optional<core::Uuid> user = std::nullopt);
// Of all phones whose work the viewer sees.
core::Result<nlohmann::json> freshness(View& view, const People& people);

}  // namespace fieldfare::server::dashboard
