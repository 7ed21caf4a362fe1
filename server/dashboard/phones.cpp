#include "server/dashboard/phones.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/dashboard/query.h"
#include "sync/authority/ledger.h"

namespace fieldfare::server::dashboard {
namespace {

std::optional<std::int64_t> optional_integer(const core::sqlite::Statement& statement, int column) {
    if (statement.null(column)) return std::nullopt;
    return statement.integer(column);
}

Phone read_phone(const core::sqlite::Statement& row) {
    return {
        .number = static_cast<core::DeviceNumber>(row.integer(0)),
        .id = row.uuid(1),
        .user = row.uuid(2),
        .app_version = std::string(row.text(3)),
        .platform = std::string(row.text(4)),
        .enrolled_at = row.integer(5),
        .last_contact_at = optional_integer(row, 6),
        .complete_to = optional_integer(row, 7),
        .cursor = optional_integer(row, 8),
        .pending = optional_integer(row, 9),
        .clock_offset = optional_integer(row, 10),
        .revoked_at = optional_integer(row, 11),
        .quarantined = row.integer(12),
        .forked_from = row.null(13) ? std::nullopt : std::optional(static_cast<core::DeviceNumber>(row.integer(13)))};
}

bool heard_of(const Phone& phone, core::WallMs now) {
    return phone.last_contact_at && now - *phone.last_contact_at < current_within_ms;
}

}  // namespace

core::Result<std::vector<Phone>> phones_of(View& view, const std::set<core::Uuid>& users) {
    Query query(view.database, view.org);
    const auto quarantined = query.place(static_cast<std::int64_t>(sync::Verdict::Kind::quarantined));
    query
        << "SELECT d.number, d.id, d.user, d.app_version, d.platform, d.enrolled_at, d.last_contact_at, d.complete_to, "
           "d.cursor, d.pending, d.clock_offset, d.revoked_at, (SELECT COUNT(*) FROM verdict AS v WHERE v.org=?1 AND "
           "v.device=d.number AND v.kind="
        << quarantined
        << " AND v.kept IS NOT NULL), d.forked_from FROM device_state AS d WHERE d.org=?1 ORDER BY d.number";
    FF_ASSIGN(auto statement, query.run());
    std::vector<Phone> phones;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return phones;
        auto phone = read_phone(statement);
        if (users.contains(phone.user)) phones.push_back(std::move(phone));
    }
}

std::set<core::Uuid> ids_of(const std::vector<const core::Row*>& users) {
    std::set<core::Uuid> ids;
    for (const auto* user : users) ids.insert(user->id);
    return ids;
}

std::string_view state_of(const Phone& phone, core::WallMs now) {
    if (phone.revoked_at) return "revoked";
    if (!phone.last_contact_at) return "never";
    if (!heard_of(phone, now)) return "silent";
    const bool complete = phone.complete_to && now - *phone.complete_to < current_within_ms;
    return complete && phone.pending.value_or(0) == 0 ? "current" : "behind";
}

nlohmann::json freshness(const std::vector<Phone>& phones, core::WallMs now, std::optional<core::Uuid> user) {
    std::optional<core::WallMs> oldest_current;
    std::optional<core::WallMs> newest;
    const auto counts = [&](const Phone& phone) { return !phone.revoked_at && (!user || phone.user == *user); };
    for (const auto& phone : phones) {
        if (!counts(phone) || !phone.complete_to) continue;
        newest = std::max(newest.value_or(0), *phone.complete_to);
        if (now - *phone.complete_to < current_within_ms) {
            oldest_current = std::min(oldest_current.value_or(now), *phone.complete_to);
        }
    }
    const auto complete_to = oldest_current ? oldest_current : newest;
    const auto behind = [&](const Phone& phone) {
        return counts(phone) && (!phone.complete_to || *phone.complete_to < complete_to.value_or(0));
    };
    return {{"complete_to", complete_to ? nlohmann::json(*complete_to) : nlohmann::json()},
            {"phones_total", std::ranges::count_if(phones, counts)},
            {"phones_behind", std::ranges::count_if(phones, behind)}};
}

core::Result<nlohmann::json> freshness(View& view, const People& people) {
    FF_ASSIGN(const auto phones, phones_of(view, ids_of(people.in_scope(view.viewer))));
    return freshness(phones, view.now);
}

}  // namespace fieldfare::server::dashboard
