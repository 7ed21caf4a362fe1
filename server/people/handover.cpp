#include "server/people/handover.h"

#include <algorithm>
#include <set>

#include "core/base/planted.h"
#include "core/catalog/entities.h"
#include "server/store/circles.h"
#include "server/store/value_blob.h"

namespace fieldfare::server::people {
namespace {

using core::ErrorCode;
using core::Result;
using core::Row;
using core::Uuid;
using core::catalog::customer;
using core::catalog::followup;
using core::catalog::user;
using core::sqlite::Connection;

std::size_t owner_at(const core::Entity& entity) {
    return entity.position("owner");
}

Result<std::vector<Row>> owned_rows(Connection& database, Org org, const core::Entity& entity, const Uuid& owner) {
    const auto rest = "AND " + column(entity, owner_at(entity)) + "=?2 AND _deleted=0 ORDER BY id";
    FF_ASSIGN(auto statement, database.prepare(select_text(entity, rest)));
    statement.bind(1, org).bind(2, owner);
    std::vector<Row> rows;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return rows;
        FF_ASSIGN(auto stored, read(statement, entity));
        rows.push_back(std::move(stored.row));
    }
}

bool is_open(const Row& row) {
    const auto status = row.text(followup.at("status"));
    return status == "pending" || status == "in_progress";
}

std::set<Uuid> ids_of(const std::vector<Row>& rows) {
    std::set<Uuid> ids;
    for (const auto& row : rows) ids.insert(row.id);
    return ids;
}

core::Change give(const Row& row, const Uuid& owner) {
    return sync::update_of(row, {{row.entity->fields[owner_at(*row.entity)].id, owner}});
}

core::Status check_heir(WriteScope& scope, const Uuid& from, const Uuid& to) {
    if (from == to) return {ErrorCode::invalid_argument, "to"};
    FF_ASSIGN(const auto heir, find(scope.database, scope.org, user, to));
    if (!heir || heir->row.deleted()) return {ErrorCode::not_found, "user"};
    const auto active = user.at("active");
    if (heir->row.has(active) && heir->row.integer(active) == 0) return {ErrorCode::invalid_argument, "to: not active"};
    return {};
}

Result<Moved> write(WriteScope& scope, const sync::Principal& principal, const std::vector<Row>& customers,
                    const std::vector<Row>& followups, const Uuid& to) {
    std::vector<core::Change> changes;
    for (const auto* rows : {&customers, &followups}) {
        if (rows == &followups && core::planted("handover forgets plans")) break;
        for (const auto& row : *rows) changes.push_back(give(row, to));
    }
    FF_ASSIGN(const auto verdict, scope.authority.write(scope.ledger, principal, std::move(changes)));
    return Moved{verdict.seq, customers.size(), followups.size()};
}

// The owner that a change wrote.
std::optional<Uuid> owner_in(const core::Change& change) {
    const auto field = change.entity->fields[owner_at(*change.entity)].id;
    for (const auto& cell : change.cells) {
        const auto* owner = std::get_if<Uuid>(&cell.value);
        if (cell.field == field && owner != nullptr) return *owner;
    }
    return std::nullopt;
}

// The change of this row's owner that the server made under the seq.
Result<std::optional<core::Change>> handed_over(WriteScope& scope, const Row& row, sync::Seq seq) {
    FF_ASSIGN(auto statement, scope.database.prepare("SELECT change FROM history WHERE org=?1 AND entity=?2 AND row=?3 "
                                                     "AND seq=?4 AND device=0"));
    statement.bind(1, scope.org).bind(2, std::int64_t{row.entity->id}).bind(3, row.id).bind(4, seq);
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return std::optional<core::Change>{};
        FF_ASSIGN(auto change, decode_change(statement.bytes(0)));
        if (owner_in(change)) return std::optional(std::move(change));
    }
}

// Whether the row's owner was this person before the change.
Result<bool> came_from(WriteScope& scope, const core::Change& change, const Uuid& from) {
    FF_ASSIGN(auto statement,
              scope.database.prepare("SELECT change FROM history WHERE org=?1 AND entity=?2 AND row=?3"));
    statement.bind(1, scope.org).bind(2, std::int64_t{change.entity->id}).bind(3, change.row);
    const auto field = change.entity->fields[owner_at(*change.entity)].id;
    core::Stamp base;
    for (const auto& cell : change.cells) {
        if (cell.field == field) base = cell.base;
    }
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return false;
        FF_ASSIGN(const auto earlier, decode_change(statement.bytes(0)));
        if (earlier.stamp == base && owner_in(earlier) == from) return true;
    }
}

Result<std::vector<Row>> still_moved(WriteScope& scope, const core::Entity& entity, const Uuid& from, const Uuid& to,
                                     sync::Seq seq) {
    FF_ASSIGN(auto rows, owned_rows(scope.database, scope.org, entity, to));
    std::vector<Row> moved;
    for (auto& row : rows) {
        FF_ASSIGN(const auto change, handed_over(scope, row, seq));
        const core::Cell cell{entity.fields[owner_at(entity)].id, ""};
        if (!change || row.clocks.of(cell) != change->stamp) continue;
        FF_ASSIGN(const bool his, came_from(scope, *change, from));
        if (his) moved.push_back(std::move(row));
    }
    return moved;
}

}  // namespace

Result<Book> book_of(Connection& database, Org org, const Uuid& owner) {
    Book book;
    FF_ASSIGN(book.customers, owned_rows(database, org, customer, owner));
    FF_ASSIGN(auto mine, owned_rows(database, org, followup, owner));
    const auto handed = ids_of(book.customers);
    for (auto& row : mine) {
        if (!is_open(row)) continue;
        if (handed.contains(row.reference(followup.at("customer")))) {
            book.followups.push_back(std::move(row));
        } else {
            ++book.shared_followups;
        }
    }
    {
        FF_ASSIGN(auto others,
                  database.prepare("SELECT COUNT(*) FROM followup AS f JOIN customer AS c ON c.org=f.org AND "
                                   "c.id=f.customer WHERE f.org=?1 AND c.owner=?2 AND f.owner<>?2 AND f._deleted=0 AND "
                                   "c._deleted=0 AND f.status IN ('pending', 'in_progress')"));
        others.bind(1, org).bind(2, owner);
        FF_ASSIGN(const bool counted, others.step());
        if (counted) book.colleagues_followups = others.integer(0);
    }
    FF_ASSIGN(const auto all, customers_of(database, org, owner));
    for (const auto& id : all) {
        FF_ASSIGN(const auto row, find(database, org, customer, id));
        if (row && !row->row.deleted() && row->row.reference(customer.at("owner")) != owner) ++book.shared_customers;
    }
    return book;
}

Result<std::int64_t> owned_by(Connection& database, Org org, const Uuid& owner) {
    FF_ASSIGN(auto statement,
              database.prepare("SELECT COUNT(*) FROM customer WHERE org=?1 AND owner=?2 AND _deleted=0"));
    statement.bind(1, org).bind(2, owner);
    FF_ASSIGN(const bool counted, statement.step());
    return counted ? statement.integer(0) : std::int64_t{0};
}

Result<std::int64_t> unseen_by(Connection& database, const Organisation& organisation, const Row& person,
                               const std::vector<Row>& customers) {
    const auto mine =
        sync::circles_for(person.text(user.at("role")), person.id, person.reference(user.at("team")), organisation.id);
    std::int64_t unseen = 0;
    for (const auto& row : customers) {
        FF_ASSIGN(const auto theirs, circles_of(database, organisation.number, row.id));
        if (std::ranges::find_first_of(mine, theirs) == mine.end()) ++unseen;
    }
    return unseen;
}

Result<Moved> hand_over(WriteScope& scope, const sync::Principal& principal, const Uuid& from, const Uuid& to,
                        const std::optional<Seen>& seen) {
    FF_TRY(check_heir(scope, from, to));
    FF_ASSIGN(const auto book, book_of(scope.database, scope.org, from));
    if (book.customers.empty()) return {ErrorCode::not_found, "nothing to hand over"};
    if (seen && *seen != Seen{book.customers.size(), book.followups.size()}) return ErrorCode::changed_meanwhile;
    return write(scope, principal, book.customers, book.followups, to);
}

Result<Moved> take_back(WriteScope& scope, const sync::Principal& principal, const Uuid& from, const Uuid& to,
                        sync::Seq seq) {
    FF_ASSIGN(const auto customers, still_moved(scope, customer, from, to, seq));
    if (customers.empty()) return {ErrorCode::not_found, "nothing of it is left to take back"};
    FF_ASSIGN(auto followups, still_moved(scope, followup, from, to, seq));
    // One whose customer stays with its new owner stays with it.
    const auto back = ids_of(customers);
    std::erase_if(followups, [&](const Row& row) { return !back.contains(row.reference(followup.at("customer"))); });
    return write(scope, principal, customers, followups, from);
}

}  // namespace fieldfare::server::people
