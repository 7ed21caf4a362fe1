#include "server/people/erasure.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "core/base/planted.h"
#include "core/catalog/entities.h"
#include "core/rows/codec.h"
#include "server/media/named.h"
#include "server/people/duplicates.h"
#include "server/people/former_partners.h"
#include "server/people/merging.h"
#include "server/store/row_table.h"
#include "sync/authority/erasure.h"
#include "sync/protocol/codec.h"

namespace fieldfare::server::people {
namespace {

namespace catalog = core::catalog;
using core::RowKey;
using core::Uuid;
using core::sqlite::Connection;

core::Result<std::optional<StoredRow>> customer_with_code(Connection& database, Org org, const std::string& code) {
    FF_ASSIGN(auto found, database.prepare(select_text(
                              catalog::customer,
                              fmt::format("AND {}=?2", column(catalog::customer, catalog::customer.at("code"))))));
    found.bind(1, org).bind(2, code);
    FF_ASSIGN(const bool there, found.step());
    if (!there) return std::optional<StoredRow>{};
    FF_ASSIGN(auto stored, read(found, catalog::customer));
    return std::optional(std::move(stored));
}

core::Result<StoredRow> named(Connection& database, Org org, const std::string& which) {
    if (const auto id = Uuid::parse(which)) {
        for (const auto* entity : {&catalog::customer, &catalog::contact}) {
            FF_ASSIGN(auto stored, find(database, org, *entity, *id));
            if (stored) return *std::move(stored);
        }
    }
    FF_ASSIGN(auto stored, customer_with_code(database, org, which));
    if (stored) return *std::move(stored);
    return core::Error{core::ErrorCode::not_found, "customer or contact " + which};
}

core::Status add_rows_of(Connection& database, Org org, const Uuid& customer, std::vector<RowKey>& rows) {
    for (const auto* entity : core::entities()) {
        if (entity->scope != core::Scope::customer || entity->scope_field.empty()) continue;
        FF_ASSIGN(auto theirs, database.prepare(fmt::format("SELECT id FROM \"{}\" WHERE org=?1 AND {}=?2",
                                                            entity->name, scope_column(*entity))));
        theirs.bind(1, org).bind(2, customer);
        while (true) {
            FF_ASSIGN(const bool more, theirs.step());
            if (!more) break;
            rows.push_back({entity, theirs.uuid(0)});
        }
    }
    return {};
}

// What stands aside of a customer is in no table: new rows of groups that were refused or wait.
core::Status add_rows_kept_aside(Connection& database, Org org, const Uuid& customer, std::vector<RowKey>& rows) {
    FF_ASSIGN(auto all, database.prepare("SELECT kept FROM verdict WHERE org=?1 AND kept IS NOT NULL"));
    all.bind(1, org);
    while (true) {
        FF_ASSIGN(const bool more, all.step());
        if (!more) return {};
        const auto group = core::decode_group(all.bytes(0));
        if (!group) continue;  // what cannot be read is for `quarantine clear`
        for (const auto& change : group->changes) {
            const RowKey row{change.entity, change.row};
            const bool known = std::ranges::find(rows, row) != rows.end();
            if (!known && sync::customer_named(change) == customer) rows.push_back(row);
        }
    }
}

// What was merged into a customer is part of it.
core::Status add_family(Connection& database, Org org, const core::Row& row, std::vector<RowKey>& rows) {
    if (row.has(catalog::customer.at("merged_into"))) {
        return {core::ErrorCode::needed_by_others, "customer: merged into another, which is the one to erase"};
    }
    FF_ASSIGN(const auto family, family_of(database, org, row.id));
    for (const auto& id : family) {
        if (id != row.id) rows.push_back({&catalog::customer, id});
    }
    for (const auto& id : family) {
        FF_TRY(add_rows_of(database, org, id, rows));
        if (!core::planted("erased stays aside")) FF_TRY(add_rows_kept_aside(database, org, id, rows));
    }
    return {};
}

core::Result<std::int64_t> count(Connection& database, Org org, const char* table, const RowKey& row) {
    FF_ASSIGN(auto lines,
              database.prepare(fmt::format("SELECT COUNT(*) FROM {} WHERE org=?1 AND entity=?2 AND row=?3", table)));
    lines.bind(1, org).bind(2, static_cast<int>(row.entity->id)).bind(3, row.id);
    FF_ASSIGN(const bool found, lines.step());
    return found ? lines.integer(0) : 0;
}

core::Status remove_traces(Connection& database, Org org, const RowKey& row) {
    for (const auto* table : {"history", "conflict"}) {
        if (core::planted("erasure forgets the history") && std::string_view(table) == "history") continue;
        FF_ASSIGN(auto lines,
                  database.prepare(fmt::format("DELETE FROM {} WHERE org=?1 AND entity=?2 AND row=?3", table)));
        lines.bind(1, org).bind(2, static_cast<int>(row.entity->id)).bind(3, row.id);
        FF_TRY(lines.run());
    }
    return {};
}

// A stored verdict and the group beside it, where they speak of the rows.
struct Decided {
    core::DeviceNumber device = 0;
    std::uint64_t epoch = 0;
    std::uint64_t number = 0;
    sync::Verdict verdict;
    std::optional<core::Group> kept;
};

core::Result<std::vector<Decided>> decided_about(Connection& database, Org org, const std::vector<RowKey>& rows) {
    const std::set<RowKey> gone(rows.begin(), rows.end());
    std::vector<Decided> found;
    FF_ASSIGN(auto all, database.prepare("SELECT device, epoch, number, verdict, kept FROM verdict WHERE org=?1"));
    all.bind(1, org);
    while (true) {
        FF_ASSIGN(const bool more, all.step());
        if (!more) return found;
        Decided one;
        one.device = static_cast<core::DeviceNumber>(all.integer(0));
        one.epoch = static_cast<std::uint64_t>(all.integer(1));
        one.number = static_cast<std::uint64_t>(all.integer(2));
        const auto bytes = all.bytes(3);
        FF_ASSIGN(one.verdict,
                  sync::decode_verdict(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size())));
        auto touched = std::erase_if(one.verdict.rows, [&](const core::Row& row) {
            return gone.contains({row.entity, row.id});
        });
        // What cannot be read is for `quarantine clear`.
        if (auto group = all.null(4) ? core::Result<core::Group>(core::ErrorCode::not_found)
                                     : core::decode_group(all.bytes(4))) {
            const auto taken = std::erase_if(group->changes, [&](const core::Change& change) {
                return gone.contains({change.entity, change.row});
            });
            touched += taken;
            if (taken > 0) one.kept = *std::move(group);
        }
        if (touched > 0) found.push_back(std::move(one));
    }
}

core::Status rewrite(Connection& database, Org org, Decided& decided) {
    const bool done = decided.kept && decided.kept->changes.empty();
    if (done) {
        decided.verdict.kind = sync::Verdict::Kind::superseded;
        decided.verdict.reason.reset();
        decided.verdict.detail.clear();
    }
    const auto verdict = sync::encode_verdict(decided.verdict);
    const auto kept = decided.kept && !done ? core::encode_group(*decided.kept) : core::Bytes{};
    FF_ASSIGN(auto write, database.prepare("UPDATE verdict SET kind=?5, detail=?6, verdict=?7, "
                                           "kept=CASE ?8 WHEN 0 THEN kept WHEN 1 THEN NULL ELSE ?9 END "
                                           "WHERE org=?1 AND device=?2 AND epoch=?3 AND number=?4"));
    write.bind(1, org).bind(2, static_cast<std::int64_t>(decided.device)).bind(3, decided.epoch);
    write.bind(4, decided.number).bind(5, static_cast<int>(decided.verdict.kind)).bind(6, decided.verdict.detail);
    write.bind(7, std::span(reinterpret_cast<const std::uint8_t*>(verdict.data()), verdict.size()));
    write.bind(8, std::int64_t{!decided.kept ? 0 : done ? 1 : 2}).bind(9, kept);
    return write.run();
}

}  // namespace

core::Result<Erasure> what_to_erase(Connection& database, Org org, const std::string& which) {
    FF_ASSIGN(const auto stored, named(database, org, which));
    Erasure erasure;
    erasure.entity = stored.row.entity;
    erasure.id = stored.row.id;
    erasure.name = stored.row.text(erasure.entity->position("name"));
    erasure.rows.push_back({erasure.entity, erasure.id});
    if (erasure.entity == &catalog::customer) FF_TRY(add_family(database, org, stored.row, erasure.rows));
    for (const auto& row : erasure.rows) {
        FF_ASSIGN(const auto lines, count(database, org, "history", row));
        FF_ASSIGN(const auto conflicts, count(database, org, "conflict", row));
        erasure.history += lines;
        erasure.conflicts += conflicts;
    }
    FF_ASSIGN(const auto decided, decided_about(database, org, erasure.rows));
    erasure.groups = std::count_if(decided.begin(), decided.end(), [](const Decided& one) { return one.kept; });
    return erasure;
}

core::Result<sync::Seq> erase(WriteScope& scope, const Erasure& erasure) {
    auto& database = scope.database;
    FF_ASSIGN(auto decided, decided_about(database, scope.org, erasure.rows));
    FF_ASSIGN(const auto seq, scope.ledger.next_seq());
    for (auto& one : decided) FF_TRY(rewrite(database, scope.org, one));
    for (const auto& row : erasure.rows) {
        if (row.entity == &catalog::customer) FF_TRY(forget_with_former_partners(scope, row.id, seq));
    }
    FF_TRY(media::note_erased(database, scope.org, erasure.rows));
    // The customer stands first and goes last.
    for (auto row = erasure.rows.rbegin(); row != erasure.rows.rend(); ++row) {
        FF_TRY(remove_traces(database, scope.org, *row));
        FF_TRY(scope.ledger.take_row(*row));
        // Each by its own id: a phone that has lost sight of the customer may still have groups about what was its own.
        FF_TRY(forget_pairs(database, scope.org, row->id));
        FF_TRY(scope.ledger.mark_erased(row->id, seq, !core::planted("phones hear nothing")));
    }
    scope.store.checkpoint_soon();
    return seq;
}

}  // namespace fieldfare::server::people
