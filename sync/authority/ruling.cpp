#include "sync/authority/ruling.h"

#include <algorithm>
#include <utility>

#include "core/base/planted.h"
#include "core/catalog/validation.h"
#include "sync/merge/cells.h"
#include "sync/merge/note.h"

namespace fieldfare::sync {
namespace {

using core::CellChange;
using core::Change;
using core::Row;
using core::Stamp;

using MaybeRuling = core::Result<std::optional<Ruling>>;

// One cell of the edit and what it meets.
struct Meeting {
    Ledger& ledger;
    const Origin& origin;
    const Change& change;
    const Row& row;
    std::size_t at;
    const CellChange& part;
    const Change* meant;  // of the row that its author edited, where this one stands for that

    const core::Field& field() const { return row.entity->fields[at]; }
    core::Cell cell() const { return {part.field, {}}; }
    Stamp stood() const { return cells::stamp_of(row, cell()); }
    bool repeated() const { return stood() == change.stamp; }
    bool sequential() const { return part.base == stood() && change.stamp > stood(); }
};

std::string_view text_in(const core::Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text == nullptr ? std::string_view{} : std::string_view(*text);
}

core::Result<core::Uuid> author_of(const Meeting& met, const Stamp& stamp) {
    FF_ASSIGN(const auto known, met.ledger.known_edit(*met.row.entity, met.row.id, met.cell(), stamp));
    return known ? known->user : core::Uuid{};
}

Conflict conflict_of(const Meeting& met, Conflict::Kind kind, const Stamp& loser) {
    Conflict conflict;
    conflict.kind = kind;
    conflict.key = {met.row.entity, met.row.id, met.cell(), loser};
    return conflict;
}

// The edit's values: of a state, all fields of its group.
std::vector<FieldValue> values_of(const Meeting& met) {
    std::vector<FieldValue> values;
    for (const auto member : cells::members(*met.row.entity, met.field())) {
        const auto id = met.row.entity->fields[member].id;
        const auto found = std::find_if(met.change.cells.begin(), met.change.cells.end(),
                                        [&](const CellChange& cell) { return cell.field == id; });
        values.push_back({id, found == met.change.cells.end() ? core::Value{} : found->value});
    }
    return values;
}

MaybeRuling rule_on_state(const Meeting& met) {
    const auto from = met.row.text(met.at);
    if (met.repeated() || core::planted("any state follows any")) return std::optional<Ruling>{};
    if (met.field().choices->allows(from, text_in(met.part.value))) return std::optional<Ruling>{};
    if (met.sequential()) {
        return core::Error{core::ErrorCode::transition_not_allowed,
                           std::string(met.row.entity->name) + "." + std::string(met.field().name)};
    }
    // An older one loses anyway.
    if (met.change.stamp < met.stood()) return std::optional<Ruling>{};
    Ruling ruling{met.cell(), cells::read_register(met.row, met.cell()).values, met.stood(), true, {}};
    auto conflict = conflict_of(met, Conflict::Kind::overwritten, met.change.stamp);
    conflict.loser_values = values_of(met);
    conflict.loser_base = met.part.base;
    conflict.loser_user = met.origin.author.user;
    conflict.winner_values = ruling.values;
    FF_ASSIGN(conflict.winner_user, author_of(met, met.stood()));
    ruling.conflicts.push_back(std::move(conflict));
    return std::optional(std::move(ruling));
}

// Both versions as they came, for whoever puts the text in order.
core::Status keep_both(const Meeting& met, Ruling& ruling) {
    auto theirs = conflict_of(met, Conflict::Kind::overlapped, met.change.stamp);
    theirs.loser_values = {{met.part.field, met.part.value}};
    theirs.loser_base = met.part.base;
    theirs.loser_user = met.origin.author.user;
    auto ours = conflict_of(met, Conflict::Kind::overlapped, met.stood());
    ours.loser_values = {{met.part.field, met.row.values[met.at]}};
    ours.loser_base = met.part.base;
    FF_ASSIGN(ours.loser_user, author_of(met, met.stood()));
    theirs.winner_user = ours.loser_user;
    ours.winner_user = theirs.loser_user;
    for (auto* one : {&ours, &theirs}) one->winner_values = ruling.values;
    ruling.conflicts = {std::move(ours), std::move(theirs)};
    return {};
}

Stamp base_in(const Change& change, core::FieldId field) {
    const auto part = std::ranges::find(change.cells, field, &CellChange::field);
    return part == change.cells.end() ? Stamp{} : part->base;
}

// The text that the author saw, if the history still has it and it has not lost: who goes on from a text that lost goes
// on beside the row's.
core::Result<std::optional<std::string>> base_text(const Meeting& met) {
    const std::optional<std::string> none;
    const auto& change = met.meant == nullptr ? met.change : *met.meant;
    const auto base = base_in(change, met.part.field);
    if (base.is_zero()) return none;
    FF_ASSIGN(const auto known, met.ledger.known_edit(*change.entity, change.row, met.cell(), base));
    if (!known || !known->value) return none;
    FF_ASSIGN(const auto open, met.ledger.open_conflicts(*met.row.entity, met.row.id, met.cell()));
    const bool lost = std::any_of(open.begin(), open.end(), [&](const Conflict& conflict) {
        return conflict.kind == Conflict::Kind::overwritten && conflict.key.loser == base;
    });
    if (lost) return none;
    return std::optional(std::string(text_in(*known->value)));
}

MaybeRuling rule_on_note(const Meeting& met) {
    const std::optional<Ruling> none;
    if (met.repeated() || met.sequential()) return none;
    FF_ASSIGN(const auto again, met.ledger.known_edit(*met.row.entity, met.row.id, met.cell(), met.change.stamp));
    if (again && again->value) return none;
    FF_ASSIGN(const auto base, base_text(met));
    if (!base) return none;
    const NoteSide ours{met.row.text(met.at), met.stood()};
    const NoteSide theirs{text_in(met.part.value), met.change.stamp};
    auto merged = core::planted("note takes one side") ? MergedNote{std::string(theirs.text), false}
                                                       : merge_notes(*base, ours, theirs);
    core::Value value;
    if (!merged.text.empty()) value = std::move(merged.text);
    const bool fits =
        text_in(value).size() <= limits::note_bytes && core::validate_value(*met.row.entity, met.field(), value).ok();
    if (!fits) return none;
    Ruling ruling{met.cell(), {{met.part.field, std::move(value)}}, met.stood(), false, {}};
    if (merged.overlapped) FF_TRY(keep_both(met, ruling));
    return std::optional(std::move(ruling));
}

MaybeRuling rule_on(const Meeting& met) {
    if (met.field().rule == core::Rule::status) return rule_on_state(met);
    if (met.field().rule == core::Rule::note) return rule_on_note(met);
    return std::optional<Ruling>{};
}

}  // namespace

core::Result<std::vector<Ruling>> rulings_on(Ledger& ledger, const Origin& origin, const Change& change, const Row& row,
                                             const Change* meant) {
    std::vector<Ruling> rulings;
    if (change.kind != core::ChangeKind::update) return rulings;
    for (const auto& part : change.cells) {
        const auto at = row.entity->position(part.field);
        if (at == core::Entity::npos) continue;
        const Meeting met{ledger, origin, change, row, at, part, meant};
        FF_ASSIGN(auto ruling, rule_on(met));
        if (ruling) rulings.push_back(*std::move(ruling));
    }
    return rulings;
}

Change carry_out(std::vector<Ruling>& rulings, const Change& change, core::WallMs now, Row& row, Applied& applied) {
    Change own;
    own.kind = core::ChangeKind::update;
    own.entity = row.entity;
    own.row = row.id;
    own.stamp = server_stamp(now, &row);
    for (auto& ruling : rulings) {
        const bool taken = cells::stamp_of(row, ruling.cell) == change.stamp;
        applied.taken += static_cast<int>(!ruling.refuses) - static_cast<int>(taken);
        applied.lost += static_cast<int>(ruling.refuses) - static_cast<int>(!taken);
        std::erase_if(applied.losers, [&](const Loser& loser) { return loser.cell == ruling.cell; });
        // What stands beside each other in a text does so until somebody has seen it.
        if (!ruling.refuses) {
            std::erase_if(applied.replaced, [&](const auto& replaced) { return replaced.first == ruling.cell; });
        }
        cells::write_values(row, ruling.cell, ruling.values);
        if (!core::planted("ruling keeps its stamp")) cells::write_stamp(row, ruling.cell, own.stamp);
        for (auto& conflict : ruling.conflicts) conflict.winner = own.stamp;
        for (const auto& [field, value] : ruling.values) own.cells.push_back({field, {}, value, ruling.stood});
    }
    return own;
}

std::vector<core::Cell> notes_seen(const Change& change, const Row& row) {
    std::vector<core::Cell> seen;
    if (change.kind != core::ChangeKind::update) return seen;
    for (const auto& part : change.cells) {
        const auto at = row.entity->position(part.field);
        const core::Cell cell{part.field, {}};
        if (at == core::Entity::npos || row.entity->fields[at].rule != core::Rule::note) continue;
        if (part.base == cells::stamp_of(row, cell)) seen.push_back(cell);
    }
    return seen;
}

core::Status withdraw_overlaps(Ledger& ledger, const Row& row, const core::Cell& cell) {
    FF_ASSIGN(const auto open, ledger.open_conflicts(*row.entity, row.id, cell));
    for (const auto& conflict : open) {
        if (conflict.kind == Conflict::Kind::overlapped) FF_TRY(ledger.withdraw_conflict(conflict.key));
    }
    return {};
}

}  // namespace fieldfare::sync
