#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "core/catalog/entities.h"
#include "server/dashboard/phones.h"
#include "server/dashboard/quarantine.h"
#include "server/dashboard/query.h"
#include "server/store/visible.h"
#include "sync/authority/authority.h"

namespace fieldfare::server::dashboard {
namespace {

using core::catalog::user;
using nlohmann::json;

constexpr std::int64_t largest_lag = 1000;

template <typename T>
json or_null(const std::optional<T>& value) {
    return value ? json(*value) : json();
}

json text_or_null(const std::string& text) {
    return text.empty() ? json() : json(text);
}

// What the server could not take from this phone, newest first.
core::Result<json> quarantine_of(View& view, core::DeviceNumber device) {
    auto items = json::array();
    const auto add = [&items](const KeptGroup& kept) {
        // What a phone sent may be broken beyond reading: then the reason is all there is to show.
        const auto group = kept.read();
        const auto* first = group && !group->changes.empty() ? &group->changes.front() : nullptr;
        items.push_back({{"received_at", kept.received_at},
                         {"entity", first == nullptr ? std::string() : std::string(first->entity->name)},
                         {"row", first == nullptr ? std::string() : first->row.text()},
                         {"error", error_json(kept.verdict.reason.value_or(core::ErrorCode::internal))},
                         {"detail", kept.verdict.detail},
                         {"bytes", kept.bytes.size()}});
    };
    FF_TRY(each_kept_group(view.database, view.org, device, sync::Verdict::Kind::quarantined, quarantine_shown, add));
    return items;
}

// Phones that need somebody first.
std::size_t attention(const Phone& phone, core::WallMs now) {
    constexpr std::array<std::string_view, 5> order{"behind", "silent", "never", "current", "revoked"};
    if (phone.quarantined > 0 && !phone.revoked_at) return 0;
    return 1 + static_cast<std::size_t>(std::ranges::find(order, state_of(phone, now)) - order.begin());
}

// Changes that this phone may see and has not pulled yet, at most `largest_lag`.
core::Result<json> lag_of(View& view, const People& people, const Phone& phone) {
    const auto* owner = people.user(phone.user);
    if (!phone.cursor || phone.revoked_at || owner == nullptr) return json();
    sync::Principal principal;
    principal.user = phone.user;
    principal.team = owner->reference(user.at("team"));
    principal.role = owner->text(user.at("role"));
    const sync::Cursor cursor{static_cast<sync::Seq>(*phone.cursor), 0, {}};
    FF_ASSIGN(const auto lag,
              count_visible_after(view.database, view.org, sync::audience_of(principal), cursor, largest_lag));
    return json(lag);
}

// The phone with a copy of whose data this one began.
json original(const People& people, const Phone& phone) {
    const auto* device = phone.forked_from ? people.device(*phone.forked_from) : nullptr;
    return device == nullptr ? json() : json{{"number", *phone.forked_from}, {"name", device->name}};
}

core::Result<json> phone_json(View& view, const People& people, const Phone& phone) {
    const auto* device = people.device(phone.number);
    FF_ASSIGN(auto lag, lag_of(view, people, phone));
    FF_ASSIGN(auto kept, quarantine_of(view, phone.number));
    return json{{"id", phone.id.text()},
                {"user", people.person(phone.user)},
                {"name", device == nullptr ? std::string() : device->name},
                {"app_version", text_or_null(phone.app_version)},
                {"platform", text_or_null(phone.platform)},
                {"enrolled_at", phone.enrolled_at},
                {"last_contact_at", or_null(phone.last_contact_at)},
                {"complete_to", or_null(phone.complete_to)},
                {"cursor", or_null(phone.cursor)},
                {"cursor_lag", std::move(lag)},
                {"pending", or_null(phone.pending)},
                {"quarantined", phone.quarantined},
                {"quarantine", std::move(kept)},
                {"clock_offset_ms", or_null(phone.clock_offset)},
                {"state", std::string(state_of(phone, view.now))},
                {"forked_from", original(people, phone)},
                {"revoked_at", or_null(phone.revoked_at)}};
}

}  // namespace

core::Result<json> devices(View& view) {
    FF_ASSIGN(const auto people, People::read(view));
    FF_ASSIGN(auto phones, phones_of(view, ids_of(people.in_scope(view.viewer))));
    std::ranges::stable_sort(phones, {}, [&](const Phone& phone) { return attention(phone, view.now); });
    Query query(view.database, view.org);
    query << "SELECT head FROM server WHERE org=?1";
    FF_ASSIGN(const auto head, query.integer());
    auto items = json::array();
    for (const auto& phone : phones) {
        FF_ASSIGN(auto item, phone_json(view, people, phone));
        items.push_back(std::move(item));
    }
    return json{{"items", std::move(items)}, {"head_seq", head}, {"freshness", freshness(phones, view.now)}};
}

}  // namespace fieldfare::server::dashboard
