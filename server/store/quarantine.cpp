#include "server/store/quarantine.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <limits>

#include "core/rows/codec.h"
#include "sync/protocol/codec.h"

namespace fieldfare::server {
namespace {

using core::Result;
using core::Status;
using core::sqlite::Connection;
using core::sqlite::Statement;
using Kind = sync::Verdict::Kind;

// Of the columns device, epoch, number, user, at, verdict, kept.
Result<KeptGroup> read_kept(const Statement& statement) {
    KeptGroup group;
    group.key = {static_cast<core::DeviceNumber>(statement.integer(0)),
                 static_cast<std::uint64_t>(statement.integer(1)), static_cast<std::uint64_t>(statement.integer(2))};
    group.user = statement.uuid(3);
    group.received_at = statement.integer(4);
    const auto verdict = statement.bytes(5);
    FF_ASSIGN(group.verdict,
              sync::decode_verdict(std::string_view(reinterpret_cast<const char*>(verdict.data()), verdict.size())));
    const auto bytes = statement.bytes(6);
    group.bytes.assign(bytes.begin(), bytes.end());
    return group;
}

}  // namespace

std::string GroupKey::text() const {
    return fmt::format("{}.{}.{}", device, epoch, number);
}

std::optional<GroupKey> GroupKey::parse(std::string_view text) {
    std::array<std::uint64_t, 3> parts{};
    const auto* at = text.data();
    const auto* const end = at + text.size();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0 && (at == end || *at++ != '.')) return std::nullopt;
        const auto [after, error] = std::from_chars(at, end, parts[i]);
        if (error != std::errc() || parts[i] > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
        at = after;
    }
    if (at != end || parts[0] > std::numeric_limits<core::DeviceNumber>::max()) return std::nullopt;
    return GroupKey{static_cast<core::DeviceNumber>(parts[0]), parts[1], parts[2]};
}

std::optional<core::Group> KeptGroup::read() const {
    auto group = core::decode_group(bytes);
    return group ? std::optional(*std::move(group)) : std::nullopt;
}

Status each_kept_group(Connection& database, Org org, core::DeviceNumber device, Kind kind, std::int64_t most,
                       const std::function<void(const KeptGroup&)>& take) {
    FF_ASSIGN(auto statement,
              database.prepare("SELECT device, epoch, number, user, at, verdict, kept FROM verdict INDEXED BY "
                               "verdict_kept_of WHERE org=?1 AND device=?2 AND kind=?3 AND kept IS NOT NULL ORDER BY "
                               "epoch DESC, number DESC LIMIT ?4"));
    statement.bind(1, org)
        .bind(2, static_cast<std::int64_t>(device))
        .bind(3, static_cast<std::int64_t>(kind))
        .bind(4, most);
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return {};
        FF_ASSIGN(const auto group, read_kept(statement));
        take(group);
    }
}

Result<std::optional<KeptGroup>> find_kept_group(Connection& database, Org org, const GroupKey& key) {
    FF_ASSIGN(auto statement,
              database.prepare("SELECT device, epoch, number, user, at, verdict, kept FROM verdict WHERE org=?1 AND "
                               "device=?2 AND epoch=?3 AND number=?4 AND kind IN (?5, ?6) AND kept IS NOT NULL"));
    statement.bind(1, org)
        .bind(2, static_cast<std::int64_t>(key.device))
        .bind(3, key.epoch)
        .bind(4, key.number)
        .bind(5, static_cast<std::int64_t>(Kind::quarantined))
        .bind(6, static_cast<std::int64_t>(Kind::waiting));
    FF_ASSIGN(const bool found, statement.step());
    if (!found) return std::optional<KeptGroup>{};
    FF_ASSIGN(auto group, read_kept(statement));
    return std::optional(std::move(group));
}

Result<bool> is_orphaned(Connection& database, Org org, const KeptGroup& kept) {
    if (!kept.read()) return true;
    FF_ASSIGN(auto statement, database.prepare("SELECT revoked_at FROM device_state WHERE org=?1 AND number=?2"));
    statement.bind(1, org).bind(2, static_cast<std::int64_t>(kept.key.device));
    FF_ASSIGN(const bool found, statement.step());
    return !found || !statement.null(0);
}

Status drop_kept_group(Connection& database, Org org, const GroupKey& key) {
    FF_ASSIGN(auto statement, database.prepare("UPDATE verdict SET kept=NULL WHERE org=?1 AND device=?2 AND epoch=?3 "
                                               "AND number=?4"));
    statement.bind(1, org).bind(2, static_cast<std::int64_t>(key.device)).bind(3, key.epoch).bind(4, key.number);
    return statement.run();
}

}  // namespace fieldfare::server
