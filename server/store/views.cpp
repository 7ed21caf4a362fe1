#include "server/store/views.h"

#include <algorithm>
#include <optional>

#include "core/base/planted.h"
#include "server/store/visible.h"

namespace fieldfare::server {
namespace {

using core::Uuid;
using sync::Seq;

// More is hidden than before, or nothing is seen any more: what the device holds must go.
bool takes_away(const Piece& view, const Piece* next) {
    const bool goes_on_after = next != nullptr && next->since == view.until;
    return !goes_on_after || (view.masked | next->masked) != view.masked;
}

void add_changes(const Uuid& customer, const std::vector<Piece>& views, Seq cursor, Seq from, ChangedViews& changed) {
    for (std::size_t i = 0; i < views.size(); ++i) {
        const auto& view = views[i];
        const Piece* next = i + 1 < views.size() ? &views[i + 1] : nullptr;
        if (view.until == goes_on) {
            if (view.since < static_cast<std::int64_t>(from)) continue;
            changed.gains[static_cast<Seq>(view.since)].push_back(customer);
            changed.began[customer] = static_cast<Seq>(view.since);
        } else if (view.until > static_cast<std::int64_t>(cursor) && takes_away(view, next)) {
            changed.exits[static_cast<Seq>(view.until)].push_back(customer);
        }
    }
}

}  // namespace

std::vector<Piece> views_of(const std::vector<Piece>& pieces) {
    std::vector<std::int64_t> moments;
    for (const auto& piece : pieces) {
        moments.push_back(piece.since);
        moments.push_back(piece.until);
    }
    std::ranges::sort(moments);
    moments.erase(std::unique(moments.begin(), moments.end()), moments.end());
    std::vector<Piece> views;
    for (std::size_t i = 0; i + 1 < moments.size(); ++i) {
        std::optional<core::Classes> masked;
        for (const auto& piece : pieces) {
            if (piece.since > moments[i] || piece.until <= moments[i]) continue;
            masked = masked ? *masked & piece.masked : piece.masked;
        }
        if (!masked) continue;
        const bool the_same = !views.empty() && views.back().until == moments[i] && views.back().masked == *masked;
        if (the_same) {
            views.back().until = moments[i + 1];
        } else {
            views.push_back({moments[i], moments[i + 1], *masked});
        }
    }
    return views;
}

// The statement gives the pieces of every customer where one begins or ends. The end of one counts at the cursor's own
// seq, too, while a page of it is open: a view under which more is hidden begins there, though no piece does.
core::Result<ChangedViews> changed_views(core::sqlite::Connection& database, Org org, const Uuid& user,
                                         const sync::Cursor& cursor) {
    FF_ASSIGN(
        auto statement,
        database.prepare(
            "WITH mine AS (SELECT circle, since, until, masked FROM membership WHERE org=?1 AND user=?2), "
            "changed(customer) AS (SELECT a.customer FROM mine CROSS JOIN audience AS a ON a.org=?1 AND "
            "a.circle=mine.circle WHERE a.since>=?3 UNION SELECT a.customer FROM mine CROSS JOIN audience AS a ON "
            "a.org=?1 AND a.circle=mine.circle WHERE a.until>=?3 UNION SELECT a.customer FROM mine CROSS JOIN audience "
            "AS a ON a.org=?1 AND a.circle=mine.circle WHERE mine.since>=?3 OR mine.until>=?3) "
            "SELECT a.customer, MAX(a.since, mine.since) AS since, MIN(COALESCE(a.until, ?4), COALESCE(mine.until, "
            "?4)) AS until, mine.masked FROM changed CROSS JOIN audience AS a ON a.org=?1 AND "
            "a.customer=changed.customer JOIN mine ON mine.circle=a.circle WHERE MAX(a.since, "
            "mine.since)<MIN(COALESCE(a.until, ?4), COALESCE(mine.until, ?4)) ORDER BY 1"));
    const Seq from = cursor.whole() ? cursor.seq + 1 : cursor.seq;
    statement.bind(1, org).bind(2, user).bind(3, from).bind(4, goes_on);
    ChangedViews changed;
    Uuid customer;
    std::vector<Piece> pieces;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more || statement.uuid(0) != customer) {
            add_changes(customer, views_of(pieces), cursor.seq, from, changed);
            pieces.clear();
        }
        if (!more) return changed;
        customer = statement.uuid(0);
        const bool seen_whole = core::planted("mask begins unnoticed");
        pieces.push_back({statement.integer(1), statement.integer(2),
                          seen_whole ? core::Classes{}
                                     : core::Classes::from_bits(static_cast<std::uint64_t>(statement.integer(3)))});
    }
}

}  // namespace fieldfare::server
