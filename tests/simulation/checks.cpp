#include "tests/simulation/checks.h"

#include <algorithm>

#include "core/catalog/entities.h"
#include "core/rows/hide.h"
#include "sync/authority/erasure.h"
#include "sync/merge/merge.h"
#include "tests/simulation/books.h"
#include "tests/simulation/merges.h"
#include "tests/simulation/traces.h"
#include "tests/simulation/versions.h"

namespace fieldfare::simulation {
namespace {

using core::Cell;
using core::Row;
using core::RowKey;
using core::Stamp;

bool carries(const Row& row, const Stamp& stamp) {
    if (row.clocks.row == stamp) return true;
    for (const auto& clock : row.clocks.cells) {
        if (clock.stamp == stamp) return true;
    }
    return row.clocks.deletion && row.clocks.deletion->stamp == stamp;
}

std::string describe_deletion(const std::optional<core::Deletion>& deletion) {
    if (!deletion) return "none";
    std::string text = fmt::format("{} having seen {}", deletion->stamp.text(), deletion->seen_row.text());
    for (const auto& clock : deletion->seen_cells) {
        text +=
            fmt::format(", {}[{}] {} {}", clock.cell.field, clock.cell.key, clock.stamp.text(), clock.removed.text());
    }
    return text;
}

std::string first_difference(const Row& a, const Row& b) {
    for (std::size_t at = 0; at < a.values.size(); ++at) {
        if (a.values[at] != b.values[at]) return std::string(a.entity->fields[at].name);
    }
    auto cells = cells_of(a);
    cells.merge(cells_of(b));
    for (const auto& cell : cells) {
        if (a.clocks.of(cell) != b.clocks.of(cell)) {
            return fmt::format("clock of {} ({} and {})", describe(*a.entity, cell), a.clocks.of(cell).text(),
                               b.clocks.of(cell).text());
        }
        if (!is_element(*a.entity, cell)) continue;
        const auto in_a = element_of(a, cell);
        const auto in_b = element_of(b, cell);
        if (in_a.removed == in_b.removed) continue;
        return fmt::format("removal of {} ({} and {})", describe(*a.entity, cell), in_a.removed.text(),
                           in_b.removed.text());
    }
    return fmt::format("deletion ({} and {})", describe_deletion(a.clocks.deletion),
                       describe_deletion(b.clocks.deletion));
}

// Whether a change in the ledger is about this cell.
bool covers(const core::Change& change, const SavedEdit& edit) {
    switch (edit.kind) {
        case EditKind::deleted:
            return change.kind == core::ChangeKind::remove;
        case EditKind::revived:
            return change.kind == core::ChangeKind::revive;
        default:
            break;
    }
    if (change.kind == core::ChangeKind::add) return true;
    return std::any_of(change.cells.begin(), change.cells.end(), [&](const core::CellChange& part) {
        const auto at = change.entity->position(part.field);
        return at != core::Entity::npos && part.key == edit.cell.key &&
               change.entity->clock_field(change.entity->fields[at]).id == edit.cell.field;
    });
}

bool writes(const core::Change& change, core::FieldId field) {
    return std::any_of(change.cells.begin(), change.cells.end(),
                       [&](const core::CellChange& part) { return part.field == field; });
}

// What became of the edits: they took effect, were kept aside by the server, or were written over by their own author
// before they were sent.
class Fates {
  public:
    enum class Fate { effective, kept, joined, given_up, erased, lost };
    struct Found {
        Fate fate = Fate::lost;
        sync::Seq seq = 0;
    };

    Fates(const Oracle& oracle, const std::vector<HistoryLine>& history, const std::vector<VerdictLine>& verdicts,
          std::set<core::Uuid> erased)
        : oracle_(oracle), erased_(std::move(erased)) {
        for (const auto& line : history) history_[{line.change.entity, line.change.row}].push_back(&line);
        for (const auto& verdict : verdicts) {
            if (!verdict.kept) continue;
            for (const auto& change : verdict.kept->changes) kept_[{change.entity, change.row}].push_back(change);
        }
        for (const auto& edit : oracle.edits()) {
            if (edit.kind != EditKind::value) continue;
            by_base_[{edit.row, edit.cell, oracle.now_called(edit.base)}].push_back(&edit);
        }
    }

    Found of(const SavedEdit& edit) const {
        if (erased_.contains(edit.row.id)) return {Fate::erased, 0};
        if (oracle_.collided(edit.stamp)) return by_value(edit);
        const auto stamp = oracle_.now_called(edit.stamp);
        if (const auto found = history_.find(edit.row); found != history_.end()) {
            for (const auto* line : found->second) {
                if (says(line->change, edit, stamp)) return {Fate::effective, line->seq};
            }
        }
        if (const auto found = kept_.find(edit.row); found != kept_.end()) {
            for (const auto& change : found->second) {
                if (says(change, edit, stamp) || says(change, edit, edit.stamp)) return {Fate::kept, 0};
            }
        }
        if (oracle_.given_up_at(edit)) return {Fate::given_up, 0};
        if (edit.kind != EditKind::value) return {};
        const auto later = by_base_.find({edit.row, edit.cell, stamp});
        if (later == by_base_.end()) return {};
        for (const auto* next : later->second) {
            if (oracle_.family_of(next->phone) != oracle_.family_of(edit.phone)) continue;
            const auto fate = of(*next).fate;
            if (fate != Fate::lost) return {fate == Fate::effective ? Fate::joined : fate, 0};
        }
        return {};
    }

  private:
    // Twins gave its stamp to two edits, so the stamp says nothing.
    Found by_value(const SavedEdit& edit) const {
        const auto it_is = [&](const core::Change& change) {
            if (!covers(change, edit)) return false;
            if (edit.kind != EditKind::value) return true;
            const auto& fields = fields_of(*edit.row.entity, edit.cell.field);
            for (std::size_t i = 0; i < fields.size(); ++i) {
                const core::CellChange wrote{edit.row.entity->fields[fields[i]].id, edit.cell.key, edit.values[i], {}};
                const bool there = std::any_of(change.cells.begin(), change.cells.end(), [&](const auto& part) {
                    return part.field == wrote.field && part.key == wrote.key && part.value == wrote.value;
                });
                if (!there && !(change.kind == core::ChangeKind::add && core::is_null(wrote.value))) return false;
            }
            return true;
        };
        if (const auto found = history_.find(edit.row); found != history_.end()) {
            for (const auto* line : found->second) {
                if (it_is(line->change)) return {Fate::effective, line->seq};
            }
        }
        if (const auto found = kept_.find(edit.row); found != kept_.end()) {
            if (std::any_of(found->second.begin(), found->second.end(), it_is)) return {Fate::kept, 0};
        }
        if (oracle_.given_up_at(edit)) return {Fate::given_up, 0};
        // Over it its author may have written more before it was sent.
        const auto later = by_base_.find({edit.row, edit.cell, oracle_.now_called(edit.stamp)});
        if (edit.kind != EditKind::value || later == by_base_.end()) return {};
        const auto own = [&](const SavedEdit* next) { return next->phone == edit.phone && next->at > edit.at; };
        const bool joined = std::any_of(later->second.begin(), later->second.end(), own);
        return {joined ? Fate::joined : Fate::lost, 0};
    }

    bool says(const core::Change& change, const SavedEdit& edit, const Stamp& stamp) const {
        if (edit.kind != EditKind::element_removed) return change.stamp == stamp && covers(change, edit);
        return std::any_of(change.cells.begin(), change.cells.end(), [&](const core::CellChange& part) {
            return part.field == edit.cell.field && part.key == edit.cell.key &&
                   part.value == core::Value{std::int64_t{0}} && oracle_.now_called(part.base) >= stamp;
        });
    }

    const Oracle& oracle_;
    std::set<core::Uuid> erased_;
    std::map<RowKey, std::vector<const HistoryLine*>> history_;
    std::map<RowKey, std::vector<core::Change>> kept_;
    std::map<std::tuple<RowKey, Cell, Stamp>, std::vector<const SavedEdit*>> by_base_;
};

void check_standing(const SavedEdit& edit, const Stamp& stamp, const Row& row) {
    const auto lost = [&](const std::string& why) {
        violated(3, "{} of {} ({}): {}", describe(*row.entity, edit.cell), describe(edit.row), stamp.text(), why);
    };
    switch (edit.kind) {
        case EditKind::value: {
            const auto now = row.clocks.of(edit.cell);
            if (now < stamp) lost("the server holds an older one, " + now.text());
            if (now == stamp && values_of(row, edit.cell) != edit.values) lost("its stamp stands with another value");
            return;
        }
        case EditKind::element_added:
            if (element_of(row, edit.cell).added < stamp) lost("the added element is not there");
            return;
        case EditKind::element_removed:
            if (element_of(row, edit.cell).removed < stamp) lost("the removed element came back");
            return;
        case EditKind::deleted:
            if (!row.clocks.deletion || row.clocks.deletion->stamp < stamp) lost("the deletion is gone");
            return;
        case EditKind::revived:
            if (row.clocks.of({0, ""}) < stamp) lost("the revival is gone");
            return;
    }
}

// A twin's refused edit under the same stamp may have taken its place in the server's list: its author still has it, to
// send it again or to give it up.
bool kept_by_its_phone(const SavedEdit& edit, const std::vector<std::unique_ptr<Phone>>& phones) {
    return std::any_of(phones.begin(), phones.end(), [&](const auto& phone) {
        return phone->index() == edit.phone && phone->keeps_aside(edit.row, edit.stamp);
    });
}

void check_every_edit(const Oracle& oracle, const Fates& fates, Stage& stage, ServerMachine& server,
                      const std::vector<std::unique_ptr<Phone>>& phones) {
    const auto& rows = server.rows();
    std::map<std::uint64_t, sync::Seq> seq_of_save;
    // Per element the newest add that any remove had seen: a newer add stays.
    std::map<std::pair<RowKey, Cell>, Stamp> seen_by_removes;
    for (const auto& edit : oracle.edits()) {
        if (edit.kind != EditKind::element_removed) continue;
        auto& seen = seen_by_removes[{edit.row, edit.cell}];
        seen = std::max(seen, oracle.now_called(edit.stamp));
    }
    see_carried_removals(server.history(), seen_by_removes);
    for (const auto& edit : oracle.edits()) {
        const auto found = fates.of(edit);
        if (found.fate == Fates::Fate::erased) continue;
        const auto head = oracle.given_up_at(edit);
        // Who gave up a removal may take the same element away again.
        const bool accepted = server.was_accepted(found.seq);  // before the server heard that it was given up
        if (head && found.seq > *head && !accepted && !oracle.has_twins(edit.phone) &&
            edit.kind != EditKind::element_removed) {
            violated(3, "phone {} gave {} of {} ({}) up at {}, and it took effect at {}", edit.phone + 1,
                     describe(*edit.row.entity, edit.cell), describe(edit.row), edit.stamp.text(), *head, found.seq);
        }
        if (found.fate == Fates::Fate::given_up) continue;
        if (found.fate == Fates::Fate::lost && oracle.went_with_its_phone(edit)) continue;
        const bool twins = oracle.has_twins(edit.phone);
        // An add, a remove or a deletion that met a newer one of its kind says nothing new and needs no line of its
        // own.
        const bool same_again = edit.kind != EditKind::value && edit.kind != EditKind::revived;
        if (found.fate == Fates::Fate::lost && same_again && rows.contains(edit.row)) {
            check_standing(edit, oracle.now_called(edit.stamp), rows.at(edit.row).row);
            continue;
        }
        if (found.fate == Fates::Fate::lost && twins && kept_by_its_phone(edit, phones)) continue;
        if (found.fate == Fates::Fate::lost) {
            violated(twins ? 16 : 3, "phone {}'s edit of {} of {} ({}) is nowhere", edit.phone + 1,
                     describe(*edit.row.entity, edit.cell), describe(edit.row), edit.stamp.text());
        }
        if (found.fate == Fates::Fate::joined) stage.count(Happened::joined);
        if (found.fate != Fates::Fate::effective || oracle.ambiguous(edit.row)) continue;
        const auto row = rows.find(edit.row);
        if (row == rows.end()) violated(3, "the server has no {}", describe(edit.row));
        check_standing(edit, oracle.now_called(edit.stamp), row->second.row);
        if (edit.kind == EditKind::element_added) {
            const auto added = oracle.now_called(edit.stamp);
            const auto element = element_of(row->second.row, edit.cell);
            const bool taken = element.removed >= added && !element.present();
            if (taken && seen_by_removes[{edit.row, edit.cell}] < added) {
                violated(3, "{} of {} was taken away by a remove that had not seen it",
                         describe(*edit.row.entity, edit.cell), describe(edit.row));
            }
        }
        // A remove has no stamp of its own: when two people take away the same add, either line stands for both.
        if (edit.kind == EditKind::element_removed) continue;
        // What one twin joined with more before it sent it the other one sends as it was.
        if (twins) continue;
        const auto [first, fresh] = seq_of_save.emplace(edit.save, found.seq);
        if (!fresh && first->second != found.seq) {
            violated(8, "one save of phone {} took effect at {} and at {}", edit.phone + 1, first->second, found.seq);
        }
    }
}

// Of the groups that the server took from the phone: its numbers go on when it is enrolled anew.
std::uint64_t mark_of(const Phone& phone, ServerMachine& server) {
    std::uint64_t mark = 0;
    for (const auto& life : phone.lives()) {
        if (const auto found = server.marks().find(life.device); found != server.marks().end()) {
            mark = std::max(mark, std::min(found->second, life.until));
        }
    }
    return mark;
}

void check_once(const Oracle& oracle, ServerMachine& server, const std::vector<std::unique_ptr<Phone>>& phones) {
    std::set<core::DeviceNumber> of_twins;
    for (const auto& phone : phones) {
        if (oracle.has_twins(phone->index())) of_twins.insert(phone->devices().begin(), phone->devices().end());
    }
    std::map<std::pair<core::DeviceNumber, std::uint64_t>, sync::Seq> seqs;
    // Of twins one may have sent under one stamp what the other had joined with more, and left out what came later.
    std::set<std::tuple<RowKey, Stamp, core::ChangeKind, std::vector<Cell>>> seen;
    for (const auto& line : server.history()) {
        const RowKey key{line.change.entity, line.change.row};
        std::vector<Cell> cells;
        if (of_twins.contains(line.device)) {
            for (const auto& part : line.change.cells) cells.push_back({part.field, part.key});
        }
        if (!seen.emplace(key, line.change.stamp, line.change.kind, cells).second) {
            violated(4, "history holds the change {} of {} twice", line.change.stamp.text(), describe(key));
        }
        if (line.number == 0) continue;
        const auto [first, fresh] = seqs.emplace(std::pair{line.device, line.number}, line.seq);
        if (!fresh && first->second != line.seq) {
            violated(4, "device {}'s group {} took effect at {} and at {}", line.device, line.number, first->second,
                     line.seq);
        }
    }
    std::map<core::DeviceNumber, std::set<std::uint64_t>> decided;
    for (const auto& verdict : server.verdicts()) decided[verdict.device].insert(verdict.number);
    for (const auto& phone : phones) {
        std::set<std::uint64_t> numbers;
        for (const auto& life : phone->lives()) {
            for (const auto number : decided[life.device]) {
                if (number <= life.until) numbers.insert(number);
            }
        }
        const auto mark = mark_of(*phone, server);
        // A twin that has sent nothing since shares its number with one that has.
        const auto known = phone->state().acknowledged;
        const bool idle = oracle.has_twins(phone->index()) && known < mark;
        if (idle) {
            const auto held = std::distance(numbers.begin(), numbers.upper_bound(known));
            if (static_cast<std::uint64_t>(held) == known) continue;
        }
        if (mark != phone->state().acknowledged || mark != numbers.size() ||
            (!numbers.empty() && *numbers.rbegin() != mark)) {
            violated(4, "{}: {} groups acknowledged, mark {}, {} verdicts", phone->holder().name,
                     phone->state().acknowledged, mark, numbers.size());
        }
    }
}

std::set<RowKey> kept_rows(ServerMachine& server, const Phone& phone) {
    std::set<RowKey> keys;
    for (const auto& verdict : server.verdicts()) {
        if (!phone.devices().contains(verdict.device) || !verdict.kept || !verdict.open()) continue;
        for (const auto& change : verdict.kept->changes) keys.insert({change.entity, change.row});
    }
    return keys;
}

void check_convergence(const Oracle& oracle, Phone& phone, ServerMachine& server, const Sight& sight) {
    auto aside = kept_rows(server, phone);
    // What a twin decided about stands on the other one until somebody decides there.
    if (oracle.has_twins(phone.index())) aside.merge(phone.aside_rows());
    const auto& rows = server.rows();
    for (const auto& [key, stored] : rows) {
        if (!sight.sees(phone.holder(), stored.row)) continue;
        const auto held = phone.rows().find(key);
        if (held == phone.rows().end()) violated(1, "{} lacks {}", phone.holder().name, describe(key));
        auto shown = stored.row;
        core::hide(shown, server.hidden_from(phone.holder().user, shown));
        // What the server keeps aside stands on its author's phone, over all that the server has.
        if (aside.contains(key)) {
            if (auto both = held->second; sync::merge_rows(both, shown)) {
                violated(1, "{} holds {} without what the server has: {}", phone.holder().name, describe(key),
                         first_difference(held->second, both));
            }
            continue;
        }
        if (held->second != shown) {
            violated(1, "{} and the server differ in {}: {}", phone.holder().name, describe(key),
                     first_difference(held->second, shown));
        }
    }
    for (const auto& [key, row] : phone.rows()) {
        if (aside.contains(key)) continue;
        const auto stored = rows.find(key);
        if (stored == rows.end()) violated(1, "{} has {}, the server has not", phone.holder().name, describe(key));
        if (key.entity->scope == core::Scope::customer && !sight.sees(phone.holder(), stored->second.row)) {
            violated(12, "{} still holds {}", phone.holder().name, describe(key));
        }
    }
}

// Facts are written once, and what the server assigns replaces nobody's value.
bool can_conflict(const SavedEdit& edit) {
    const auto& entity = *edit.row.entity;
    const auto rule = entity.fields[entity.position(edit.cell.field)].rule;
    return rule != core::Rule::log && rule != core::Rule::assigned;
}

using Stamps = std::map<std::pair<RowKey, Cell>, std::set<Stamp>>;

// What the server wrote itself replaces what stood; a text that it merged replaces the edit that came, too, which is
// the line before.
void add_rulings(Stage& stage, ServerMachine& server, Stamps& nodes, Stamps& seen) {
    const HistoryLine* before = nullptr;
    for (const auto& line : server.history()) {
        const auto* came = std::exchange(before, &line);
        if (line.device != 0 || line.change.kind != core::ChangeKind::update) continue;
        for (const auto& part : line.change.cells) {
            const auto& entity = *line.change.entity;
            const auto& field = entity.fields[entity.position(part.field)];
            const auto rule = entity.clock_field(field).rule;
            const bool plain = rule == core::Rule::last_writer || rule == core::Rule::group || rule == core::Rule::map;
            const bool handed_over = plain && entity.scope == core::Scope::customer;
            if (rule != core::Rule::note && rule != core::Rule::status && !handed_over) continue;
            const Cell cell{entity.clock_field(field).id, part.key};
            const std::pair place{RowKey{&entity, line.change.row}, cell};
            nodes[place].insert(line.change.stamp);
            seen[place].insert(part.base);
            if (handed_over) continue;
            stage.count(rule == core::Rule::note ? Happened::note_merged : Happened::state_refused);
            const bool ruled = came->seq == line.seq && came->change.row == line.change.row;
            if (rule == core::Rule::note && ruled) seen[place].insert(came->change.stamp);
        }
    }
}

// What was meant for a customer that is part of another now is an edit there as well.
void add_carried(const Oracle& oracle, ServerMachine& server, Stamps& nodes, Stamps& seen) {
    // What its author had seen there he goes on from here, too, whatever the server called its base meanwhile.
    std::map<std::pair<Stamp, Cell>, Stamp> base_of;
    for (const auto& edit : oracle.edits()) {
        if (edit.kind == EditKind::value) {
            base_of[{oracle.now_called(edit.stamp), edit.cell}] = oracle.now_called(edit.base);
        }
    }
    const auto& history = server.history();
    for (std::size_t at = 0; at < history.size(); ++at) {
        if (!carried_over(history, at)) continue;
        const auto& change = history[at].change;
        for (const auto& part : change.cells) {
            const auto& field = change.entity->fields[change.entity->position(part.field)];
            if (field.rule == core::Rule::set) continue;
            const std::pair place{RowKey{change.entity, change.row},
                                  Cell{change.entity->clock_field(field).id, part.key}};
            nodes[place].insert(change.stamp);
            seen[place].insert(part.base);
            // It had not seen what stood there from the beginning, though that may have the same stamp.
            const auto first = server.rows().at(place.first).row.clocks.row;
            nodes[place].insert(first);
            const auto base = base_of.find({change.stamp, place.second});
            if (base != base_of.end() && base->second != first) seen[place].insert(base->second);
        }
    }
}

// Per cell: what was overwritten by somebody who had not seen it, from the bases of the edits alone.
void check_conflicts(const Oracle& oracle, const Fates& fates, Stage& stage, ServerMachine& server) {
    Stamps nodes;
    Stamps seen;
    // Who goes on from what the server keeps aside has seen what lay under it.
    std::map<std::pair<RowKey, Cell>, std::map<Stamp, Stamp>> under;
    for (const auto& edit : oracle.edits()) {
        if (edit.kind != EditKind::value || !can_conflict(edit)) continue;
        const auto fate = fates.of(edit).fate;
        if (fate == Fates::Fate::erased) continue;
        const std::pair place{edit.row, edit.cell};
        auto base = oracle.now_called(edit.base);
        if (fate == Fates::Fate::kept || fate == Fates::Fate::given_up) {
            under[place][oracle.now_called(edit.stamp)] = base;
            continue;
        }
        if (fate == Fates::Fate::effective) nodes[place].insert(oracle.now_called(edit.stamp));
        const auto& kept = under[place];
        for (auto found = kept.find(base); found != kept.end(); found = kept.find(base)) base = found->second;
        seen[place].insert(base);
    }
    add_rulings(stage, server, nodes, seen);
    add_carried(oracle, server, nodes, seen);
    const auto& rows = server.rows();
    std::set<std::tuple<RowKey, Cell, Stamp>> expected;
    for (const auto& [place, stamps] : nodes) {
        const auto winner = rows.at(place.first).row.clocks.of(place.second);
        for (const auto& stamp : stamps) {
            if (stamp == winner || server.settled().contains({place.first, place.second, stamp})) continue;
            if (!seen[place].contains(stamp)) expected.emplace(place.first, place.second, stamp);
        }
    }
    std::set<std::tuple<RowKey, Cell, Stamp>> recorded;
    std::set<std::tuple<RowKey, Cell, Stamp>> decided;
    for (const auto& line : server.conflicts()) {
        if (line.kind == static_cast<int>(sync::Conflict::Kind::overlapped)) {
            const bool known = nodes[{line.row, line.cell}].contains(line.loser);
            stage.count(Happened::note_overlapped);
            if (!known) violated(11, "a version of {} that nobody wrote stands in the conflicts", describe(line.row));
            continue;
        }
        if (line.kind == static_cast<int>(sync::Conflict::Kind::revived)) {
            stage.count(Happened::revived);
            continue;
        }
        stage.count(Happened::conflict);
        // What somebody decided about stays, also when its author's next edit, late, shows that he had seen it.
        if (!line.open) decided.emplace(line.row, line.cell, line.loser);
        if (!recorded.emplace(line.row, line.cell, line.loser).second) {
            violated(11, "{} of {} stands twice in the conflicts", describe(*line.row.entity, line.cell),
                     describe(line.row));
        }
    }
    const auto name = [](const auto& entry) {
        return fmt::format("{} of {} ({})", describe(*std::get<0>(entry).entity, std::get<1>(entry)),
                           describe(std::get<0>(entry)), std::get<2>(entry).text());
    };
    // What stood unsent when the data was copied, and was replaced on one twin before it was sent, may come from the
    // other one.
    const auto may_meet_itself = [&](const auto& entry) {
        return std::any_of(oracle.edits().begin(), oracle.edits().end(), [&](const SavedEdit& edit) {
            return oracle.has_twins(edit.phone) && edit.row == std::get<0>(entry) && edit.cell == std::get<1>(entry) &&
                   oracle.now_called(edit.base) == std::get<2>(entry);
        });
    };
    for (const auto& entry : expected) {
        if (oracle.ambiguous(std::get<0>(entry))) continue;
        if (!recorded.contains(entry)) violated(11, "{} was overwritten unseen and is no conflict", name(entry));
    }
    // Its author gave it up and went on from what lay under it, before he heard that somebody had taken it.
    std::set<std::tuple<RowKey, Cell, Stamp>> not_wanted;
    for (const auto& edit : oracle.edits()) {
        if (oracle.given_up_at(edit)) not_wanted.emplace(edit.row, edit.cell, oracle.now_called(edit.stamp));
    }
    for (const auto& entry : recorded) {
        if (oracle.ambiguous(std::get<0>(entry)) || may_meet_itself(entry) || decided.contains(entry)) continue;
        if (expected.contains(entry) || not_wanted.contains(entry)) continue;
        violated(11, "{} is a conflict though it was not overwritten unseen", name(entry));
    }
}

// A token stands where it was written, or in a version that is kept for somebody to put in order, unless an edit took
// it away whose author had seen it.
void check_notes(const Oracle& oracle, const Fates& fates, ServerMachine& server) {
    std::map<std::string, const SavedEdit*> written;
    std::set<std::string> gone;
    for (const auto& edit : oracle.edits()) {
        if (edit.kind != EditKind::value || !is_note(*edit.row.entity, edit.cell)) continue;
        const auto fate = fates.of(edit).fate;
        if (fate != Fates::Fate::effective && fate != Fates::Fate::joined) continue;
        const auto* text = std::get_if<std::string>(&edit.values[0]);
        const auto now = tokens_of(text == nullptr ? std::string_view{} : std::string_view(*text));
        const auto then = tokens_of(edit.seen);
        for (const auto& token : now) {
            if (std::find(then.begin(), then.end(), token) == then.end()) written.emplace(token, &edit);
        }
        for (const auto& token : then) {
            if (std::find(now.begin(), now.end(), token) == now.end()) gone.insert(token);
        }
    }
    for (const auto& [key, stored] : server.rows()) {
        for (const auto& field : key.entity->fields) {
            if (field.rule != core::Rule::note) continue;
            for (const auto& token : tokens_of(stored.row.text(key.entity->position(field.id)))) gone.insert(token);
        }
    }
    for (const auto& line : server.conflicts()) {
        for (const auto& lost : line.loser_values) {
            const auto* text = std::get_if<std::string>(&lost.value);
            if (text == nullptr) continue;
            for (const auto& token : tokens_of(*text)) gone.insert(token);
        }
    }
    for (const auto& [token, edit] : written) {
        if (gone.contains(token)) continue;
        violated(3, "{} that phone {} wrote in {} of {} ({}) is nowhere, and nobody took it away", token,
                 edit->phone + 1, describe(*edit->row.entity, edit->cell), describe(edit->row), edit->stamp.text());
    }
}

// Every state followed the one before it along a transition, or the server put it back.
void check_states(ServerMachine& server) {
    struct State {
        Stamp stamp;
        std::string code;
    };
    std::map<RowKey, State> states;
    const auto& history = server.history();
    const auto& entity = core::catalog::followup;
    const auto& status = entity.fields[entity.at("status")];
    for (auto line = history.begin(); line != history.end(); ++line) {
        const auto& change = line->change;
        if (change.entity != &entity) continue;
        const auto part = std::find_if(change.cells.begin(), change.cells.end(),
                                       [&](const core::CellChange& cell) { return cell.field == status.id; });
        if (part == change.cells.end()) continue;
        auto& state = states[{&entity, change.row}];
        const bool adds = change.kind == core::ChangeKind::add;
        const auto& code = std::get<std::string>(part->value);
        const auto next = std::next(line);
        const bool put_back = next != history.end() && next->seq == line->seq && next->device == 0 &&
                              next->change.row == change.row && writes(next->change, status.id);
        if (put_back || change.stamp < state.stamp) continue;
        if (!adds && !status.choices->allows(state.code, code)) {
            violated(5, "{} went from {} to {} at {}", describe({&entity, change.row}), state.code, code, line->seq);
        }
        state = {change.stamp, code};
    }
    for (const auto& [key, state] : states) {
        const auto held = server.rows().find(key);
        if (held == server.rows().end() || held->second.row.text(entity.at("status")) == state.code) continue;
        violated(5, "{} stands in another state than its history says", describe(key));
    }
}

Row joined(Row a, const Row& b) {
    sync::merge_rows(a, b);
    return a;
}

// On states that really occurred.
void check_merge_laws(Stage& stage, const std::vector<std::unique_ptr<Phone>>& phones, ServerMachine& server) {
    constexpr int samples = 12;
    const auto& rows = server.rows();
    const auto& edits = stage.oracle.edits();
    // Of one state, some see less than others.
    if (edits.empty() || server.masks()) return;
    for (int i = 0; i < samples; ++i) {
        const auto& key = edits[stage.chance.below(edits.size())].row;
        std::vector<const Row*> states = stage.oracle.states(key);
        for (const auto& phone : phones) {
            if (const auto held = phone->rows().find(key); held != phone->rows().end()) states.push_back(&held->second);
        }
        if (const auto held = rows.find(key); held != rows.end()) states.push_back(&held->second.row);
        const Row& a = *states[stage.chance.below(states.size())];
        const Row& b = *states[stage.chance.below(states.size())];
        const Row& c = *states[stage.chance.below(states.size())];
        if (joined(a, a) != a) violated(5, "joining {} with itself changes it", describe(key));
        if (joined(a, b) != joined(b, a)) {
            violated(5, "the join of two states of {} depends on the order: {}", describe(key),
                     first_difference(joined(a, b), joined(b, a)));
        }
        if (joined(joined(a, b), c) != joined(a, joined(b, c))) {
            violated(5, "the join of three states of {} depends on the grouping: {}", describe(key),
                     first_difference(joined(joined(a, b), c), joined(a, joined(b, c))));
        }
    }
}

// A state that somebody moved on his phone and the server did not take: his next step starts from the one before.
bool made_over_what_stands_aside(const VerdictLine& verdict) {
    if (verdict.reason != static_cast<int>(core::ErrorCode::transition_not_allowed) || !verdict.kept) return false;
    const auto& entity = core::catalog::followup;
    return std::any_of(verdict.kept->changes.begin(), verdict.kept->changes.end(), [&](const core::Change& change) {
        return change.entity == &entity && writes(change, entity.fields[entity.at("status")].id);
    });
}

void check_verdicts(Stage& stage, ServerMachine& server) {
    for (const auto& verdict : server.verdicts()) {
        if (verdict.kind == static_cast<int>(sync::Verdict::Kind::waiting)) stage.count(Happened::waiting);
        if (verdict.kind != static_cast<int>(sync::Verdict::Kind::quarantined)) continue;
        stage.count(Happened::quarantined);
        // Work on a customer that was taken away meanwhile, and giving away what is not one's own, may be refused here;
        // nothing else.
        const bool right = verdict.reason == static_cast<int>(core::ErrorCode::not_in_scope) ||
                           verdict.reason == static_cast<int>(core::ErrorCode::forbidden) ||
                           made_over_what_stands_aside(verdict);
        if (!right) {
            violated(10, "device {}'s group {} was refused: {} {}", verdict.device, verdict.number,
                     core::label(static_cast<core::ErrorCode>(verdict.reason)), verdict.detail);
        }
    }
}

std::set<std::uint64_t> listed(ServerMachine& server, const Phone& phone) {
    std::set<std::uint64_t> numbers;
    for (const auto& verdict : server.verdicts()) {
        if (phone.devices().contains(verdict.device) && verdict.open()) numbers.insert(verdict.number);
    }
    return numbers;
}

// What was erased by law is nowhere and stays so.
void check_erased(const std::vector<std::unique_ptr<Phone>>& phones, ServerMachine& server) {
    const auto erased = server.erased();
    if (erased.empty()) return;
    const auto nowhere = [&](const RowKey& key, const std::string& where) {
        if (erased.contains(key.id)) violated(13, "{} was erased and stands in {}", describe(key), where);
    };
    for (const auto& [key, stored] : server.rows()) nowhere(key, "the server's rows");
    for (const auto& line : server.history()) {
        nowhere({line.change.entity, line.change.row}, "the history");
    }
    for (const auto& key : server.history_rows()) nowhere(key, "the history");
    for (const auto& line : server.conflicts()) nowhere(line.row, "the conflicts");
    for (const auto& verdict : server.verdicts()) {
        if (!verdict.kept) continue;
        for (const auto& change : verdict.kept->changes) {
            nowhere({change.entity, change.row}, "what is kept aside");
            nowhere({&core::catalog::customer, sync::customer_named(change)}, "what is kept aside");
        }
    }
    for (const auto& phone : phones) {
        for (const auto& [key, row] : phone->rows()) nowhere(key, phone->holder().name);
        for (const auto& key : phone->inbox_rows()) nowhere(key, "the conflicts of " + phone->holder().name);
        for (const auto& key : phone->journal_rows()) nowhere(key, "the journal of " + phone->holder().name);
    }
}

void check_lists(const Oracle& oracle, Phone& phone, ServerMachine& server) {
    // One twin decides for both, and what a phone that is gone had aside nobody shows.
    if (oracle.has_twins(phone.index())) return;
    if (lists_agree(phone, server)) return;
    violated(10, "{} has ({}) to decide about, the server lists ({})", phone.holder().name,
             fmt::join(phone.aside(), " "), fmt::join(listed(server, phone), " "));
}

}  // namespace

bool may_wait(const Oracle& oracle, Phone& phone, ServerMachine& server) {
    if (!oracle.has_twins(phone.index())) return lists_agree(phone, server);
    const auto open = server.verdicts();
    return std::any_of(open.begin(), open.end(), [&](const VerdictLine& verdict) {
        return phone.devices().contains(verdict.device) &&
               verdict.kind == static_cast<int>(sync::Verdict::Kind::waiting);
    });
}

bool lists_agree(Phone& phone, ServerMachine& server) {
    return phone.aside() == listed(server, phone);
}

// Each twin that saved something since has a number and a token of its own.
void check_twins(const Oracle& oracle, const std::vector<std::unique_ptr<Phone>>& phones) {
    std::map<core::DeviceNumber, const Phone*> speaks;
    for (const auto& phone : phones) {
        if (!oracle.has_twins(phone->index())) continue;
        const bool saved = std::any_of(oracle.edits().begin(), oracle.edits().end(), [&](const SavedEdit& edit) {
            return edit.phone == phone->index() && phone->copied_at() <= edit.at;
        });
        if (phone->state().fork) violated(16, "{} has no number of its own", phone->holder().name);
        if (!saved) continue;
        const auto [other, alone] = speaks.emplace(phone->state().device, phone.get());
        if (!alone) {
            violated(16, "{} and {} both speak as device {}", other->second->holder().name, phone->holder().name,
                     phone->state().device);
        }
    }
}

void check_acknowledged(const Phone& phone, ServerMachine& server) {
    if (!server.running() || phone.state().server_epoch != server.epoch()) return;
    const auto mark = mark_of(phone, server);
    if (phone.state().acknowledged > mark) {
        violated(4, "{} takes {} groups for acknowledged, the server holds {}", phone.holder().name,
                 phone.state().acknowledged, mark);
    }
}

void check_checkpoint(Phone& phone, ServerMachine& server, const Sight& sight) {
    check_acknowledged(phone, server);
    check_kept_digest(phone);
    if (phone.state().server_epoch != server.epoch()) return;  // it has not heard of the restore yet
    const auto cursor = phone.state().cursor;
    auto& proven = phone.proven();
    const auto giving_up = phone.giving_up();
    for (const auto& [key, stored] : server.rows()) {
        if (stored.seq > cursor || giving_up.contains(key)) continue;
        if (const auto known = proven.find(key); known != proven.end() && known->second == stored.seq) continue;
        if (!sight.sees(phone.holder(), stored.row)) continue;
        if (sight.since(phone.holder(), stored.row) > cursor) continue;
        const auto known_of_it = as_known_to(phone.holder().earlier, stored.row);
        if (!known_of_it) continue;
        const auto held = phone.rows().find(key);
        if (held == phone.rows().end()) {
            violated(6, "{} stands at {} and lacks {} of {}", phone.holder().name, cursor, describe(key), stored.seq);
        }
        Row both = held->second;
        Row stands = *known_of_it;
        if (server.masks()) {  // what is hidden now may be later than the cursor
            core::hide(both, core::Classes::every());
            core::hide(stands, core::Classes::every());
        }
        const core::AsEarlier version(phone.holder().earlier);
        if (sync::merge_rows(both, stands)) {
            violated(6, "{} stands at {} and holds an older {} than that of {}: {}", phone.holder().name, cursor,
                     describe(key), stored.seq, first_difference(held->second, both));
        }
        proven[key] = stored.seq;
    }
    check_references(phone, server, sight);
    const auto& history = server.history();
    for (auto line = history.rbegin(); line != history.rend() && line->seq > cursor; ++line) {
        if (phone.devices().contains(line->device) || server.was_lost(line->change)) continue;
        const auto held = phone.rows().find({line->change.entity, line->change.row});
        if (held != phone.rows().end() && carries(held->second, line->change.stamp)) {
            violated(8, "{} stands at {} and shows a part of the group of {}", phone.holder().name, cursor, line->seq);
        }
    }
}

void check_at_rest(Stage& stage, const std::vector<std::unique_ptr<Phone>>& phones, ServerMachine& server,
                   const Sight& sight) {
    for (std::size_t i = 0; i < stage.oracle.collisions(); ++i) stage.count(Happened::collided);
    std::set<Stamp> held;
    for (const auto& line : server.history()) held.insert(line.change.stamp);
    stage.oracle.forget_names(held);
    note_carried_over(stage.oracle, server.history());
    check_verdicts(stage, server);
    check_once(stage.oracle, server, phones);
    check_twins(stage.oracle, phones);
    const Fates fates(stage.oracle, server.history(), server.verdicts(), server.erased());
    check_erased(phones, server);
    check_every_edit(stage.oracle, fates, stage, server, phones);
    for (const auto& phone : phones) check_convergence(stage.oracle, *phone, server, sight);
    for (const auto& phone : phones) check_lists(stage.oracle, *phone, server);
    check_conflicts(stage.oracle, fates, stage, server);
    check_notes(stage.oracle, fates, server);
    check_states(server);
    check_merges(server);
    check_codes(phones, server);
    check_merge_laws(stage, phones, server);
    if (!stage.spoiled) check_digests(phones, server);
    check_no_traces(stage, phones, server, sight);
}

}  // namespace fieldfare::simulation
