#include "sync/authority/redirect.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/base/planted.h"
#include "core/catalog/entities.h"
#include "core/catalog/validation.h"
#include "sync/authority/ruling.h"
#include "sync/merge/cells.h"

namespace fieldfare::sync {
namespace {

namespace catalog = core::catalog;
using catalog::customer;
using core::CellChange;
using core::Change;
using core::ChangeKind;
using core::Uuid;

constexpr auto merged_into = customer.at("merged_into");
// Each merge adds one at most, and a merged customer is merged no more, so a line ends.
constexpr int longest_line = 10'000;

bool writes_merge(const Change& change) {
    const auto field = customer.fields[merged_into].id;
    return std::ranges::any_of(change.cells, [&](const CellChange& cell) { return cell.field == field; });
}

Step server_step(Draft::Entry& entry, Change change, Applied applied) {
    Step step;
    step.entry = &entry;
    step.own = std::make_shared<const Change>(std::move(change));
    step.change = step.own.get();
    step.applied = std::move(applied);
    step.unasked = true;
    return step;
}

// One cell of an edit of the merged customer, as an edit of the one that goes on. Nothing: it has no meaning there.
std::optional<CellChange> carried(const CellChange& cell) {
    const auto at = customer.position(cell.field);
    if (at == core::Entity::npos) return std::nullopt;
    const auto& field = customer.fields[at];
    if (field.rule == core::Rule::assigned || field.rule == core::Rule::log) return std::nullopt;
    if (at != customer.at("owner")) return cell;
    // Who was to answer for it works on it with the owner.
    const auto* owner = std::get_if<Uuid>(&cell.value);
    if (owner == nullptr) return std::nullopt;
    return CellChange{customer.fields[customer.at("collaborators")].id, owner->text(), std::int64_t{1}, {}};
}

bool is_set(core::FieldId field) {
    return customer.fields[customer.position(field)].rule == core::Rule::set;
}

Change carried_over(const Change& change, const core::Row& to) {
    Change over;
    over.kind = ChangeKind::update;
    over.entity = change.entity;
    over.row = to.id;
    over.stamp = change.stamp;
    for (const auto& cell : change.cells) {
        auto part = carried(cell);
        // Rows that came together, in one import, share their first stamp: who saw the one had not seen the other.
        if (part && part->base == to.clocks.row) part->base = {};
        // An element goes where the very add stands that was taken away.
        const bool takes_away = part && is_set(part->field) && part->value == core::Value{std::int64_t{0}};
        if (takes_away && cells::stamp_of(to, {part->field, part->key}) != part->base) continue;
        const auto same = [&](const CellChange& one) {
            return part && one.field == part->field && one.key == part->key;
        };
        if (part && std::ranges::none_of(over.cells, same)) over.cells.push_back(*std::move(part));
    }
    std::ranges::sort(over.cells, [](const CellChange& a, const CellChange& b) {
        return std::tie(a.field, a.key) < std::tie(b.field, b.key);
    });
    return over;
}

// Whether this add is the server's, made for one that its author had made by himself (give_again).
core::Result<bool> stands_for(Ledger& ledger, const core::Uuid& row, const core::Cell& cell, const core::Stamp& add,
                              const core::Stamp& own) {
    if (add.device != 0 || own.is_zero()) return false;
    FF_ASSIGN(const auto again, ledger.known_edit(customer, row, cell, add));
    if (!again || again->base != own) return false;
    FF_ASSIGN(const auto known, ledger.known_edit(customer, row, cell, own));
    return known && known->seq == again->seq;
}

// Newer than all that the server wrote of the row: that it took an element away leaves no stamp in the row itself.
core::Result<core::Stamp> own_stamp(Ledger& ledger, const Origin& origin, const core::Row& row,
                                    const std::vector<Step>& more) {
    auto stamp = server_stamp(origin.received_at, &row);
    FF_ASSIGN(auto newest, ledger.newest_of(*row.entity, row.id, 0));
    for (const auto& step : more) {
        if (step.change->row == row.id && step.change->stamp.device == 0) {
            newest = std::max(newest, step.change->stamp.time);
        }
    }
    stamp.time = std::max(stamp.time, core::Hlc{newest.packed + 1});
    return stamp;
}

// The undo of a merge takes away what the merge had added, and with it every earlier add. Who made one by himself, and
// comes only now, keeps it: the server adds it anew, and who takes his own away then takes that.
core::Status give_again(Draft& draft, const Origin& origin, const Change& edit, Draft::Entry& entry,
                        std::vector<Step>& more) {
    const auto& row = *entry.now();
    Change again;
    again.kind = ChangeKind::update;
    again.entity = &customer;
    again.row = row.id;
    for (const auto& part : edit.cells) {
        if (customer.position(part.field) == core::Entity::npos || !is_set(part.field)) continue;
        const core::Cell cell{part.field, part.key};
        const auto element = cells::read_element(row, cell);
        if (part.value == core::Value{std::int64_t{0}}) {
            FF_ASSIGN(const bool own, stands_for(draft.ledger(), row.id, cell, element.stamp, part.base));
            if (own && element.present()) again.cells.push_back({part.field, part.key, part.value, element.stamp});
        } else if (!element.present()) {
            FF_ASSIGN(const bool undone, draft.ledger().undone(customer, row.id, cell, element.removed));
            if (undone) again.cells.push_back({part.field, part.key, part.value, edit.stamp});
        }
    }
    if (again.cells.empty()) return {};
    FF_ASSIGN(again.stamp, own_stamp(draft.ledger(), origin, row, more));
    FF_ASSIGN(auto applied, apply_change(entry.write(), again));
    FF_TRY(core::within_limits(*entry.now()));
    more.push_back(server_step(entry, std::move(again), std::move(applied)));
    return {};
}

// One customer on the line takes the edit, as any concurrent one.
core::Status take_over(Draft& draft, const Origin& origin, const Change& meant, Draft::Entry& entry,
                       std::vector<Step>& more) {
    auto change = carried_over(meant, *entry.now());
    if (change.cells.empty()) return {};
    FF_ASSIGN(auto rulings, rulings_on(draft.ledger(), origin, change, *entry.now(), &meant));
    const bool was_deleted = entry.now()->deleted();
    FF_ASSIGN(auto applied, apply_change(entry.write(), change));
    FF_TRY(core::within_limits(*entry.now()));
    more.push_back(server_step(entry, std::move(change), std::move(applied)));
    more.back().meant = meant.row;
    if (rulings.empty()) return {};
    auto& edit = more.back();
    auto ruled = carry_out(rulings, *edit.change, origin.received_at, *entry.written, edit.applied);
    if (was_deleted && !entry.now()->deleted()) edit.applied.revived = entry.now()->clocks.deletion->stamp;
    Applied anew;
    anew.changed = true;
    more.push_back(server_step(entry, std::move(ruled), std::move(anew)));
    for (auto& ruling : rulings) {
        auto& conflicts = more.back().conflicts;
        conflicts.insert(conflicts.end(), std::make_move_iterator(ruling.conflicts.begin()),
                         std::make_move_iterator(ruling.conflicts.end()));
    }
    return {};
}

// Whatever was said of it, it stays merged.
core::Status delete_again(Draft::Entry& entry, const Origin& origin, std::vector<Step>& more) {
    if (entry.now()->deleted() || core::planted("merged comes back")) return {};
    Change removal;
    removal.kind = ChangeKind::remove;
    removal.entity = &customer;
    removal.row = entry.now()->id;
    removal.stamp = server_stamp(origin.received_at, entry.now());
    removal.seen = entry.now()->clocks;
    removal.seen.deletion.reset();
    FF_ASSIGN(auto applied, apply_change(entry.write(), removal));
    more.push_back(server_step(entry, std::move(removal), std::move(applied)));
    return {};
}

// All on the line from the merged customer on: each may be parted from the next again, and has what came for it then.
core::Status carry_over(Draft& draft, const Origin& origin, const Change& meant, std::vector<Step>& more) {
    auto at = meant.row;
    for (int i = 0; i < longest_line; ++i) {
        FF_ASSIGN(auto* former, draft.entry(customer, at));
        if (!former->now()->has(merged_into)) return {};
        at = former->now()->reference(merged_into);
        FF_ASSIGN(auto* next, draft.entry(customer, at));
        if (next->now() == nullptr) return {};  // erased since
        FF_TRY(take_over(draft, origin, meant, *next, more));
        FF_TRY(give_again(draft, origin, meant, *next, more));
        if (!next->now()->has(merged_into)) continue;
        if (!more.empty()) more.back().applied.revived.reset();
        FF_TRY(delete_again(*next, origin, more));
    }
    return core::Error{core::ErrorCode::internal, "customer.merged_into"};
}

// What names a merged customer names the one that goes on.
core::Status name_anew(Draft& draft, const Origin& origin, Draft::Entry& entry, std::vector<Step>& more) {
    const auto& row = *entry.now();
    Change change;
    change.kind = ChangeKind::update;
    change.entity = row.entity;
    change.row = row.id;
    for (std::size_t at = 0; at < row.entity->fields.size(); ++at) {
        const auto& field = row.entity->fields[at];
        const bool names = field.type == core::Type::reference && field.refers_to == customer.name && row.has(at);
        if (!names || (row.entity == &customer && at == merged_into)) continue;
        FF_ASSIGN(const auto to, standing(draft, row.reference(at)));
        if (to == row.reference(at)) continue;
        const core::Value value = to == row.id ? core::Value{} : core::Value{to};
        change.cells.push_back({field.id, {}, value, row.clocks.of({field.id, {}})});
    }
    if (change.cells.empty()) return {};
    FF_ASSIGN(change.stamp, own_stamp(draft.ledger(), origin, row, more));
    if (!entry.before) entry.meant = scope_of(row).id;
    FF_ASSIGN(auto applied, apply_change(entry.write(), change));
    more.push_back(server_step(entry, std::move(change), std::move(applied)));
    return {};
}

core::Status follow(Draft& draft, const Origin& origin, Step& step, std::vector<Step>& more) {
    auto& entry = *step.entry;
    const auto& row = *entry.now();
    const bool is_merged = row.entity == &customer && row.has(merged_into);
    const bool edit =
        !step.own && step.change->kind == ChangeKind::update && !step.repeated && !writes_merge(*step.change);
    if (!is_merged) {
        const bool by_device = edit && step.change->stamp.device != 0;
        if (by_device && row.entity == &customer) FF_TRY(give_again(draft, origin, *step.change, entry, more));
        const bool stays = entry.now()->deleted() || core::planted("late rows stay");
        return stays ? core::Status{} : name_anew(draft, origin, entry, more);
    }
    if (edit && !core::planted("redirect forgotten")) FF_TRY(carry_over(draft, origin, *step.change, more));
    step.applied.revived.reset();
    return delete_again(entry, origin, more);
}

}  // namespace

core::Result<Uuid> standing(Draft& draft, const Uuid& id) {
    auto at = id;
    for (int i = 0; i < longest_line; ++i) {
        FF_ASSIGN(const auto* entry, draft.entry(customer, at));
        if (entry->now() == nullptr || !entry->now()->has(merged_into)) return at;
        at = entry->now()->reference(merged_into);
    }
    return core::Error{core::ErrorCode::internal, "customer.merged_into"};
}

core::Status follow_redirects(Draft& draft, const Origin& origin, std::vector<Step>& steps) {
    std::vector<Step> more;
    for (auto& step : steps) FF_TRY(follow(draft, origin, step, more));
    steps.insert(steps.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    return {};
}

}  // namespace fieldfare::sync
