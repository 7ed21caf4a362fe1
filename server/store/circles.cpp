#include "server/store/circles.h"

#include <fmt/format.h>

#include <set>
#include <string>

#include "core/catalog/entities.h"
#include "server/store/visible.h"

namespace fieldfare::server {
namespace {

using core::Result;
using core::Uuid;
using core::sqlite::Connection;
using sync::Seq;

// The statements of `audience` and `membership`, which differ in whose circles they keep.
struct Circles {
    Circles(std::string_view table, std::string_view whose)
        : open(fmt::format("SELECT circle, since FROM {} WHERE org=?1 AND {}=?2 AND until IS NULL", table, whose)),
          drop(fmt::format("DELETE FROM {} WHERE org=?1 AND {}=?2 AND circle=?3 AND since=?4", table, whose)),
          end(fmt::format("UPDATE {} SET until=?5, ended_at=?6 WHERE org=?1 AND {}=?2 AND circle=?3 AND since=?4",
                          table, whose)),
          begin(fmt::format("INSERT OR REPLACE INTO {} (org, {}, circle, since) VALUES (?1, ?2, ?3, ?4)", table,
                            whose)) {}

    std::string open, drop, end, begin;
};

const Circles& audience() {
    static const Circles statements("audience", "customer");
    return statements;
}

const Circles& membership() {
    static const Circles statements("membership", "user");
    return statements;
}

struct Open {
    Uuid circle;
    Seq since = 0;
};

Result<std::vector<Open>> open_circles(Connection& database, Org org, const Circles& table, const Uuid& whose) {
    FF_ASSIGN(auto statement, database.prepare(table.open));
    statement.bind(1, org).bind(2, whose);
    std::vector<Open> open;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return open;
        open.push_back({statement.uuid(0), static_cast<Seq>(statement.integer(1))});
    }
}

Result<std::vector<Uuid>> open_now(Connection& database, Org org, const Circles& table, const Uuid& whose) {
    FF_ASSIGN(const auto open, open_circles(database, org, table, whose));
    std::vector<Uuid> circles;
    circles.reserve(open.size());
    for (const auto& each : open) circles.push_back(each.circle);
    return circles;
}

Result<std::vector<Uuid>> set_circles(Connection& database, Org org, const Circles& table, const Uuid& whose,
                                      const std::vector<Uuid>& circles, Seq seq, core::WallMs at) {
    std::set<Uuid> wanted(circles.begin(), circles.end());
    std::vector<Uuid> changed;
    FF_ASSIGN(const auto open, open_circles(database, org, table, whose));
    for (const auto& [circle, since] : open) {
        if (wanted.erase(circle) > 0) continue;
        changed.push_back(circle);
        // What began in this very group was never seen by anybody.
        const bool unseen = since == seq;
        FF_ASSIGN(auto end, database.prepare(unseen ? table.drop : table.end));
        end.bind(1, org).bind(2, whose).bind(3, circle).bind(4, since);
        if (!unseen) end.bind(5, seq).bind(6, at);
        FF_TRY(end.run());
    }
    for (const auto& circle : wanted) {
        changed.push_back(circle);
        FF_ASSIGN(auto begin, database.prepare(table.begin));
        begin.bind(1, org).bind(2, whose).bind(3, circle).bind(4, seq);
        FF_TRY(begin.run());
    }
    return changed;
}

}  // namespace

Result<std::vector<Uuid>> set_audience(Connection& database, Org org, const Uuid& customer,
                                       const std::vector<Uuid>& circles, Seq seq, core::WallMs at) {
    return set_circles(database, org, audience(), customer, circles, seq, at);
}

Result<std::vector<Uuid>> circles_of(Connection& database, Org org, const Uuid& customer) {
    return open_now(database, org, audience(), customer);
}

Result<std::vector<Uuid>> set_membership(Connection& database, Org org, const Uuid& user,
                                         const std::vector<Uuid>& circles, Seq seq, core::WallMs at) {
    return set_circles(database, org, membership(), user, circles, seq, at);
}

Result<std::vector<Uuid>> memberships_of(Connection& database, Org org, const Uuid& user) {
    return open_now(database, org, membership(), user);
}

Result<std::optional<core::WallMs>> left_at(Connection& database, Org org, const Uuid& customer, const Uuid& user) {
    // The pieces of time in which both stood in one circle, the last first; one that goes on has the greatest end.
    FF_ASSIGN(
        auto pieces,
        database.prepare("SELECT MIN(COALESCE(a.until, ?4), COALESCE(m.until, ?4)) AS ended, CASE WHEN m.until IS "
                         "NULL OR a.until<=m.until THEN a.ended_at ELSE m.ended_at END FROM audience AS a JOIN "
                         "membership AS m ON m.org=a.org AND m.circle=a.circle WHERE a.org=?1 AND a.customer=?2 "
                         "AND m.user=?3 AND MAX(a.since, m.since)<ended ORDER BY ended DESC LIMIT 1"));
    pieces.bind(1, org).bind(2, customer).bind(3, user).bind(4, goes_on);
    FF_ASSIGN(const bool found, pieces.step());
    const bool left = found && pieces.integer(0) != goes_on;
    return left ? std::optional<core::WallMs>(pieces.integer(1)) : std::nullopt;
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
