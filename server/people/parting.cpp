#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/base/planted.h"
#include "core/catalog/entities.h"
#include "core/rows/typing.h"
#include "server/people/history.h"
#include "server/people/merging.h"
#include "sync/merge/cells.h"

// The undo of a merge.
namespace fieldfare::server::people {
namespace {

using core::Cell;
using core::Change;
using core::ChangeKind;
using core::ErrorCode;
using core::Result;
using core::RowKey;
using core::Stamp;
using core::Uuid;
using core::catalog::customer;
using core::sqlite::Connection;

constexpr auto into_at = customer.at("merged_into");

Cell clock_cell(const core::CellChange& part) {
    const auto& field = customer.fields[customer.position(part.field)];
    return {customer.clock_field(field).id, part.key};
}

class Undo {
  public:
    Undo(Connection& database, Org org, Parting& parting) : database_(database), org_(org), parting_(parting) {}

    core::Status find() {
        FF_TRY(find_merge());
        FF_ASSIGN(family_, family_of(database_, org_, parting_.from.id));
        Change revive;
        revive.kind = ChangeKind::revive;
        revive.entity = &customer;
        revive.row = parting_.from.id;
        parting_.changes.push_back(std::move(revive));
        set({&customer, parting_.from.id}, into_at, core::Value{});
        for (const auto* entity : core::entities()) FF_TRY(find_rows(*entity));
        FF_TRY(find_referring());
        return find_cells();
    }

  private:
    core::Status find_merge() {
        FF_ASSIGN(lines_of_from_, lines_of(database_, org_, {&customer, parting_.from.id}));
        const auto stamp = parting_.from.clocks.of({customer.fields[into_at].id, {}});
        const auto merge = std::ranges::find_if(lines_of_from_, [&](const HistoryLine& line) {
            return line.change.stamp == stamp && named_in(line.change, customer.fields[into_at].id);
        });
        if (merge == lines_of_from_.end()) return {ErrorCode::storage_corrupt, "customer.merged_into"};
        merge_ = stamp;
        parting_.seq = merge->seq;
        parting_.at = merge->at;
        return {};
    }

    void set(const RowKey& key, std::size_t field, core::Value value) {
        Change change;
        change.kind = ChangeKind::update;
        change.entity = key.entity;
        change.row = key.id;
        change.cells.push_back({key.entity->fields[field].id, {}, std::move(value), {}});
        parting_.changes.push_back(std::move(change));
    }

    // Rows whose author named the merged customer, or one that had become part of it: moved by the merge, or come
    // since.
    core::Status find_rows(const core::Entity& entity) {
        if (entity.scope != core::Scope::customer || entity.scope_field.empty()) return {};
        const auto at = entity.position(entity.scope_field);
        FF_ASSIGN(auto theirs, database_.prepare(select_text(
                                   entity, fmt::format("AND {}=?2 AND _deleted=0 ORDER BY id", scope_column(entity)))));
        theirs.bind(1, org_).bind(2, parting_.into.id);
        while (true) {
            FF_ASSIGN(const bool more, theirs.step());
            if (!more) return {};
            FF_ASSIGN(const auto stored, read(theirs, entity));
            const auto stamp = stored.row.clocks.of({entity.fields[at].id, {}});
            if (stamp.device != 0) continue;  // nobody moved it
            if (core::planted("undo forgets the late") && stamp != merge_) continue;
            const RowKey key{&entity, stored.row.id};
            FF_ASSIGN(const auto lines, lines_of(database_, org_, key));
            if (lines.empty()) continue;
            const auto home = named_in(lines.front().change, entity.fields[at].id);
            if (!home || !family_.contains(*home)) continue;
            parting_.rows.push_back(key);
            set(key, at, parting_.from.id);
        }
    }

    // Whom the field named before merges and undos pointed it elsewhere, each over the one before.
    static std::optional<Uuid> named_by_a_person(const std::vector<HistoryLine>& lines, core::FieldId field,
                                                 Stamp stamp) {
        for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
            const auto* part = part_of(line->change, field);
            if (part == nullptr || line->change.stamp != stamp) continue;
            if (stamp.device != 0 || line->change.kind == ChangeKind::add) return named_in(line->change, field);
            stamp = part->base;
        }
        return std::nullopt;
    }

    // Other customers that named it.
    core::Status find_referring() {
        constexpr auto at = customer.at("referred_by");
        const auto field = customer.fields[at].id;
        FF_ASSIGN(auto theirs,
                  database_.prepare(select_text(customer, "AND referred_by=?2 AND _deleted=0 ORDER BY id")));
        theirs.bind(1, org_).bind(2, parting_.into.id);
        while (true) {
            FF_ASSIGN(const bool more, theirs.step());
            if (!more) return {};
            FF_ASSIGN(const auto stored, read(theirs, customer));
            const auto stamp = stored.row.clocks.of({field, {}});
            if (stamp.device != 0) continue;
            FF_ASSIGN(const auto lines, lines_of(database_, org_, {&customer, stored.row.id}));
            const auto named = named_by_a_person(lines, field, stamp);
            if (named && family_.contains(*named)) set({&customer, stored.row.id}, at, parting_.from.id);
        }
    }

    // What came from the merged one: the merge's own writing, and edits that followed the redirect.
    bool came(const HistoryLine& line) const {
        if (line.seq < parting_.seq || line.change.kind != ChangeKind::update) return false;
        if (line.change.stamp == merge_) return line.seq == parting_.seq;
        return std::ranges::any_of(lines_of_from_, [&](const HistoryLine& other) {
            return other.seq == line.seq && other.change.kind == ChangeKind::update &&
                   (other.change.stamp == line.change.stamp || given_again(line, other));
        });
    }

    core::Status find_cells() {
        FF_ASSIGN(const auto lines, lines_of(database_, org_, {&customer, parting_.into.id}));
        std::set<Cell> cells;
        std::set<Stamp> stamps;
        for (const auto& line : lines) {
            if (!came(line)) continue;
            stamps.insert(line.change.stamp);
            for (const auto& part : line.change.cells) {
                const auto cell = clock_cell(part);
                cells.insert(cell);
                parting_.settled.push_back({&customer, parting_.into.id, cell, line.change.stamp});
            }
        }
        Change back;
        back.kind = ChangeKind::update;
        back.entity = &customer;
        back.row = parting_.into.id;
        for (const auto& cell : cells) {
            if (stamps.contains(sync::cells::stamp_of(parting_.into, cell))) put_back(cell, lines, back);
        }
        if (!back.cells.empty()) parting_.changes.push_back(std::move(back));
        return {};
    }

    // The newest that is the customer's own. Null: none.
    const HistoryLine* newest_own(const Cell& cell, const std::vector<HistoryLine>& lines) const {
        const HistoryLine* newest = nullptr;
        for (const auto& line : lines) {
            const bool writes =
                line.change.kind == ChangeKind::add ||
                std::ranges::any_of(line.change.cells, [&](const auto& part) { return clock_cell(part) == cell; });
            if (!writes || came(line)) continue;
            if (newest == nullptr || newest->change.stamp < line.change.stamp) newest = &line;
        }
        return newest;
    }

    void put_back(const Cell& cell, const std::vector<HistoryLine>& lines, Change& back) {
        const auto* own = newest_own(cell, lines);
        const auto& field = customer.fields[customer.position(cell.field)];
        if (own != nullptr) parting_.settled.push_back({&customer, parting_.into.id, cell, own->change.stamp});
        if (core::is_keyed(field)) {
            const auto* part = own == nullptr ? nullptr : part_of(own->change, cell.field, cell.key);
            if (field.rule == core::Rule::set) {
                const bool there = part != nullptr && part->value == core::Value{std::int64_t{1}};
                if (!there) back.cells.push_back({cell.field, cell.key, std::int64_t{0}, {}});
            } else {
                back.cells.push_back({cell.field, cell.key, part == nullptr ? core::Value{} : part->value, {}});
            }
            return;
        }
        for (const auto member : sync::cells::members(customer, field)) {
            const auto id = customer.fields[member].id;
            const auto* part = own == nullptr ? nullptr : part_of(own->change, id);
            back.cells.push_back({id, {}, part == nullptr ? core::Value{} : part->value, {}});
        }
    }

    Connection& database_;
    Org org_;
    Parting& parting_;
    Stamp merge_;
    std::set<Uuid> family_;
    std::vector<HistoryLine> lines_of_from_;
};

}  // namespace

Result<std::set<Uuid>> family_of(Connection& database, Org org, const Uuid& id) {
    std::set<Uuid> family{id};
    std::vector<Uuid> open{id};
    while (!open.empty()) {
        FF_ASSIGN(auto merged, database.prepare("SELECT id FROM customer WHERE org=?1 AND merged_into=?2"));
        merged.bind(1, org).bind(2, open.back());
        open.pop_back();
        while (true) {
            FF_ASSIGN(const bool more, merged.step());
            if (!more) break;
            if (family.insert(merged.uuid(0)).second) open.push_back(merged.uuid(0));
        }
    }
    return family;
}

Result<Parting> what_to_part(Connection& database, Org org, const Uuid& from) {
    Parting parting;
    FF_ASSIGN(auto merged, find(database, org, customer, from));
    if (!merged || !merged->row.has(into_at)) return {ErrorCode::not_found, "customer: not merged"};
    parting.from = std::move(merged->row);
    FF_ASSIGN(auto into, find(database, org, customer, parting.from.reference(into_at)));
    if (!into || into->row.deleted()) return {ErrorCode::needed_by_others, "customer.merged_into"};
    parting.into = std::move(into->row);
    FF_TRY(Undo(database, org, parting).find());
    return parting;
}

}  // namespace fieldfare::server::people
