#include "server/store/moved_rows.h"

#include "core/base/planted.h"
#include "sync/authority/authority.h"

namespace fieldfare::server {

core::Status note_move(core::sqlite::Connection& database, Org org, const core::Row& row, const core::Uuid& former,
                       sync::Seq seq) {
    const auto present = sync::scope_of(row).id;
    {
        FF_ASSIGN(auto move,
                  database.prepare("INSERT OR REPLACE INTO moved_row (org, row, seq, former, present) VALUES "
                                   "(?1, ?2, ?3, ?4, ?5)"));
        FF_TRY(move.bind(1, org).bind(2, row.id).bind(3, seq).bind(4, former).bind(5, present).run());
    }
    FF_ASSIGN(auto conflicts,
              database.prepare("UPDATE conflict SET customer=?4 WHERE org=?1 AND entity=?2 AND row=?3"));
    return conflicts.bind(1, org).bind(2, std::int64_t{row.entity->id}).bind(3, row.id).bind(4, present).run();
}

core::Status moved_away(core::sqlite::Connection& database, Org org, const core::Uuid& user, sync::Seq after,
                        const std::function<void(sync::Seq, const core::Uuid&)>& take) {
    if (core::planted("moved rows stay")) return {};
    FF_ASSIGN(
        auto moved,
        database.prepare(
            "SELECT m.seq, m.row FROM moved_row AS m WHERE m.org=?1 AND m.seq>?3 AND EXISTS (SELECT 1 FROM audience AS "
            "a JOIN membership AS u ON u.org=a.org AND u.circle=a.circle WHERE a.org=?1 AND a.customer=m.former AND "
            "u.user=?2) AND NOT EXISTS (SELECT 1 FROM audience AS a JOIN membership AS u ON u.org=a.org AND "
            "u.circle=a.circle WHERE a.org=?1 AND a.customer=(SELECT l.present FROM moved_row AS l WHERE l.org=?1 AND "
            "l.row=m.row ORDER BY l.seq DESC LIMIT 1) AND a.until IS NULL AND u.user=?2 AND u.until IS NULL AND "
            "u.masked=0) "
            "ORDER BY m.seq, m.row"));
    moved.bind(1, org).bind(2, user).bind(3, after);
    while (true) {
        FF_ASSIGN(const bool more, moved.step());
        if (!more) return {};
        take(static_cast<sync::Seq>(moved.integer(0)), moved.uuid(1));
    }
}

core::Status moved_to(core::sqlite::Connection& database, Org org, const core::Uuid& customer,
                      const std::function<void(const core::Uuid&)>& take) {
    if (core::planted("moved rows stay")) return {};
    FF_ASSIGN(auto moved,
              database.prepare("SELECT DISTINCT row FROM moved_row AS m WHERE m.org=?1 AND m.present=?2 AND "
                               "m.seq=(SELECT max(l.seq) FROM moved_row AS l WHERE l.org=?1 AND l.row=m.row) "
                               "ORDER BY row"));
    moved.bind(1, org).bind(2, customer);
    while (true) {
        FF_ASSIGN(const bool more, moved.step());
        if (!more) return {};
        take(moved.uuid(0));
    }
}

}  // namespace fieldfare::server
