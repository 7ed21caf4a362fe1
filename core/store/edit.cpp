#include "core/store/edit.h"

#include <algorithm>
#include <utility>

#include "core/base/check.h"
#include "core/base/planted.h"
#include "core/catalog/validation.h"
#include "core/journal/journal.h"
#include "core/rows/deletion.h"
#include "core/rows/keyed.h"
#include "core/rows/limits.h"
#include "core/rows/typing.h"
#include "core/store/added_cells.h"

namespace fieldfare::core {
namespace {

std::string name_of(const Entity& entity, const Field& field) {
    return std::string(entity.name) + "." + std::string(field.name);
}

// What the row says of an element: its exception, or the row's stamp for one that stands there without.
CellClock element_clock(const Row& row, std::size_t field, const Cell& cell) {
    if (const auto* held = row.clocks.find(cell)) return *held;
    return CellClock{cell, holds_element(row, field, cell.key) ? row.clocks.row : Stamp{}, {}};
}

Value to_value(const Scalar& scalar) {
    return std::visit([](const auto& held) { return Value{held}; }, scalar);
}

}  // namespace

Result<Stamp> Edit::stamp() {
    if (!stamp_) {
        // Stamps of device 0 are the server's; nothing may be saved before the device has its number.
        if (transaction_.clock().device() == 0) return {ErrorCode::unauthenticated, "the device is not enrolled"};
        stamp_ = transaction_.clock().next();
    }
    return *stamp_;
}

Result<Row> Edit::get(const Entity& entity, const Uuid& id) {
    const RowKey key{&entity, id};
    if (const auto found = pending_.find(key); found != pending_.end()) return found->second.now;
    FF_ASSIGN(auto row, transaction_.get(entity, id));
    Pending pending{false, row, row, {}};
    pending_.emplace(key, std::move(pending));
    order_.push_back(key);
    return row;
}

Result<Edit::Pending*> Edit::open(const Row& row) {
    FF_CHECK(!saved_);
    const RowKey key{row.entity, row.id};
    if (const auto found = pending_.find(key); found != pending_.end()) return &found->second;
    FF_ASSIGN(auto held, transaction_.find(*row.entity, row.id));
    if (!held) return {ErrorCode::not_found, std::string(row.entity->name)};
    Row before = *held;
    order_.push_back(key);
    return &pending_.emplace(key, Pending{false, std::move(before), *std::move(held), {}}).first->second;
}

void Edit::note(Pending& pending, ChangeKind kind, CellChange cell) {
    pending.change.kind = kind;
    pending.change.entity = pending.now.entity;
    pending.change.row = pending.now.id;
    pending.change.stamp = *stamp_;
    for (auto& held : pending.change.cells) {
        if (held.field == cell.field && held.key == cell.key) {
            held.value = std::move(cell.value);  // the base stays: it is what the author saw first
            return;
        }
    }
    if (planted("base dropped")) cell.base = {};
    pending.change.cells.push_back(std::move(cell));
}

Status Edit::add(Row& row) {
    FF_CHECK(!saved_);
    FF_ASSIGN(const auto now, stamp());
    const RowKey key{row.entity, row.id};
    FF_ASSIGN(const auto held, transaction_.find(*row.entity, row.id));
    if (held || pending_.contains(key)) return {ErrorCode::already_exists, std::string(row.entity->name)};
    row.clocks = Clocks{};
    row.clocks.row = now;
    pending_.emplace(key, Pending{true, Row(*row.entity, row.id), row, {}});
    order_.push_back(key);
    return {};
}

Result<Stamp> Edit::check(const Row& row, const Field& field) {
    FF_CHECK(!saved_);
    if (field.rule == Rule::assigned) return {ErrorCode::assigned_field, name_of(*row.entity, field)};
    if (field.rule == Rule::log) {
        const auto found = pending_.find({row.entity, row.id});
        const bool is_new = found != pending_.end() && found->second.is_new;
        if (!is_new) return {ErrorCode::immutable_field, name_of(*row.entity, field)};
    }
    return stamp();
}

Status Edit::set(Row& row, std::size_t at, Value value) {
    const auto& entity = *row.entity;
    const auto& field = entity.fields[at];
    if (is_keyed(field)) return {ErrorCode::wrong_type, name_of(entity, field)};
    FF_ASSIGN(const auto now, check(row, field));
    FF_ASSIGN(auto* pending, open(row));
    if (pending->now.values[at] == value) {
        row.values[at] = std::move(value);
        return {};
    }
    // From the state that the user saw: where somebody else moved it since, the server decides.
    const auto* state = std::get_if<std::string>(&value);
    if (field.rule == Rule::status && !pending->is_new && state && !field.choices->allows(row.text(at), *state)) {
        return {ErrorCode::transition_not_allowed, name_of(entity, field)};
    }
    pending->now.values[at] = value;
    row.values[at] = std::move(value);
    if (pending->is_new) return {};
    const auto& clock_field = entity.clock_field(field);
    const Cell cell{clock_field.id, {}};
    const Stamp base = row.clocks.of(cell);
    for (std::size_t i = 0; i < entity.fields.size(); ++i) {
        const auto& member = entity.fields[i];
        if (i != at && (!field.grouped() || member.group != field.group)) continue;
        note(*pending, ChangeKind::update, {member.id, {}, pending->now.values[i], base});
    }
    if (base != now) {
        pending->now.clocks.set({cell, now, {}});
        row.clocks.set({cell, now, {}});
    }
    return {};
}

Status Edit::check_shape(const Row& row, std::size_t at, Rule rule) const {
    const auto& field = row.entity->fields[at];
    if (field.rule != rule) return {ErrorCode::wrong_type, name_of(*row.entity, field)};
    return {};
}

bool Edit::undo_element(Pending& pending, Row& row, std::size_t at, const Cell& cell) {
    auto& parts = pending.change.cells;
    const auto held = std::find_if(parts.begin(), parts.end(), [&](const CellChange& part) {
        return part.field == cell.field && part.key == cell.key;
    });
    if (held == parts.end()) return false;
    parts.erase(held);
    if (parts.empty()) pending.change = Change{};
    const auto& set = pending.before.set(at);
    const bool present = std::binary_search(set.begin(), set.end(), cell.key);
    const auto* clock = pending.before.clocks.find(cell);
    for (auto* changed : {&pending.now, &row}) {
        put_element(*changed, at, cell.key, present);
        std::erase_if(changed->clocks.cells, [&](const CellClock& known) { return known.cell == cell; });
        if (clock != nullptr) changed->clocks.set(*clock);
    }
    return true;
}

Status Edit::add_to_set(Row& row, std::size_t at, const std::string& element) {
    FF_TRY(check_shape(row, at, Rule::set));
    FF_ASSIGN(const auto now, stamp());
    FF_ASSIGN(auto* pending, open(row));
    const Cell cell{row.entity->fields[at].id, element};
    const auto& held = pending->now.set(at);
    if (std::binary_search(held.begin(), held.end(), element)) {
        put_element(row, at, element, true);
        return {};
    }
    if (undo_element(*pending, row, at, cell)) return {};
    auto clock = element_clock(pending->now, at, cell);
    const Stamp base = clock.stamp;
    clock.stamp = now;
    put_element(pending->now, at, element, true);
    put_element(row, at, element, true);
    if (pending->is_new) return {};
    pending->now.clocks.set(clock);
    row.clocks.set(clock);
    note(*pending, ChangeKind::update, {cell.field, element, std::int64_t{1}, base});
    return {};
}

Status Edit::remove_from_set(Row& row, std::size_t at, const std::string& element) {
    FF_TRY(check_shape(row, at, Rule::set));
    FF_ASSIGN([[maybe_unused]] const auto now, stamp());
    FF_ASSIGN(auto* pending, open(row));
    const Cell cell{row.entity->fields[at].id, element};
    const auto& held = pending->now.set(at);
    if (!std::binary_search(held.begin(), held.end(), element)) {
        put_element(row, at, element, false);
        return {};
    }
    if (undo_element(*pending, row, at, cell)) return {};
    auto clock = element_clock(row, at, cell);
    if (clock.stamp.is_zero()) clock = element_clock(pending->now, at, cell);
    clock.removed = clock.stamp;
    put_element(row, at, element, false);
    put_element(pending->now, at, element, false);
    if (pending->is_new) return {};
    row.clocks.set(clock);
    // A newer add that the author had not seen keeps the element in the store's row, as it will on the server.
    auto current = element_clock(pending->before, at, cell);
    current.removed = std::max(current.removed, clock.stamp);
    if (current.stamp > current.removed) put_element(pending->now, at, element, true);
    pending->now.clocks.set(current);
    note(*pending, ChangeKind::update, {cell.field, element, std::int64_t{0}, clock.stamp});
    return {};
}

Status Edit::set_elements(Row& row, std::size_t at, const StringSet& elements) {
    const StringSet held = row.set(at);
    for (const auto& element : held) {
        if (std::find(elements.begin(), elements.end(), element) == elements.end()) {
            FF_TRY(remove_from_set(row, at, element));
        }
    }
    for (const auto& element : elements) FF_TRY(add_to_set(row, at, element));
    return {};
}

Status Edit::set_key(Row& row, std::size_t at, const std::string& key, const Scalar& value) {
    return write_key(row, at, key, to_value(value));
}

Status Edit::remove_key(Row& row, std::size_t at, const std::string& key) {
    return write_key(row, at, key, Value{});
}

Status Edit::write_key(Row& row, std::size_t at, const std::string& key, const Value& value) {
    FF_TRY(check_shape(row, at, Rule::map));
    FF_ASSIGN(const auto now, stamp());
    FF_ASSIGN(auto* pending, open(row));
    const auto& held = pending->now.map(at);
    const auto found = held.find(key);
    const bool same = found == held.end() ? is_null(value) : to_value(found->second) == value;
    put_key(row, at, key, value);
    if (same) return {};
    put_key(pending->now, at, key, value);
    if (pending->is_new) return {};
    const Cell cell{row.entity->fields[at].id, key};
    const Stamp base = row.clocks.of(cell);
    pending->now.clocks.set({cell, now, {}});
    row.clocks.set({cell, now, {}});
    note(*pending, ChangeKind::update, {cell.field, key, value, base});
    return {};
}

Status Edit::remove(Row& row) {
    FF_ASSIGN(const auto now, stamp());
    FF_ASSIGN(auto* pending, open(row));
    if (pending->is_new || !pending->change.cells.empty())
        return {ErrorCode::invalid_argument, "edited and removed at once"};
    if (pending->now.deleted()) return {};
    pending->change = Change{ChangeKind::remove, row.entity, row.id, now, {}, row.clocks};
    pending->change.seen.deletion.reset();
    Deletion deletion{now, row.clocks.row, row.clocks.cells};
    if (pending->now.clocks.deletion) deletion = join(*pending->now.clocks.deletion, deletion);
    pending->now.clocks.deletion = deletion;
    row.clocks.deletion = deletion;
    return {};
}

Status Edit::revive(Row& row) {
    FF_ASSIGN(const auto now, stamp());
    FF_ASSIGN(auto* pending, open(row));
    if (!pending->change.cells.empty()) return {ErrorCode::invalid_argument, "edited and revived at once"};
    if (!pending->now.deleted()) return {};
    pending->change = Change{ChangeKind::revive, row.entity, row.id, now, {}, {}};
    const Cell life{0, {}};
    pending->now.clocks.set({life, now, {}});
    row.clocks.set({life, now, {}});
    return {};
}

Result<std::vector<Change>> Edit::changes() {
    FF_ASSIGN(const auto* custom_fields, transaction_.store().custom_fields());
    std::vector<Change> result;
    for (const auto& key : order_) {
        auto& pending = pending_.at(key);
        if (pending.is_new) {
            pending.change = Change{ChangeKind::add, key.entity, key.id, *stamp_, added_cells(pending.now), {}};
        } else if (pending.change.entity == nullptr) {
            continue;  // read, or set to what stood there
        }
        FF_TRY(validate(pending.change, Author::device, *custom_fields));
        result.push_back(pending.change);
    }
    return result;
}

Status Edit::save() {
    FF_CHECK(!saved_);
    saved_ = true;
    FF_ASSIGN(auto list, changes());
    if (list.empty()) return {};
    if (list.size() > limits::changes_per_group) return Error{ErrorCode::too_large, "changes"};
    for (const auto& change : list) {
        const auto& pending = pending_.at({change.entity, change.row});
        FF_TRY(pending.is_new ? transaction_.insert(pending.now) : transaction_.put(pending.now, pending.before));
    }
    if (planted("journal not atomic")) FF_TRY(transaction_.database().execute("COMMIT; BEGIN IMMEDIATE"));
    FF_ASSIGN([[maybe_unused]] const auto number, journal::append(transaction_, std::move(list)));
    return {};
}

}  // namespace fieldfare::core
