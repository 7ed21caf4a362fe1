#include "server/people/former_partners.h"

#include <algorithm>
#include <set>

#include "core/catalog/entities.h"
#include "server/people/history.h"
#include "server/store/value_blob.h"
#include "sync/authority/authority.h"
#include "sync/merge/cells.h"

namespace fieldfare::server::people {
namespace {

using core::RowKey;
using core::Stamp;
using core::Status;
using core::Uuid;
using core::catalog::customer;

// What the customer wrote, or was written of it: a partner's line under the same came with it.
using Writes = std::set<std::pair<sync::Seq, Stamp>>;

std::set<Uuid> partners_in(const std::vector<HistoryLine>& lines) {
    std::set<Uuid> partners;
    for (const auto& line : lines) {
        if (const auto into = named_in(line.change, customer.fields[customer.at("merged_into")].id)) {
            partners.insert(*into);
        }
    }
    return partners;
}

// Since it was merged for the first time.
Writes writes_of(const std::vector<HistoryLine>& lines) {
    const auto field = customer.fields[customer.at("merged_into")].id;
    const auto merge =
        std::ranges::find_if(lines, [&](const HistoryLine& line) { return named_in(line.change, field).has_value(); });
    Writes writes;
    for (auto line = merge; line != lines.end(); ++line) writes.emplace(line->seq, line->change.stamp);
    return writes;
}

// An undo of a merge: it gave the partner its own values back, which stay; the elements it took away were the other's.
bool is_undo(const std::vector<HistoryLine>& lines, const HistoryLine& of_partner) {
    return std::ranges::any_of(lines, [&](const HistoryLine& line) {
        const auto* part = part_of(line.change, customer.fields[customer.at("merged_into")].id);
        return part != nullptr && core::is_null(part->value) && line.seq == of_partner.seq &&
               line.change.stamp == of_partner.change.stamp;
    });
}

Status rewrite(WriteScope& scope, const RowKey& key, const HistoryLine& line, const core::Change& left) {
    FF_ASSIGN(
        auto write,
        scope.database.prepare(
            left.cells.empty() ? "DELETE FROM history WHERE org=?1 AND entity=?2 AND row=?3 AND seq=?4 AND ordinal=?5"
                               : "UPDATE history SET change=?6 WHERE org=?1 AND entity=?2 AND row=?3 AND seq=?4 AND "
                                 "ordinal=?5"));
    write.bind(1, scope.org).bind(2, std::int64_t{key.entity->id}).bind(3, key.id);
    write.bind(4, line.seq).bind(5, line.ordinal);
    if (!left.cells.empty()) write.bind(6, encode_change(left));
    return write.run();
}

Status forget_conflicts(WriteScope& scope, const RowKey& key, const Stamp& stamp) {
    FF_ASSIGN(auto conflicts, scope.database.prepare("DELETE FROM conflict WHERE org=?1 AND entity=?2 AND row=?3 AND "
                                                     "((loser_time=?4 AND loser_device=?5) OR "
                                                     "(winner_time=?4 AND winner_device=?5))"));
    conflicts.bind(1, scope.org).bind(2, std::int64_t{key.entity->id}).bind(3, key.id);
    conflicts.bind(4, stamp.time.packed).bind(5, static_cast<std::int64_t>(stamp.device));
    return conflicts.run();
}

// The element as the partner's own lines made it: that somebody took it away before there was a merge is remembered.
sync::cells::Element own_element(const std::vector<core::Change>& own, const core::Cell& cell) {
    sync::cells::Element element;
    for (const auto& change : own) {
        const auto* part = part_of(change, cell.field, cell.key);
        if (part == nullptr) continue;
        if (part->value == core::Value{std::int64_t{0}}) {
            element.removed = std::max(element.removed, part->base);
        } else {
            element.stamp = std::max(element.stamp, change.stamp);
        }
    }
    return element;
}

// Elements that the merge added and its undo took away stand in the clocks by name. Devices follow: a stamp of the
// server's that it does not hold any more gives way.
Status forget_elements(WriteScope& scope, const Uuid& partner, const std::vector<core::Change>& own,
                       const std::set<Stamp>& stamps, sync::Seq seq) {
    FF_ASSIGN(const auto held, scope.ledger.row(customer, partner));
    if (!held) return {};
    auto row = *held;
    for (const auto& clock : held->clocks.cells) {
        const bool taken_away = clock.stamp.device == 0 && clock.removed == clock.stamp && stamps.contains(clock.stamp);
        if (taken_away) sync::cells::write_element(row, clock.cell, own_element(own, clock.cell));
    }
    if (row == *held) return {};
    return scope.ledger.put_row(row, held.get(), sync::scope_of(row), seq);
}

Status forget_with(WriteScope& scope, const std::vector<HistoryLine>& of_erased, const Uuid& partner, sync::Seq seq) {
    const RowKey key{&customer, partner};
    const auto writes = writes_of(of_erased);
    FF_ASSIGN(const auto lines, lines_of(scope.database, scope.org, key));
    std::set<Stamp> stamps;
    std::vector<core::Change> own;
    for (const auto& line : lines) {
        auto left = line.change;
        const bool came =
            line.change.kind == core::ChangeKind::update &&
            (writes.contains({line.seq, line.change.stamp}) ||
             std::ranges::any_of(of_erased, [&](const HistoryLine& edit) { return given_again(line, edit); }));
        if (!came) {
            own.push_back(std::move(left));
            continue;
        }
        if (is_undo(of_erased, line)) {
            std::erase_if(left.cells, [](const core::CellChange& part) {
                return customer.fields[customer.position(part.field)].rule == core::Rule::set;
            });
        } else {
            left.cells.clear();
            stamps.insert(line.change.stamp);
        }
        FF_TRY(rewrite(scope, key, line, left));
    }
    for (const auto& stamp : stamps) FF_TRY(forget_conflicts(scope, key, stamp));
    return forget_elements(scope, partner, own, stamps, seq);
}

}  // namespace

Status forget_with_former_partners(WriteScope& scope, const Uuid& id, sync::Seq seq) {
    FF_ASSIGN(const auto lines, lines_of(scope.database, scope.org, {&customer, id}));
    for (const auto& partner : partners_in(lines)) FF_TRY(forget_with(scope, lines, partner, seq));
    return {};
}

}  // namespace fieldfare::server::people
