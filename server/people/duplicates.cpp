#include "server/people/duplicates.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "core/catalog/entities.h"
#include "core/customers/likeness.h"

namespace fieldfare::server::people {
namespace {

namespace customers = core::customers;
using core::Result;
using core::Status;
using core::Uuid;
using core::sqlite::Connection;
using customers::Traits;

Status run(Connection& database, Org org, const char* sql, const Uuid& id) {
    FF_ASSIGN(auto statement, database.prepare(sql));
    return statement.bind(1, org).bind(2, id).run();
}

// Nothing: it is no customer any more.
Result<std::optional<Traits>> traits_of(Connection& database, Org org, const Uuid& id) {
    FF_ASSIGN(const auto stored, find(database, org, core::catalog::customer, id));
    if (!stored || stored->row.deleted()) return std::optional<Traits>{};
    auto traits = customers::traits_of(stored->row);
    FF_ASSIGN(auto phones, database.prepare("SELECT phone FROM contact WHERE org=?1 AND customer=?2 AND _deleted=0 AND "
                                            "phone IS NOT NULL"));
    phones.bind(1, org).bind(2, id);
    while (true) {
        FF_ASSIGN(const bool more, phones.step());
        if (!more) break;
        if (auto digits = customers::normal_phone(phones.text(0)); !digits.empty()) {
            traits.phones.push_back(std::move(digits));
        }
    }
    return std::optional(std::move(traits));
}

std::set<std::string> keys_of(const Traits& traits) {
    std::set<std::string> keys;
    for (const auto& name : traits.names) keys.insert("n" + name);
    for (const auto& phone : traits.phones) keys.insert("p" + phone);
    if (!traits.credit_code.empty()) keys.insert("c" + traits.credit_code);
    if (!traits.address.empty()) keys.insert("a" + traits.address);
    return keys;
}

// Customers that have one of the keys, or stand in an open pair with this one.
Result<std::set<Uuid>> candidates(Connection& database, Org org, const Uuid& id, const std::set<std::string>& keys) {
    std::set<Uuid> found;
    for (const auto& key : keys) {
        FF_ASSIGN(auto alike, database.prepare("SELECT customer FROM duplicate_key WHERE org=?1 AND key=?2 AND "
                                               "customer<>?3 LIMIT ?4"));
        alike.bind(1, org).bind(2, key).bind(3, id).bind(4, most_candidates);
        while (true) {
            FF_ASSIGN(const bool more, alike.step());
            if (!more) break;
            found.insert(alike.uuid(0));
        }
    }
    FF_ASSIGN(auto open, database.prepare("SELECT a, b FROM duplicate WHERE org=?1 AND (a=?2 OR b=?2) AND state=0"));
    open.bind(1, org).bind(2, id);
    while (true) {
        FF_ASSIGN(const bool more, open.step());
        if (!more) return found;
        found.insert(open.uuid(0) == id ? open.uuid(1) : open.uuid(0));
    }
}

Status note_pair(WriteScope& scope, const Uuid& one, const Uuid& other, const customers::Score& score) {
    const auto a = std::min(one, other);
    const auto b = std::max(one, other);
    if (score.points < customers::decided_from) {
        FF_ASSIGN(auto none,
                  scope.database.prepare("DELETE FROM duplicate WHERE org=?1 AND a=?2 AND b=?3 AND state=0"));
        return none.bind(1, scope.org).bind(2, a).bind(3, b).run();
    }
    std::string reasons;
    for (const auto reason : score.reasons) {
        reasons += (reasons.empty() ? "" : " ") + std::string(customers::name(reason));
    }
    FF_ASSIGN(auto pair, scope.database.prepare(
                             "INSERT INTO duplicate (org, a, b, score, reasons, found_at) VALUES (?1, ?2, ?3, ?4, "
                             "?5, ?6) ON CONFLICT (org, a, b) DO UPDATE SET score=excluded.score, "
                             "reasons=excluded.reasons WHERE state=0"));
    pair.bind(1, scope.org).bind(2, a).bind(3, b).bind(4, std::int64_t{score.points}).bind(5, reasons);
    return pair.bind(6, scope.now).run();
}

Status compare(WriteScope& scope, const Uuid& id) {
    auto& database = scope.database;
    FF_TRY(run(database, scope.org, "DELETE FROM duplicate_key WHERE org=?1 AND customer=?2", id));
    FF_ASSIGN(const auto mine, traits_of(database, scope.org, id));
    if (!mine) return run(database, scope.org, "DELETE FROM duplicate WHERE org=?1 AND (a=?2 OR b=?2) AND state=0", id);
    const auto keys = keys_of(*mine);
    for (const auto& key : keys) {
        FF_ASSIGN(auto keep, database.prepare("INSERT INTO duplicate_key (org, key, customer) VALUES (?1, ?2, ?3)"));
        FF_TRY(keep.bind(1, scope.org).bind(2, key).bind(3, id).run());
    }
    FF_ASSIGN(const auto others, candidates(database, scope.org, id, keys));
    for (const auto& other : others) {
        FF_ASSIGN(const auto theirs, traits_of(database, scope.org, other));
        FF_TRY(note_pair(scope, id, other, theirs ? customers::compare(*mine, *theirs) : customers::Score{}));
    }
    return {};
}

struct Changed {
    std::set<Uuid> customers;
    sync::Seq to = 0;  // all up to here are among them
    bool more = false;
};

Status add_changed(WriteScope& scope, const char* sql, sync::Seq since, Changed& changed) {
    FF_ASSIGN(auto rows, scope.database.prepare(sql));
    rows.bind(1, scope.org).bind(2, since).bind(3, compared_at_once);
    std::int64_t count = 0;
    sync::Seq last = since;
    while (true) {
        FF_ASSIGN(const bool more, rows.step());
        if (!more) break;
        changed.customers.insert(rows.uuid(0));
        last = static_cast<sync::Seq>(rows.integer(1));
        ++count;
    }
    if (count < compared_at_once) return {};
    // The last seq may not be complete.
    changed.to = std::min(changed.to, last - 1 > since ? last - 1 : last);
    changed.more = true;
    return {};
}

Result<sync::Seq> compared_to(WriteScope& scope) {
    FF_ASSIGN(auto kept, scope.database.prepare("SELECT seq FROM duplicate_scan WHERE org=?1"));
    kept.bind(1, scope.org);
    FF_ASSIGN(const bool found, kept.step());
    return found ? static_cast<sync::Seq>(kept.integer(0)) : sync::Seq{0};
}

}  // namespace

Result<bool> find_pairs(WriteScope& scope) {
    FF_ASSIGN(const auto since, compared_to(scope));
    Changed changed;
    FF_ASSIGN(changed.to, scope.ledger.head());
    if (changed.to <= since) return false;
    FF_TRY(add_changed(scope, "SELECT id, _seq FROM customer WHERE org=?1 AND _seq>?2 ORDER BY _seq, id LIMIT ?3",
                       since, changed));
    FF_TRY(add_changed(scope, "SELECT customer, _seq FROM contact WHERE org=?1 AND _seq>?2 ORDER BY _seq, id LIMIT ?3",
                       since, changed));
    for (const auto& id : changed.customers) FF_TRY(compare(scope, id));
    FF_ASSIGN(auto keep, scope.database.prepare("INSERT OR REPLACE INTO duplicate_scan (org, seq) VALUES (?1, ?2)"));
    FF_TRY(keep.bind(1, scope.org).bind(2, changed.to).run());
    return changed.more;
}

core::Status settle_pair(WriteScope& scope, const Uuid& one, const Uuid& other, PairState state, const Uuid& by) {
    FF_ASSIGN(auto pair, scope.database.prepare("INSERT INTO duplicate (org, a, b, score, reasons, state, found_at, "
                                                "decided_at, decided_by) VALUES (?1, ?2, ?3, 100, '', ?4, ?5, ?5, ?6) "
                                                "ON CONFLICT (org, a, b) DO UPDATE SET state=excluded.state, "
                                                "decided_at=excluded.decided_at, decided_by=excluded.decided_by"));
    pair.bind(1, scope.org).bind(2, std::min(one, other)).bind(3, std::max(one, other));
    pair.bind(4, static_cast<int>(state)).bind(5, scope.now);
    if (by.is_nil()) {
        pair.bind_null(6);
    } else {
        pair.bind(6, by);
    }
    return pair.run();
}

core::Status forget_pairs(Connection& database, Org org, const Uuid& id) {
    FF_TRY(run(database, org, "DELETE FROM duplicate_key WHERE org=?1 AND customer=?2", id));
    return run(database, org, "DELETE FROM duplicate WHERE org=?1 AND (a=?2 OR b=?2)", id);
}

}  // namespace fieldfare::server::people
