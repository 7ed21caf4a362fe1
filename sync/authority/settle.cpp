#include "sync/authority/settle.h"

#include <algorithm>
#include <deque>

#include "core/base/check.h"
#include "core/base/planted.h"
#include "core/catalog/entities.h"
#include "core/catalog/validation.h"
#include "core/rows/codec.h"
#include "sync/authority/record.h"
#include "sync/authority/redirect.h"
#include "sync/authority/ruling.h"
#include "sync/merge/merge.h"

namespace fieldfare::sync {
namespace {

namespace catalog = core::catalog;
using core::Change;
using core::Error;
using core::ErrorCode;
using core::Uuid;

struct Decision {
    Verdict::Kind kind = Verdict::Kind::applied;
    std::optional<Error> reason;
    bool good() const { return !reason; }
};

Decision quarantine(Error error) {
    return {Verdict::Kind::quarantined, std::move(error)};
}

Decision wait_for(const core::Entity& entity, const Uuid& id) {
    return {Verdict::Kind::waiting, Error{ErrorCode::unknown_reference, waiting_on(entity, id)}};
}

core::Result<Decision> refuse(const Error& error) {
    if (is_fault(error.code)) return error;
    return quarantine(error);
}

// Nothing changes, but the row is pulled again: it takes the place of what its author gave up, if he sees it.
core::Result<Decision> give_up(Draft& draft, const Origin& origin, const Change& change) {
    if (const auto form = core::validate(change, core::Author::device, *origin.custom_fields); !form) {
        return refuse(form.error());
    }
    FF_ASSIGN(auto* entry, draft.entry(*change.entity, change.row));
    if (entry->now() == nullptr) return Decision{};
    FF_ASSIGN(entry->shown, sees(draft, origin.author, change));
    return Decision{};
}

Step own_step(std::vector<Ruling>& rulings, const Change& change, core::WallMs now, Step& met) {
    Step step;
    step.entry = met.entry;
    step.own = std::make_shared<const Change>(carry_out(rulings, change, now, *met.entry->written, met.applied));
    step.change = step.own.get();
    step.applied.changed = true;
    for (auto& ruling : rulings) {
        step.conflicts.insert(step.conflicts.end(), std::make_move_iterator(ruling.conflicts.begin()),
                              std::make_move_iterator(ruling.conflicts.end()));
    }
    return step;
}

core::Result<Decision> apply(Draft& draft, const Origin& origin, const Change& change, std::vector<Step>& steps) {
    const auto authority = origin.author.system ? core::Author::server : core::Author::device;
    if (const auto form = core::validate(change, authority, *origin.custom_fields); !form) return refuse(form.error());
    FF_ASSIGN(auto* entry, draft.entry(*change.entity, change.row));
    std::vector<Ruling> rulings;
    std::vector<core::Cell> seen;
    const bool was_deleted = entry->now() != nullptr && entry->now()->deleted();
    if (entry->now() != nullptr) {
        auto ruled = rulings_on(draft.ledger(), origin, change, *entry->now());
        if (!ruled) return refuse(ruled.error());
        rulings = *std::move(ruled);
        seen = notes_seen(change, *entry->now());
    }
    auto applied = apply_change(entry->write(), change);
    if (!applied) {
        if (applied.error().code != ErrorCode::not_found) return refuse(applied.error());
        return wait_for(*change.entity, change.row);
    }
    steps.push_back(Step{&change, entry, *std::move(applied)});
    steps.back().seen = std::move(seen);
    if (!rulings.empty()) {
        steps.push_back(own_step(rulings, change, origin.received_at, steps.back()));
        // The edit would have lost against what the remover had seen; what the server made of both he had not.
        auto& met = steps[steps.size() - 2].applied;
        if (was_deleted && !entry->now()->deleted()) met.revived = entry->now()->clocks.deletion->stamp;
    }
    // Each edit kept its own limits; together they may still make a row that no other device could read.
    if (const auto fits = core::within_limits(*entry->now()); !fits) return refuse(fits.error());
    return Decision{};
}

core::Result<Decision> check_target(Draft& draft, const core::Field& field, const Uuid& id) {
    const auto* entity = core::find_entity(field.refers_to);
    FF_CHECK(entity != nullptr);
    FF_ASSIGN(const auto* entry, draft.entry(*entity, id));
    if (entry->now() != nullptr) return Decision{};
    // What was erased leaves its id behind where others refer to it.
    FF_ASSIGN(const bool erased, draft.ledger().erased(id));
    if (erased) return Decision{};
    // Rows of a customer may still come from a device; all others are the server's own.
    if (entity->scope == core::Scope::customer) return wait_for(*entity, id);
    return quarantine({ErrorCode::unknown_reference, std::string(field.name)});
}

core::Result<Decision> check_cell(Draft& draft, const core::Field& field, const core::CellChange& cell) {
    if (field.refers_to.empty()) return Decision{};
    if (const auto* id = std::get_if<Uuid>(&cell.value)) return check_target(draft, field, *id);
    const auto* flag = std::get_if<std::int64_t>(&cell.value);
    if (field.type != core::Type::set || flag == nullptr || *flag == 0) return Decision{};
    const auto id = Uuid::parse(cell.key);
    if (!id) return quarantine({ErrorCode::wrong_type, std::string(field.name)});
    return check_target(draft, field, *id);
}

core::Result<Decision> check_references(Draft& draft, const Change& change) {
    for (const auto& cell : change.cells) {
        const auto at = change.entity->position(cell.field);
        if (at == core::Entity::npos) continue;
        FF_ASSIGN(auto decision, check_cell(draft, change.entity->fields[at], cell));
        if (!decision.good()) return decision;
    }
    return Decision{};
}

// A change that came before, under another number: it changed nothing now and the history knows it.
core::Status drop_repeats(Ledger& ledger, std::vector<Step>& steps) {
    for (auto& step : steps) {
        if (step.applied.changed) continue;
        const auto& change = *step.change;
        core::Cell cell = life_cell;
        if (!change.cells.empty() && change.kind != core::ChangeKind::revive) {
            cell = {change.cells.front().field, change.cells.front().key};
        }
        FF_ASSIGN(const auto known, ledger.known_edit(*change.entity, change.row, cell, change.stamp));
        if (!known) continue;
        step.repeated = true;
        step.applied.losers.clear();
        step.applied.replaced.clear();
        step.applied.revived.reset();
    }
    return {};
}

// What took effect, by its author's right of then or by another one's, needs none now.
bool came_before(const std::vector<Step>& steps, const Change& change) {
    return std::ranges::any_of(steps, [&](const Step& step) { return step.change == &change && step.repeated; });
}

core::Result<Decision> decide(Draft& draft, const Origin& origin, const core::Group& group, std::vector<Step>& steps) {
    for (const auto& change : group.changes) {
        const bool gives_up = change.kind == core::ChangeKind::discard;
        FF_ASSIGN(auto decision, gives_up ? give_up(draft, origin, change) : apply(draft, origin, change, steps));
        if (!decision.good()) return decision;
    }
    if (!core::planted("mark not checked")) FF_TRY(drop_repeats(draft.ledger(), steps));
    for (const auto& change : group.changes) {
        if (change.kind == core::ChangeKind::discard || came_before(steps, change)) continue;
        if (const auto allowed = authorise(draft, origin.author, change); !allowed) return refuse(allowed.error());
        FF_ASSIGN(auto decision, check_references(draft, change));
        if (!decision.good()) return decision;
    }
    return Decision{};
}

Verdict::Kind kind_of(const std::vector<Step>& steps) {
    int kept = 0;
    int lost = 0;
    bool met = false;
    for (const auto& step : steps) {
        kept += step.applied.taken + step.applied.repeated;
        lost += step.applied.lost;
        met = met || step.own || !step.applied.losers.empty() || step.applied.revived;
    }
    if (lost > 0 && kept == 0) return Verdict::Kind::superseded;
    return lost > 0 || met ? Verdict::Kind::merged : Verdict::Kind::applied;
}

void show_rows(const std::vector<Step>& steps, Verdict& verdict) {
    std::vector<const Draft::Entry*> shown;
    for (const auto& step : steps) {
        const bool differs = verdict.kind != Verdict::Kind::applied || step.entry->assigned;
        if (!differs || step.unasked || std::find(shown.begin(), shown.end(), step.entry) != shown.end()) continue;
        shown.push_back(step.entry);
        verdict.rows.push_back(*step.entry->now());
    }
}

core::Result<Principal> principal_of(Ledger& ledger, const Ledger::Parked& parked, const core::Uuid& org) {
    Principal author;
    author.device = parked.device;
    author.epoch = parked.epoch;
    author.org = org;
    author.user = parked.user;
    FF_ASSIGN(const auto person, ledger.row(catalog::user, parked.user));
    if (person) {
        author.team = person->reference(catalog::user.at("team"));
        author.role = person->text(catalog::user.at("role"));
    }
    return author;
}

}  // namespace

bool is_fault(ErrorCode code) {
    return static_cast<int>(code) >= 4000;
}

std::string waiting_on(const core::Entity& entity, const Uuid& id) {
    return std::string(entity.name) + " " + id.text();
}

core::Result<Verdict> settle(Ledger& ledger, const Origin& origin, const core::Group& group) {
    Draft draft(ledger);
    std::vector<Step> steps;
    Verdict verdict;
    verdict.number = origin.number;
    verdict.restamps = origin.restamps;
    FF_ASSIGN(const auto decision, decide(draft, origin, group, steps));
    if (!decision.good()) {
        verdict.kind = decision.kind;
        verdict.reason = decision.reason->code;
        verdict.detail = decision.reason->detail;
        return verdict;
    }
    if (const auto followed = follow_redirects(draft, origin, steps); !followed) {
        if (is_fault(followed.error().code)) return followed.error();
        verdict.kind = Verdict::Kind::quarantined;
        verdict.reason = followed.error().code;
        verdict.detail = followed.error().detail;
        return verdict;
    }
    FF_TRY(assign(draft, origin.author.org, origin.received_at));
    verdict.kind = kind_of(steps);
    show_rows(steps, verdict);
    // Its phone held the stamp from the future over what others wrote: it needs the row again although nothing changes.
    for (const auto& step : steps) {
        if (!origin.restamps.empty() && step.applied.repeated > 0) step.entry->shown = true;
    }
    const auto& entries = draft.entries();
    const bool news =
        std::any_of(steps.begin(), steps.end(), [](const Step& step) { return !step.repeated && !step.nothing(); }) ||
        std::any_of(entries.begin(), entries.end(), [](const auto* entry) { return entry->shown; });
    if (!news) return verdict;
    const bool share = core::planted("seq shared") && origin.number % 2 == 0;
    FF_ASSIGN(verdict.seq, share ? ledger.head() : ledger.next_seq());
    FF_TRY(record(draft, origin, steps, verdict.seq));
    return verdict;
}

core::Result<std::vector<Verdict>> settle_waiting(Ledger& ledger, const core::Group& group, const Principal& sender,
                                                  core::WallMs now) {
    std::vector<Verdict> verdicts;
    std::deque<std::string> arrived;
    const auto note_adds = [&](const core::Group& settled) {
        for (const auto& change : settled.changes) {
            if (change.kind == core::ChangeKind::add) arrived.push_back(waiting_on(*change.entity, change.row));
        }
    };
    note_adds(group);
    for (; !arrived.empty(); arrived.pop_front()) {
        FF_ASSIGN(const auto waiting, ledger.waiting_for(arrived.front()));
        for (const auto& parked : waiting) {
            Origin origin;
            FF_ASSIGN(origin.author, principal_of(ledger, parked, sender.org));
            FF_ASSIGN(const auto past, ledger.past_group(parked.device, parked.epoch, parked.group.number));
            origin.number = parked.group.number;
            origin.received_at = now;
            FF_ASSIGN(origin.custom_fields, ledger.custom_fields());
            if (past) origin.restamps = past->verdict.restamps;
            FF_ASSIGN(auto verdict, settle(ledger, origin, parked.group));
            const bool done = verdict.kind != Verdict::Kind::quarantined && verdict.kind != Verdict::Kind::waiting;
            const auto bytes = done ? core::Bytes{} : core::encode_group(parked.group);
            FF_TRY(ledger.store_verdict(parked.device, parked.epoch, parked.user, parked.chain, verdict,
                                        done ? nullptr : &bytes, now));
            if (done) note_adds(parked.group);
            if (parked.device == sender.device && parked.epoch == sender.epoch) verdicts.push_back(std::move(verdict));
        }
    }
    return verdicts;
}

}  // namespace fieldfare::sync
