#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "core/rows/codec.h"
#include "server/dashboard/phones.h"
#include "server/dashboard/query.h"
#include "sync/protocol/codec.h"

namespace fieldfare::server::dashboard {
namespace {

using nlohmann::json;

template <typename T>
json or_null(const std::optional<T>& value) {
    return value ? json(*value) : json();
}

json text_or_null(const std::string& text) {
    return text.empty() ? json() : json(text);
}

json error_json(core::ErrorCode code) {
    const auto& line = core::info(code);
    return {{"code", core::label(code)},
            {"name", std::string(line.name)},
            {"message", std::string(line.text)},
            {"key", "error." + std::string(line.name)}};
}

// What the server could not take from this phone, newest first.
core::Result<json> quarantine(View& view, core::DeviceNumber device) {
    Query query(view.database, view.org);
    query << "SELECT at, verdict, kept FROM verdict WHERE org=?1 AND device=" << query.place(std::int64_t{device})
          << " AND kind=" << query.place(static_cast<std::int64_t>(sync::Verdict::Kind::quarantined))
          << " AND kept IS NOT NULL ORDER BY epoch DESC, number DESC LIMIT " << query.place(quarantine_shown);
    FF_ASSIGN(auto statement, query.run());
    auto items = json::array();
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return items;
        const auto bytes = statement.bytes(1);
        FF_ASSIGN(const auto verdict,
                  sync::decode_verdict(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size())));
        FF_ASSIGN(const auto group, core::decode_group(statement.bytes(2)));
        FF_CHECK(!group.changes.empty());
        items.push_back({{"received_at", statement.integer(0)},
                         {"entity", std::string(group.changes.front().entity->name)},
                         {"row", group.changes.front().row.text()},
                         {"error", error_json(verdict.reason.value_or(core::ErrorCode::internal))},
                         {"detail", verdict.detail}});
    }
}

// Phones that need somebody first.
std::size_t attention(const Phone& phone, core::WallMs now) {
    constexpr std::array<std::string_view, 5> order{"behind", "silent", "never", "current", "revoked"};
    if (phone.quarantined > 0 && !phone.revoked_at) return 0;
    return 1 + static_cast<std::size_t>(std::ranges::find(order, state_of(phone, now)) - order.begin());
}

core::Result<json> phone_json(View& view, const People& people, const Phone& phone, std::int64_t head) {
    const auto* device = people.device(phone.number);
    FF_ASSIGN(auto kept, quarantine(view, phone.number));
    return json{{"id", phone.id.text()},
                {"user", people.person(phone.user)},
                {"name", device == nullptr ? std::string() : device->name},
                {"app_version", text_or_null(phone.app_version)},
                {"platform", text_or_null(phone.platform)},
                {"enrolled_at", phone.enrolled_at},
                {"last_contact_at", or_null(phone.last_contact_at)},
                {"complete_to", or_null(phone.complete_to)},
                {"cursor", or_null(phone.cursor)},
                {"cursor_lag", phone.cursor ? json(std::max<std::int64_t>(0, head - *phone.cursor)) : json()},
                {"pending", or_null(phone.pending)},
                {"quarantined", phone.quarantined},
                {"quarantine", std::move(kept)},
                {"clock_offset_ms", or_null(phone.clock_offset)},
                {"state", std::string(state_of(phone, view.now))},
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
        FF_ASSIGN(auto item, phone_json(view, people, phone, head));
        items.push_back(std::move(item));
    }
    return json{{"items", std::move(items)}, {"head_seq", head}, {"freshness", freshness(phones, view.now)}};
}

}  // namespace fieldfare::server::dashboard
