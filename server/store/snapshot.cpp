#include "server/store/snapshot.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/planted.h"
#include "core/catalog/entities.h"
#include "core/rows/codec.h"
#include "server/store/circles.h"
#include "server/store/ledger.h"
#include "server/store/visible.h"
#include "sync/protocol/snapshot_block.h"

namespace fieldfare::server {
namespace {

using core::Result;
using core::Row;
using core::Status;
using core::Uuid;
using core::sqlite::Connection;
using core::sqlite::Statement;
namespace catalog = core::catalog;

constexpr int first_view_circle = 2;  // parameter 1 is the organisation

// The customers of a view in the order of use: today's agenda first, who has nothing planned then, the newest first,
// and deleted ones last.
std::string customers_text(const SnapshotView& view) {
    const auto& book = catalog::customer;
    const auto& plan = catalog::followup;
    const auto seen = view.everything
                          ? std::string{}
                          : fmt::format(
                                "AND EXISTS (SELECT 1 FROM audience AS a WHERE a.org=?1 AND a.customer=c.id AND "
                                "a.circle IN ({}) AND a.until IS NULL) ",
                                marks(first_view_circle, view.circles.size()));
    return fmt::format(
        "SELECT c.id, (SELECT MIN(f.\"{due}\") FROM \"{followup}\" AS f WHERE f.org=?1 AND f.\"{of}\"=c.id AND "
        "f._deleted=0 AND f.\"{status}\" IN ('pending', 'in_progress')) AS due FROM \"{customer}\" AS c WHERE c.org=?1 "
        "{seen}ORDER BY c._deleted, due IS NULL, due, c.id DESC",
        fmt::arg("customer", book.name), fmt::arg("followup", plan.name), fmt::arg("seen", seen),
        fmt::arg("due", plan.fields[plan.at("due_on")].name), fmt::arg("of", plan.fields[plan.at("customer")].name),
        fmt::arg("status", plan.fields[plan.at("status")].name));
}

// Gathers rows and hands on blocks.
class Blocks {
  public:
    Blocks(const SnapshotSink& sink, std::size_t block_bytes, SnapshotFacts& facts)
        : sink_(sink), block_bytes_(block_bytes), facts_(facts) {}

    // Rows that belong together: a customer's, or the organisation's.
    Status add(std::vector<Row> rows, bool customer) {
        std::size_t bytes = 0;
        for (const auto& row : rows) bytes += core::encode_row(row).size();
        if (bytes_ + bytes > block_bytes_ && !core::planted("block parts a customer")) FF_TRY(flush());
        for (auto& row : rows) {
            const auto size = core::encode_row(row).size();
            if (!block_.rows.empty() && bytes_ + size > block_bytes_) FF_TRY(flush());
            bytes_ += size;
            ++facts_.rows;
            block_.rows.push_back(std::move(row));
        }
        block_.customers += customer ? 1 : 0;
        facts_.customers += customer ? 1 : 0;
        return {};
    }

    Status flush() {
        if (block_.rows.empty()) return {};
        const auto bytes = sync::encode_block(block_);
        facts_.bytes += bytes.size();
        block_ = {};
        bytes_ = 0;
        return sink_(bytes);
    }

  private:
    const SnapshotSink& sink_;
    const std::size_t block_bytes_;
    SnapshotFacts& facts_;
    sync::SnapshotBlock block_;
    std::size_t bytes_ = 0;
};

Status read_all(Statement& statement, const core::Entity& entity, std::vector<Row>& rows) {
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return {};
        FF_ASSIGN(auto stored, read(statement, entity));
        rows.push_back(std::move(stored.row));
    }
}

std::vector<const core::Entity*> entities_of(core::Scope scope) {
    std::vector<const core::Entity*> found;
    for (const auto* entity : core::entities()) {
        if (entity->scope == scope) found.push_back(entity);
    }
    // The customer before what belongs to it.
    std::stable_sort(found.begin(), found.end(),
                     [](const auto* a, const auto* b) { return a->scope_field.empty() && !b->scope_field.empty(); });
    return found;
}

Status write_organisation(Connection& database, Org org, Blocks& blocks) {
    for (const auto* entity : entities_of(core::Scope::organisation)) {
        if (core::planted("snapshot forgets the organisation") && entity == &catalog::user) continue;
        std::vector<Row> rows;
        FF_ASSIGN(auto statement, database.prepare(select_text(*entity, "ORDER BY id")));
        statement.bind(1, org);
        FF_TRY(read_all(statement, *entity, rows));
        FF_TRY(blocks.add(std::move(rows), false));
    }
    return {};
}

Status write_customers(Connection& database, Org org, const SnapshotView& view, Blocks& blocks) {
    FF_ASSIGN(auto customers, database.prepare(customers_text(view)));
    customers.bind(1, org);
    if (!view.everything) {
        int at = first_view_circle;
        for (const auto& circle : view.circles) customers.bind(at++, circle);
    }
    const auto entities = entities_of(core::Scope::customer);
    std::vector<Statement> selects;
    for (const auto* entity : entities) {
        FF_ASSIGN(auto select,
                  database.prepare(select_text(*entity, fmt::format("AND {}=?2 ORDER BY id", scope_column(*entity)))));
        selects.push_back(std::move(select));
    }
    while (true) {
        FF_ASSIGN(const bool more, customers.step());
        if (!more) return {};
        const auto id = customers.uuid(0);
        std::vector<Row> rows;
        for (std::size_t i = 0; i < entities.size(); ++i) {
            selects[i].bind(1, org).bind(2, id);
            FF_TRY(read_all(selects[i], *entities[i], rows));
            selects[i].reset();
        }
        FF_TRY(blocks.add(std::move(rows), true));
    }
}

}  // namespace

Result<sync::Seq> last_erasure(Connection& database, Org org) {
    FF_ASSIGN(auto statement, database.prepare("SELECT MAX(seq) FROM erased WHERE org=?1 AND told=1"));
    statement.bind(1, org);
    FF_ASSIGN(const bool found, statement.step());
    return found && !statement.null(0) ? static_cast<sync::Seq>(statement.integer(0)) : sync::Seq{0};
}

Result<SnapshotReader> snapshot_reader(Connection& database, Org org, const sync::Audience& audience,
                                       const Uuid& organisation) {
    SnapshotReader reader;
    reader.view.everything = audience.everything;
    FF_ASSIGN(const auto erased, last_erasure(database, org));
    if (!core::planted("erased stays in snapshots")) reader.since = erased;
    FF_ASSIGN(auto statement,
              database.prepare("SELECT circle, since, masked FROM membership WHERE org=?1 AND user=?2 AND until "
                               "IS NULL ORDER BY circle"));
    statement.bind(1, org).bind(2, audience.user);
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) break;
        reader.something_hidden = reader.something_hidden || statement.integer(2) != 0;
        const auto circle = statement.uuid(0);
        if (audience.everything && circle != organisation) continue;
        reader.view.circles.push_back(circle);
        reader.since = std::max(reader.since, static_cast<sync::Seq>(statement.integer(1)));
    }
    return reader;
}

Result<SnapshotFacts> write_snapshot(Connection& database, Org org, const SnapshotView& view, const SnapshotSink& sink,
                                     std::size_t block_bytes) {
    SnapshotFacts facts;
    SqliteLedgerReader ledger(database, org);
    FF_ASSIGN(facts.seq, ledger.head());
    Blocks blocks(sink, block_bytes, facts);
    FF_TRY(write_organisation(database, org, blocks));
    FF_TRY(write_customers(database, org, view, blocks));
    FF_TRY(blocks.flush());
    return facts;
}

Result<sync::SnapshotOffer> offer_of(Connection& database, Org org, const sync::Audience& audience,
                                     const std::string& id, const SnapshotFacts& facts) {
    sync::SnapshotOffer offer;
    offer.id = id;
    offer.seq = facts.seq;
    offer.bytes = facts.bytes;
    offer.customers = facts.customers;
    if (core::planted("snapshot called younger")) {
        SqliteLedgerReader ledger(database, org);
        FF_ASSIGN(offer.seq, ledger.head());
    }
    FF_TRY(visible_beside_snapshot(database, org, audience, [&offer](sync::PullItem&& item) {
        if (item.row) offer.rows.push_back(*std::move(item.row));
        if (item.exit) offer.exits.push_back(*item.exit);
        if (item.erased) offer.erased.push_back(*item.erased);
    }));
    return offer;
}

}  // namespace fieldfare::server
