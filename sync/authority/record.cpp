#include "sync/authority/record.h"

#include <algorithm>
#include <array>

#include "core/base/planted.h"
#include "core/catalog/entities.h"
#include "sync/authority/ruling.h"
#include "sync/merge/cells.h"

namespace fieldfare::sync {
namespace {

namespace catalog = core::catalog;
using core::Row;

bool differ(const SharedRow& before, const Row& now, std::size_t field) {
    return !before || before->values[field] != now.values[field];
}

// Who sees a customer follows from owner, collaborators and the teams of both.
core::Status write_audience(Draft& draft, const Row& customer, const Origin& origin, Seq seq) {
    FF_ASSIGN(const auto circles, circles_of(draft, customer, origin.author.org));
    return draft.ledger().set_audience(customer.id, circles, seq, origin.received_at);
}

// What a person sees follows from role and team; his team sees his customers.
core::Status write_membership(Draft& draft, const Draft::Entry& entry, const Origin& origin, Seq seq) {
    const auto& person = *entry.now();
    const bool moved = differ(entry.before, person, catalog::user.at("team"));
    const bool promoted =
        differ(entry.before, person, catalog::user.at("role")) && !(entry.before && core::planted("role forgotten"));
    if (!moved && !promoted) return {};
    const auto role = person.text(catalog::user.at("role"));
    FF_ASSIGN(const auto masked, draft.ledger().mask_of(role));
    const auto standings =
        standings_for(role, person.id, person.reference(catalog::user.at("team")), origin.author.org, masked);
    FF_TRY(draft.ledger().set_membership(person.id, standings, seq, origin.received_at));
    if (!moved || !entry.before || core::planted("move forgotten")) return {};
    FF_ASSIGN(const auto customers, draft.ledger().customers_of(person.id));
    for (const auto& id : customers) {
        FF_ASSIGN(const auto* customer, draft.entry(catalog::customer, id));
        if (customer->now() != nullptr) FF_TRY(write_audience(draft, *customer->now(), origin, seq));
    }
    return {};
}

core::Status write_rights(Draft& draft, const Draft::Entry& entry, const Origin& origin, Seq seq) {
    const auto& now = *entry.now();
    if (now.entity == &catalog::user) return write_membership(draft, entry, origin, seq);
    if (now.entity != &catalog::customer) return {};
    const bool moved = differ(entry.before, now, catalog::customer.at("owner")) ||
                       differ(entry.before, now, catalog::customer.at("collaborators"));
    if (!moved) return {};
    return write_audience(draft, now, origin, core::planted("gain forgotten") && entry.before ? 1 : seq);
}

core::Stamp base_of(const core::Change& change, const core::Cell& cell) {
    for (const auto& part : change.cells) {
        const auto at = change.entity->position(part.field);
        if (at == core::Entity::npos || part.key != cell.key) continue;
        if (change.entity->clock_field(change.entity->fields[at]).id == cell.field) return part.base;
    }
    return {};
}

// What stood aside is accepted after its author went on, as if from what lay under it: he has seen both, and whoever
// went on from his next edit knows no less.
core::Result<bool> its_author_went_on(Ledger& ledger, const Origin& origin, const Step& step, const Loser& loser) {
    const auto& change = *step.change;
    const std::array<core::DeviceNumber, 2> own{origin.author.device, change.stamp.device};
    const auto is_own = [&](const core::Stamp& stamp) { return std::ranges::find(own, stamp.device) != own.end(); };
    // Of a merged customer: what he wrote of the other one he did not write over this.
    const auto& row = step.meant.is_nil() ? change.row : step.meant;
    if (row == change.row && is_own(loser.stamp) && is_own(loser.winner)) return true;
    if (!loser.incoming) return false;
    for (const auto device : own) {
        FF_ASSIGN(const bool wrote, ledger.wrote_since(*change.entity, row, loser.cell, device, loser.stamp.time));
        if (wrote) return true;
    }
    return false;
}

core::Status record_loser(Draft& draft, const Origin& origin, const Step& step, const Loser& loser, Seq seq) {
    const auto& row = *step.entry->now();
    if (origin.accepted) {
        FF_ASSIGN(const bool went_on, its_author_went_on(draft.ledger(), origin, step, loser));
        if (went_on) return {};
    }
    if (loser.incoming) {
        // After a restore an edit may come later than one that was made over it.
        FF_ASSIGN(const bool replaced, draft.ledger().was_replaced(*row.entity, row.id, loser.cell, loser.stamp));
        if (replaced) return {};
    }
    Conflict conflict;
    conflict.key = {row.entity, row.id, loser.cell, loser.stamp};
    conflict.loser_values = loser.values;
    conflict.winner = loser.winner;
    conflict.winner_values = cells::read_register(row, loser.cell).values;
    conflict.seq = seq;
    conflict.at = origin.received_at;
    const auto& other = loser.incoming ? loser.winner : loser.stamp;
    FF_ASSIGN(const auto known, draft.ledger().known_edit(*row.entity, row.id, loser.cell, other));
    conflict.loser_base = base_of(*step.change, loser.cell);
    conflict.loser_user = origin.author.user;
    conflict.winner_user = known ? known->user : core::Uuid{};
    if (!loser.incoming) {
        std::swap(conflict.loser_user, conflict.winner_user);
        conflict.loser_base = known ? known->base : core::Stamp{};
    }
    FF_TRY(draft.ledger().put_conflict(conflict));
    if (!core::planted("conflict twice")) return {};
    ++conflict.key.loser.time.packed;
    return draft.ledger().put_conflict(conflict);
}

// One record at most per row: about all its deletions together.
core::Status record_revival(Draft& draft, const Origin& origin, const Step& step, Seq seq) {
    const auto& row = *step.entry->now();
    if (!row.clocks.deletion) return {};
    const ConflictKey key{row.entity, row.id, life_cell, row.clocks.deletion->stamp};
    const bool removes = step.change->kind == core::ChangeKind::remove;
    if (removes && step.entry->before && step.entry->before->clocks.deletion) {
        auto former = key;
        former.loser = step.entry->before->clocks.deletion->stamp;
        if (row.deleted() || former.loser != key.loser) FF_TRY(draft.ledger().withdraw_conflict(former));
    }
    if (!step.applied.revived) return {};
    Conflict conflict;
    conflict.kind = Conflict::Kind::revived;
    conflict.key = key;
    conflict.winner = removes ? row.clocks.newest() : step.change->stamp;
    conflict.seq = seq;
    conflict.at = origin.received_at;
    conflict.loser_user = origin.author.user;
    if (!removes) {
        FF_ASSIGN(const auto known, draft.ledger().known_edit(*row.entity, row.id, life_cell, key.loser));
        conflict.loser_user = known ? known->user : core::Uuid{};
        conflict.winner_user = origin.author.user;
    }
    return draft.ledger().put_conflict(conflict);
}

core::Status record_step(Draft& draft, const Origin& origin, const Step& step, Seq seq) {
    const auto& row = *step.entry->now();
    for (const auto& [cell, base] : step.applied.replaced) {
        FF_TRY(draft.ledger().withdraw_conflict({row.entity, row.id, cell, base}));
    }
    for (const auto& cell : step.seen) FF_TRY(withdraw_overlaps(draft.ledger(), row, cell));
    for (const auto& loser : step.applied.losers) FF_TRY(record_loser(draft, origin, step, loser, seq));
    FF_TRY(record_revival(draft, origin, step, seq));
    for (auto conflict : step.conflicts) {
        conflict.seq = seq;
        conflict.at = origin.received_at;
        FF_TRY(draft.ledger().put_conflict(conflict));
    }
    HistoryEntry entry;
    entry.seq = seq;
    entry.user = origin.author.user;
    entry.device = origin.author.device;
    entry.epoch = origin.author.epoch;
    entry.number = origin.number;
    entry.received_at = origin.received_at;
    for (const auto& restamp : origin.restamps) {
        if (restamp.to == step.change->stamp) entry.claimed = restamp.from;
    }
    entry.change = *step.change;
    if (step.own && core::planted("ruling not in the history")) return {};
    if (step.own && step.change->stamp.device == 0) {
        entry.device = 0;
        entry.epoch = 0;
        entry.number = 0;
    }
    return draft.ledger().append_history(entry);
}

core::Status note_move(Ledger& ledger, const Draft::Entry& entry, Seq seq) {
    const auto& now = *entry.now();
    const auto former = entry.before ? scope_of(*entry.before) : scope_of(now);
    const auto from = entry.meant.value_or(former.id);
    if (former.kind != core::Scope::customer || from == scope_of(now).id) return {};
    return ledger.note_move(now, from, seq);
}

// Until the device hears of its new stamps it may have passed over newer values in favour of its own from the future: a
// row in which such an edit lost comes again, at this seq.
bool judged_wrongly(const Origin& origin, const std::vector<Step>& steps, const Draft::Entry& entry) {
    if (origin.restamps.empty()) return false;
    return std::any_of(steps.begin(), steps.end(),
                       [&](const Step& step) { return step.entry == &entry && step.applied.lost > 0; });
}

}  // namespace

core::Status record(Draft& draft, const Origin& origin, const std::vector<Step>& steps, Seq seq) {
    // Conflicts first: they look up authors in the history as it was before this group.
    for (const auto& step : steps) {
        if (!step.repeated) FF_TRY(record_step(draft, origin, step, seq));
    }
    const auto entries = draft.entries();
    for (const auto* entry : entries) {
        const auto* now = entry->now();
        const bool comes = entry->changed() || entry->shown || judged_wrongly(origin, steps, *entry);
        if (now == nullptr || !comes) continue;
        FF_TRY(draft.ledger().put_row(*now, entry->before.get(), scope_of(*now), seq));
        FF_TRY(note_move(draft.ledger(), *entry, seq));
        if (core::planted("group split")) {
            FF_ASSIGN(seq, draft.ledger().next_seq());
        }
    }
    for (const auto* entry : entries) {
        if (!entry->changed()) continue;
        FF_TRY(write_rights(draft, *entry, origin, seq));
    }
    return {};
}

}  // namespace fieldfare::sync
