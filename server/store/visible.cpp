#include "server/store/visible.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "server/store/circles.h"
#include "server/store/moved_rows.h"
#include "server/store/row_table.h"
#include "server/store/views.h"

namespace fieldfare::server {
namespace {

using core::Entity;
using core::Uuid;
using core::sqlite::Connection;
using core::sqlite::Statement;
using sync::Cursor;
using sync::PullItem;
using sync::Seq;

// Sorts after every id and before every id.
constexpr std::array<std::uint8_t, 17> after_all_ids = [] {
    std::array<std::uint8_t, 17> bytes{};
    bytes.fill(0xff);
    return bytes;
}();
constexpr std::array<std::uint8_t, 1> before_all_ids{};
constexpr int first_circle = 4;  // parameters before it: org, seq, id

// One entity's rows in the pull order, standing on the next one.
struct Stream {
    const Entity* entity = nullptr;
    std::optional<Statement> statement;
    bool ready = false;
    Seq seq = 0;
    Uuid id;
};

// What the scan has come to.
struct Place {
    Seq seq = 0;
    const Entity* entity = nullptr;  // of a row; null: the exit of a customer or of one row, or an erasure
    Uuid id;
    const Statement* row = nullptr;  // stands on the row; null: it is an older one and was not read yet
    bool erased = false;
};

class Scan {
  public:
    using Take = std::function<core::Result<bool>(const Place&)>;
    Scan(Connection& database, Org org, const sync::Audience& audience, const Cursor& cursor, Take take)
        : database_(database), org_(org), audience_(audience), cursor_(cursor), take_(std::move(take)) {}

    core::Status run(bool own_rows_alone = false);

  private:
    core::Status open(Stream& stream);
    core::Status advance(Stream& stream);
    core::Status find_erasures();
    core::Status add_rows_that_came();
    core::Result<bool> emit_at(Seq seq);
    core::Result<bool> emit_entity(Stream& stream, Seq seq, const std::vector<Uuid>& gained);
    core::Result<std::vector<Uuid>> rows_before(const Entity& entity, Seq seq, const std::vector<Uuid>& customers);
    bool sent_before(const Entity& entity, Seq seq, const Uuid& id) const;
    void bind_circles(Statement& statement, int first) const;
    std::string circle_marks(int first) const { return marks(first, circles_.size()); }

    Connection& database_;
    Org org_;
    const sync::Audience& audience_;
    const Cursor& cursor_;
    const Take take_;
    std::vector<Uuid> circles_;    // of the moment
    std::vector<Stream> streams_;  // in order of entity
    ChangedViews views_;
    std::map<Seq, std::vector<Uuid>> erased_;  // in order
};

void Scan::bind_circles(Statement& statement, int first) const {
    for (const auto& circle : circles_) statement.bind(first++, circle);
}

bool Scan::sent_before(const Entity& entity, Seq seq, const Uuid& id) const {
    if (seq != cursor_.seq) return seq < cursor_.seq;
    if (cursor_.whole()) return true;
    return entity.id < cursor_.entity || (entity.id == cursor_.entity && id <= cursor_.row);
}

core::Status Scan::open(Stream& stream) {
    const auto& entity = *stream.entity;
    std::string rest = "AND (_seq, id) > (?2, ?3) ";
    const bool by_circle = entity.scope == core::Scope::customer && !audience_.everything;
    const bool by_user = entity.scope == core::Scope::user;
    // The first entity of a team needs its gains and losses beside those of customers.
    FF_CHECK(entity.scope != core::Scope::team);
    if (by_circle) {
        rest += fmt::format(
            "AND EXISTS (SELECT 1 FROM audience AS a WHERE a.org=?1 AND a.customer={} AND a.circle "
            "IN ({}) AND a.until IS NULL) ",
            scope_column(entity), circle_marks(first_circle));
    } else if (by_user) {
        rest += fmt::format("AND {}=?{} ", scope_column(entity), first_circle);
    }
    rest += "ORDER BY _seq, id";
    FF_ASSIGN(auto statement, database_.prepare(select_text(entity, rest)));
    statement.bind(1, org_).bind(2, cursor_.seq);
    const bool all_sent = cursor_.whole() || entity.id < cursor_.entity;
    if (all_sent) {
        statement.bind(3, std::span<const std::uint8_t>(after_all_ids));
    } else if (entity.id == cursor_.entity) {
        statement.bind(3, cursor_.row);
    } else {
        statement.bind(3, std::span<const std::uint8_t>(before_all_ids).first(0));
    }
    if (by_circle) bind_circles(statement, first_circle);
    if (by_user) statement.bind(first_circle, audience_.user);
    stream.statement.emplace(std::move(statement));
    return advance(stream);
}

core::Status Scan::advance(Stream& stream) {
    while (true) {
        FF_ASSIGN(stream.ready, stream.statement->step());
        if (!stream.ready) return {};
        stream.seq = read_seq(*stream.statement, *stream.entity);
        stream.id = read_id(*stream.statement);
        if (views_.began.empty() || stream.entity->scope != core::Scope::customer) return {};
        // Older than the view of its customer: it comes with the others where the view began.
        const auto began = views_.began.find(read_scope(*stream.statement, *stream.entity));
        if (began == views_.began.end() || stream.seq >= began->second) return {};
    }
}

core::Status Scan::find_erasures() {
    FF_ASSIGN(auto statement,
              database_.prepare("SELECT seq, id FROM erased WHERE org=?1 AND told=1 AND seq>?2 ORDER BY seq, id"));
    statement.bind(1, org_).bind(2, cursor_.seq);
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return {};
        erased_[static_cast<Seq>(statement.integer(0))].push_back(statement.uuid(1));
    }
}

// With a customer leaves what the server gave to it.
core::Status Scan::add_rows_that_came() {
    for (auto& at_seq : views_.exits) {
        auto& customers = at_seq.second;
        const auto left = customers;
        for (const auto& customer : left) {
            FF_TRY(moved_to(database_, org_, customer, [&](const Uuid& row) { customers.push_back(row); }));
        }
    }
    return {};
}

core::Result<std::vector<Uuid>> Scan::rows_before(const Entity& entity, Seq seq, const std::vector<Uuid>& customers) {
    std::vector<Uuid> ids;
    FF_ASSIGN(auto statement, database_.prepare(fmt::format("SELECT id FROM \"{}\" WHERE org=?1 AND {}=?2 AND _seq<?3",
                                                            entity.name, scope_column(entity))));
    for (const auto& customer : customers) {
        statement.bind(1, org_).bind(2, customer).bind(3, seq);
        while (true) {
            FF_ASSIGN(const bool more, statement.step());
            if (!more) break;
            const auto id = statement.uuid(0);
            if (!sent_before(entity, seq, id)) ids.push_back(id);
        }
        statement.reset();
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

core::Result<bool> Scan::emit_entity(Stream& stream, Seq seq, const std::vector<Uuid>& gained) {
    const auto& entity = *stream.entity;
    std::vector<Uuid> older;
    if (!gained.empty() && entity.scope == core::Scope::customer) {
        FF_ASSIGN(older, rows_before(entity, seq, gained));
    }
    auto next_older = older.begin();
    while (true) {
        const bool here = stream.ready && stream.seq == seq;
        const bool there = next_older != older.end();
        if (!here && !there) return true;
        const bool older_first = there && (!here || *next_older < stream.id);
        const Place place = older_first ? Place{seq, &entity, *next_older++, nullptr, false}
                                        : Place{seq, &entity, stream.id, &*stream.statement, false};
        FF_ASSIGN(const bool go_on, take_(place));
        if (!go_on) return false;
        if (!older_first) FF_TRY(advance(stream));
    }
}

core::Result<bool> Scan::emit_at(Seq seq) {
    if (const auto gone = erased_.find(seq); gone != erased_.end()) {
        for (const auto& id : gone->second) {
            FF_ASSIGN(const bool go_on, take_({seq, nullptr, id, nullptr, true}));
            if (!go_on) return false;
        }
        erased_.erase(gone);
    }
    if (const auto leaving = views_.exits.find(seq); leaving != views_.exits.end()) {
        std::sort(leaving->second.begin(), leaving->second.end());
        for (const auto& customer : leaving->second) {
            FF_ASSIGN(const bool go_on, take_({seq, nullptr, customer, nullptr, false}));
            if (!go_on) return false;
        }
        views_.exits.erase(leaving);
    }
    std::vector<Uuid> gained;
    if (const auto arriving = views_.gains.find(seq); arriving != views_.gains.end()) {
        gained = std::move(arriving->second);
        views_.gains.erase(arriving);
    }
    for (auto& stream : streams_) {
        FF_ASSIGN(const bool go_on, emit_entity(stream, seq, gained));
        if (!go_on) return false;
    }
    return true;
}

core::Status Scan::run(bool own_rows_alone) {
    FF_ASSIGN(const auto standings, standings_of(database_, org_, audience_.user));
    for (const auto& standing : standings) circles_.push_back(standing.circle);
    FF_ASSIGN(views_, changed_views(database_, org_, audience_.user, cursor_));
    FF_TRY(find_erasures());
    FF_TRY(add_rows_that_came());
    FF_TRY(moved_away(database_, org_, audience_.user, cursor_.seq,
                      [this](Seq seq, const Uuid& row) { views_.exits[seq].push_back(row); }));
    streams_.reserve(core::entities().size());
    std::vector<const Entity*> ordered(core::entities().begin(), core::entities().end());
    std::sort(ordered.begin(), ordered.end(), [](const auto* a, const auto* b) { return a->id < b->id; });
    for (const auto* entity : ordered) {
        if (own_rows_alone && entity->scope != core::Scope::user) continue;
        streams_.emplace_back().entity = entity;
        FF_TRY(open(streams_.back()));
    }
    while (true) {
        std::optional<Seq> next;
        const auto consider = [&next](Seq seq) { next = next ? std::min(*next, seq) : seq; };
        for (const auto& stream : streams_) {
            if (stream.ready) consider(stream.seq);
        }
        if (!views_.gains.empty()) consider(views_.gains.begin()->first);
        if (!views_.exits.empty()) consider(views_.exits.begin()->first);
        if (!erased_.empty()) consider(erased_.begin()->first);
        if (!next) return {};
        FF_ASSIGN(const bool go_on, emit_at(*next));
        if (!go_on) return {};
    }
}

}  // namespace

std::string marks(int first, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        fmt::format_to(std::back_inserter(text), "{}?{}", i == 0 ? "" : ",", first + static_cast<int>(i));
    }
    return text.empty() ? "NULL" : text;
}

namespace {

Scan::Take read_items(Connection& database, Org org, const std::function<bool(PullItem&&)>& take) {
    return [&database, org, &take](const Place& place) -> core::Result<bool> {
        PullItem item;
        item.seq = place.seq;
        if (place.erased) {
            item.erased = place.id;
        } else if (place.entity == nullptr) {
            item.exit = place.id;
        } else if (place.row != nullptr) {
            FF_ASSIGN(auto stored, read(*place.row, *place.entity));
            item.row = std::move(stored.row);
        } else {
            FF_ASSIGN(auto found, find(database, org, *place.entity, place.id));
            FF_CHECK(found.has_value());
            item.row = std::move(found->row);
        }
        return take(std::move(item));
    };
}

}  // namespace

core::Status visible_after(Connection& database, Org org, const sync::Audience& audience, const Cursor& cursor,
                           const std::function<bool(PullItem&&)>& take) {
    return Scan(database, org, audience, cursor, read_items(database, org, take)).run();
}

core::Status visible_beside_snapshot(Connection& database, Org org, const sync::Audience& audience,
                                     const std::function<void(PullItem&&)>& take) {
    const std::function<bool(PullItem &&)> take_each = [&take](PullItem&& item) {
        take(std::move(item));
        return true;
    };
    const Cursor beginning;
    return Scan(database, org, audience, beginning, read_items(database, org, take_each)).run(true);
}

core::Status visible_clocks(Connection& database, Org org, const sync::Audience& audience, const TakeClocks& take) {
    const auto read_item = [&](const Place& place) -> core::Result<bool> {
        if (place.entity == nullptr) return true;  // nothing is held yet that could leave
        if (place.row != nullptr) {
            FF_ASSIGN(const auto clocks, read_clocks(*place.row, *place.entity));
            FF_TRY(take(*place.entity, place.id, clocks));
            return true;
        }
        FF_ASSIGN(const auto found, find(database, org, *place.entity, place.id));
        FF_CHECK(found.has_value());
        FF_TRY(take(*place.entity, place.id, found->row.clocks));
        return true;
    };
    return Scan(database, org, audience, Cursor{}, read_item).run();
}

core::Result<std::int64_t> count_visible_after(Connection& database, Org org, const sync::Audience& audience,
                                               const Cursor& cursor, std::int64_t most) {
    std::int64_t count = 0;
    const auto note = [&](const Place&) -> core::Result<bool> { return ++count < most; };
    FF_TRY(Scan(database, org, audience, cursor, note).run());
    return count;
}

}  // namespace fieldfare::server
