#include "server/store/circles.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "core/catalog/entities.h"
#include "server/store/visible.h"

namespace fieldfare::server {
namespace {

using core::Result;
using core::Uuid;
using core::sqlite::Connection;
using sync::Seq;

// The statements of `audience` and `membership`, which differ in whose circles they keep; in one of them something may
// be hidden.
struct Circles {
    Circles(std::string_view table, std::string_view whose, std::string_view masked)
        : open(fmt::format("SELECT circle, since, {} FROM {} WHERE org=?1 AND {}=?2 AND until IS NULL", masked, table,
                           whose)),
          drop(fmt::format("DELETE FROM {} WHERE org=?1 AND {}=?2 AND circle=?3 AND since=?4", table, whose)),
          end(fmt::format("UPDATE {} SET until=?5, ended_at=?6 WHERE org=?1 AND {}=?2 AND circle=?3 AND since=?4",
                          table, whose)),
          begin(fmt::format("INSERT OR REPLACE INTO {} (org, {}, circle, since) VALUES (?1, ?2, ?3, ?4)", table,
                            whose)) {}

    std::string open, drop, end, begin;
};

const Circles& audience() {
    static const Circles statements("audience", "customer", "0");
    return statements;
}

const Circles& membership() {
    static const Circles statements("membership", "user", "masked");
    return statements;
}

struct Open {
    sync::Standing standing;
    Seq since = 0;
};

Result<std::vector<Open>> open_circles(Connection& database, Org org, const Circles& table, const Uuid& whose) {
    FF_ASSIGN(auto statement, database.prepare(table.open));
    statement.bind(1, org).bind(2, whose);
    std::vector<Open> open;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return open;
        const auto masked = core::Classes::from_bits(static_cast<std::uint64_t>(statement.integer(2)));
        open.push_back({{statement.uuid(0), masked}, static_cast<Seq>(statement.integer(1))});
    }
}

core::Status write_mask(Connection& database, Org org, const Uuid& user, const sync::Standing& standing, Seq seq) {
    FF_ASSIGN(auto write,
              database.prepare("UPDATE membership SET masked=?5 WHERE org=?1 AND user=?2 AND circle=?3 AND since=?4"));
    write.bind(1, org).bind(2, user).bind(3, standing.circle).bind(4, seq).bind(5, standing.masked.bits());
    return write.run();
}

Result<std::vector<Uuid>> set_circles(Connection& database, Org org, const Circles& table, const Uuid& whose,
                                      const std::vector<sync::Standing>& standings, Seq seq, core::WallMs at) {
    std::vector<sync::Standing> wanted;
    for (const auto& standing : standings) {
        if (std::ranges::find(wanted, standing) == wanted.end()) wanted.push_back(standing);
    }
    std::vector<Uuid> changed;
    FF_ASSIGN(const auto open, open_circles(database, org, table, whose));
    for (const auto& [standing, since] : open) {
        if (std::erase(wanted, standing) > 0) continue;
        changed.push_back(standing.circle);
        // What began in this very group was never seen by anybody.
        const bool unseen = since == seq;
        FF_ASSIGN(auto end, database.prepare(unseen ? table.drop : table.end));
        end.bind(1, org).bind(2, whose).bind(3, standing.circle).bind(4, since);
        if (!unseen) end.bind(5, seq).bind(6, at);
        FF_TRY(end.run());
    }
    for (const auto& standing : wanted) {
        changed.push_back(standing.circle);
        FF_ASSIGN(auto begin, database.prepare(table.begin));
        begin.bind(1, org).bind(2, whose).bind(3, standing.circle).bind(4, seq);
        FF_TRY(begin.run());
        if (!standing.masked.none()) FF_TRY(write_mask(database, org, whose, standing, seq));
    }
    return changed;
}

}  // namespace

Result<std::vector<Uuid>> set_audience(Connection& database, Org org, const Uuid& customer,
                                       const std::vector<Uuid>& circles, Seq seq, core::WallMs at) {
    std::vector<sync::Standing> shown;
    shown.reserve(circles.size());
    for (const auto& circle : circles) shown.push_back({circle, {}});
    return set_circles(database, org, audience(), customer, shown, seq, at);
}

Result<std::vector<Uuid>> circles_of(Connection& database, Org org, const Uuid& customer) {
    FF_ASSIGN(const auto open, open_circles(database, org, audience(), customer));
    std::vector<Uuid> circles;
    circles.reserve(open.size());
    for (const auto& each : open) circles.push_back(each.standing.circle);
    return circles;
}

Result<std::vector<Uuid>> set_membership(Connection& database, Org org, const Uuid& user,
                                         const std::vector<sync::Standing>& standings, Seq seq, core::WallMs at) {
    return set_circles(database, org, membership(), user, standings, seq, at);
}

Result<std::vector<sync::Standing>> standings_of(Connection& database, Org org, const Uuid& user) {
    FF_ASSIGN(const auto open, open_circles(database, org, membership(), user));
    std::vector<sync::Standing> standings;
    standings.reserve(open.size());
    for (const auto& each : open) standings.push_back(each.standing);
    return standings;
}

Result<std::optional<core::WallMs>> left_at(Connection& database, Org org, const Uuid& customer, const Uuid& user,
                                            core::Classes shown) {
    // The pieces of time in which both stood in one circle, the last first; one that goes on has the greatest end.
    FF_ASSIGN(
        auto pieces,
        database.prepare("SELECT MIN(COALESCE(a.until, ?4), COALESCE(m.until, ?4)) AS ended, CASE WHEN m.until IS "
                         "NULL OR a.until<=m.until THEN a.ended_at ELSE m.ended_at END FROM audience AS a JOIN "
                         "membership AS m ON m.org=a.org AND m.circle=a.circle WHERE a.org=?1 AND a.customer=?2 "
                         "AND m.user=?3 AND (m.masked & ?5)=0 AND MAX(a.since, m.since)<ended ORDER BY ended DESC "
                         "LIMIT 1"));
    pieces.bind(1, org).bind(2, customer).bind(3, user).bind(4, goes_on).bind(5, shown.bits());
    FF_ASSIGN(const bool found, pieces.step());
    const bool left = found && pieces.integer(0) != goes_on;
    return left ? std::optional<core::WallMs>(pieces.integer(1)) : std::nullopt;
}

Result<core::Classes> mask_of(Connection& database, Org org, std::string_view role) {
    FF_ASSIGN(auto line, database.prepare("SELECT masked FROM role_mask WHERE org=?1 AND role=?2"));
    line.bind(1, org).bind(2, role);
    FF_ASSIGN(const bool found, line.step());
    return found ? core::Classes::from_bits(static_cast<std::uint64_t>(line.integer(0))) : core::Classes{};
}

core::Status set_mask(Connection& database, Org org, std::string_view role, core::Classes masked) {
    FF_ASSIGN(auto write, database.prepare("INSERT OR REPLACE INTO role_mask (org, role, masked) VALUES (?1, ?2, ?3)"));
    return write.bind(1, org).bind(2, role).bind(3, masked.bits()).run();
}

Result<std::vector<Uuid>> people_in(Connection& database, Org org, std::string_view role) {
    FF_ASSIGN(auto statement, database.prepare("SELECT id FROM \"user\" WHERE org=?1 AND role=?2 ORDER BY id"));
    statement.bind(1, org).bind(2, role);
    std::vector<Uuid> ids;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return ids;
        ids.push_back(statement.uuid(0));
    }
}

Result<std::vector<Uuid>> customers_of(Connection& database, Org org, const Uuid& user) {
    using core::catalog::customer;
    static const std::string text = fmt::format(
        "SELECT id FROM \"{0}\" WHERE org=?1 AND (\"{1}\"=?2 OR \"{2}\" LIKE '%\"' || ?3 || '\"%') ORDER BY id",
        customer.name, customer.fields[customer.at("owner")].name, customer.fields[customer.at("collaborators")].name);
    FF_ASSIGN(auto statement, database.prepare(text));
    const std::string user_text = user.text();
    statement.bind(1, org).bind(2, user).bind(3, user_text);
    std::vector<Uuid> ids;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return ids;
        ids.push_back(statement.uuid(0));
    }
}

}  // namespace fieldfare::server
