#include "tests/simulation/oracle.h"

#include <algorithm>

namespace fieldfare::simulation {
namespace {

using core::Cell;
using core::Entity;
using core::Row;
using core::Rule;
using core::Stamp;

const Cell life{0, ""};

const core::Field* field_of(const Entity& entity, const Cell& cell) {
    const auto at = entity.position(cell.field);
    return at == Entity::npos ? nullptr : &entity.fields[at];
}

}  // namespace

const std::vector<std::size_t>& fields_of(const Entity& entity, core::FieldId clock_field) {
    static const auto all = [] {
        std::map<std::pair<const Entity*, core::FieldId>, std::vector<std::size_t>> made;
        for (const auto* each : core::entities()) {
            for (std::size_t at = 0; at < each->fields.size(); ++at) {
                made[{each, each->clock_field(each->fields[at]).id}].push_back(at);
            }
        }
        return made;
    }();
    static const std::vector<std::size_t> none;
    const auto found = all.find({&entity, clock_field});
    return found == all.end() ? none : found->second;
}

bool is_element(const Entity& entity, const Cell& cell) {
    const auto* field = field_of(entity, cell);
    return field != nullptr && field->rule == Rule::set;
}

bool is_note(const Entity& entity, const Cell& cell) {
    const auto* field = field_of(entity, cell);
    return field != nullptr && field->rule == Rule::note;
}

std::vector<std::string> tokens_of(std::string_view note) {
    std::vector<std::string> tokens;
    std::string token;
    const auto finish = [&] {
        if (token.size() > 1) tokens.push_back(token);
        token.clear();
    };
    for (const char c : note) {
        const bool goes_on = c >= '0' && c <= '9' && !token.empty();
        if (!goes_on) finish();
        if (goes_on || c == 't') token += c;
    }
    finish();
    return tokens;
}

std::vector<core::Value> values_of(const Row& row, const Cell& cell) {
    std::vector<core::Value> values;
    for (const auto at : fields_of(*row.entity, cell.field)) {
        if (row.entity->fields[at].rule != Rule::map) {
            values.push_back(row.values[at]);
            continue;
        }
        const auto& map = row.map(at);
        const auto found = map.find(cell.key);
        if (found == map.end()) {
            values.emplace_back();
        } else {
            values.push_back(std::visit([](const auto& held) { return core::Value{held}; }, found->second));
        }
    }
    return values;
}

ElementState element_of(const Row& row, const Cell& cell) {
    if (const auto* clock = row.clocks.find(cell)) return {clock->stamp, clock->removed};
    const auto at = row.entity->position(cell.field);
    const auto& set = row.set(at);
    if (std::binary_search(set.begin(), set.end(), cell.key)) return {row.clocks.row, {}};
    return {};
}

std::set<Cell> cells_of(const Row& row) {
    std::set<Cell> cells;
    const auto& fields = row.entity->fields;
    for (std::size_t at = 0; at < fields.size(); ++at) {
        if (fields[at].rule == Rule::set) {
            for (const auto& element : row.set(at)) cells.insert({fields[at].id, element});
        } else if (fields[at].rule == Rule::map) {
            for (const auto& [key, scalar] : row.map(at)) cells.insert({fields[at].id, key});
        } else {
            cells.insert({row.entity->clock_field(fields[at]).id, {}});
        }
    }
    for (const auto& clock : row.clocks.cells) {
        if (clock.cell != life) cells.insert(clock.cell);
    }
    return cells;
}

std::string describe(const core::RowKey& key) {
    return std::string(key.entity->name) + " " + key.id.text();
}

std::string describe(const Entity& entity, const Cell& cell) {
    const auto* field = field_of(entity, cell);
    std::string name = field != nullptr ? std::string(field->name) : "life";
    if (!cell.key.empty()) name += "[" + cell.key + "]";
    return name;
}

void Oracle::saved(int phone, const std::optional<Row>& before, const Row& after, const Row* form) {
    SavedEdit common;
    common.phone = phone;
    common.row = {after.entity, after.id};
    common.adds_row = !before.has_value();
    common.save = save_;
    auto& states = states_[common.row];
    if (states.size() < states_kept) states.push_back(after);
    auto cells = cells_of(after);
    if (before) cells.merge(cells_of(*before));
    for (const auto& cell : cells) {
        SavedEdit edit = common;
        edit.cell = cell;
        if (is_element(*after.entity, cell)) {
            const auto now = element_of(after, cell);
            const auto then = before ? element_of(*before, cell) : ElementState{};
            const auto seen = form != nullptr ? element_of(*form, cell) : then;
            edit.base = seen.added;
            if (now.added != then.added) {
                edit.kind = EditKind::element_added;
                edit.stamp = now.added;
                note(edit);
            }
            if (now.removed != then.removed) {
                edit.kind = EditKind::element_removed;
                edit.stamp = now.removed;
                note(edit);
            }
            continue;
        }
        edit.values = values_of(after, cell);
        edit.stamp = after.clocks.of(cell);
        if (before && before->clocks.of(cell) == edit.stamp) continue;
        const Row* seen = form != nullptr ? form : before ? &*before : nullptr;
        if (seen != nullptr) edit.base = seen->clocks.of(cell);
        if (seen != nullptr && is_note(*after.entity, cell)) {
            edit.seen = seen->text(after.entity->position(cell.field));
        }
        note(std::move(edit));
    }
    if (after.clocks.deletion && (!before || before->clocks.deletion != after.clocks.deletion)) {
        SavedEdit edit = common;
        edit.kind = EditKind::deleted;
        edit.cell = life;
        edit.stamp = after.clocks.deletion->stamp;
        note(std::move(edit));
    }
    const auto* lived = after.clocks.find(life);
    const auto* lived_before = before ? before->clocks.find(life) : nullptr;
    if (lived != nullptr && (lived_before == nullptr || lived_before->stamp != lived->stamp)) {
        SavedEdit edit = common;
        edit.kind = EditKind::revived;
        edit.cell = life;
        edit.stamp = lived->stamp;
        note(std::move(edit));
    }
}

void Oracle::copied(int phone, int copy) {
    family_[copy] = family_of(phone);
    family_sizes_.insert(family_of(phone));
}

int Oracle::family_of(int phone) const {
    const auto found = family_.find(phone);
    return found == family_.end() ? phone : found->second;
}

bool Oracle::went_with_its_phone(const SavedEdit& edit) const {
    const auto found = gone_.find(edit.phone);
    return found != gone_.end() && edit.at >= found->second;
}

void Oracle::restamped(const Stamp& from, const Stamp& to) {
    const auto [known, fresh] = aliases_.try_emplace(from, to);
    if (known->second == to) {
        if (fresh) note_shared_names(from, to);
        return;
    }
    known->second = to;
    // A removed element's change has a stamp, too, which nobody sees before the server replaces it.
    doubt(from);
}

// What the server calls an edit of one twin the other may have claimed for another row.
void Oracle::note_shared_names(const Stamp& from, const Stamp& to) {
    const auto of_twin = [&](const Stamp& stamp) {
        const auto given = given_.find(stamp);
        return given != given_.end() && has_twins(given->second.first);
    };
    if (aliases_.contains(to) && of_twin(from)) doubt(from);
    for (const auto& [claimed, name] : aliases_) {
        if (name == from && of_twin(claimed)) doubt(claimed);
    }
}

void Oracle::doubt(const Stamp& claimed) {
    const auto given = given_.find(claimed);
    if (given == given_.end()) return;
    collided_.insert(claimed);
    ambiguous_.insert(given->second.second.begin(), given->second.second.end());
}

void Oracle::note(SavedEdit edit) {
    edit.at = edits_.size();
    // A removed element has no stamp of its own.
    if (edit.kind != EditKind::element_removed) {
        auto& [giver, rows] = given_.try_emplace(edit.stamp, edit.phone, std::set<core::RowKey>{}).first->second;
        rows.insert(edit.row);
        if (giver != edit.phone) collided_.insert(edit.stamp);
        if (collided_.contains(edit.stamp)) ambiguous_.insert(rows.begin(), rows.end());
    }
    edits_.push_back(std::move(edit));
}

void Oracle::given_up(int phone, const core::Group& group, std::uint64_t head) {
    for (const auto& change : group.changes) {
        const core::RowKey key{change.entity, change.row};
        const auto note = [&](const Cell& cell, const Stamp& stamp, bool removal) {
            given_up_.insert_or_assign({phone, key, cell, stamp, removal}, head);
        };
        // One stamp stands for a new row, its deletion and its revival.
        if (change.kind != core::ChangeKind::update) note(life, change.stamp, false);
        for (const auto& part : change.cells) {
            const auto& entity = *change.entity;
            const Cell cell{entity.clock_field(entity.fields[entity.position(part.field)]).id, part.key};
            const bool removes = is_element(entity, cell) && part.value == core::Value{std::int64_t{0}};
            note(cell, removes ? part.base : change.stamp, removes);
        }
    }
}

std::optional<std::uint64_t> Oracle::given_up_at(const SavedEdit& edit) const {
    for (const auto& stamp : {edit.stamp, now_called(edit.stamp)}) {
        for (const auto& cell : {edit.cell, life}) {
            const bool removal = edit.kind == EditKind::element_removed;
            const auto found = given_up_.find({edit.phone, edit.row, cell, stamp, removal});
            if (found != given_up_.end()) return found->second;
        }
    }
    return std::nullopt;
}

std::vector<const Row*> Oracle::states(const core::RowKey& key) const {
    std::vector<const Row*> list;
    if (const auto found = states_.find(key); found != states_.end()) {
        for (const auto& row : found->second) list.push_back(&row);
    }
    return list;
}

void Oracle::forget_names(const std::set<Stamp>& holds) {
    std::erase_if(aliases_,
                  [&](const auto& named) { return holds.contains(named.first) && !holds.contains(named.second); });
}

core::Stamp Oracle::now_called(core::Stamp stamp) const {
    for (auto found = aliases_.find(stamp); found != aliases_.end(); found = aliases_.find(stamp)) {
        stamp = found->second;
    }
    return stamp;
}

}  // namespace fieldfare::simulation
