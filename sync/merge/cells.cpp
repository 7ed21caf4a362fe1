#include "sync/merge/cells.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/catalog/earlier.h"
#include "core/rows/keyed.h"

namespace fieldfare::sync::cells {
namespace {

using core::Cell;
using core::CellClock;
using core::Clocks;
using core::Rule;
using core::Scalar;
using core::ScalarMap;
using core::Stamp;
using core::StringSet;
using core::Value;

void erase_exception(Clocks& clocks, const Cell& cell) {
    std::erase_if(clocks.cells, [&](const CellClock& clock) { return clock.cell == cell; });
}

bool holds_element(const core::Row& row, const Cell& cell) {
    const auto* set = std::get_if<StringSet>(&row.values[row.entity->position(cell.field)]);
    return set != nullptr && std::binary_search(set->begin(), set->end(), cell.key);
}

void collect_field(const core::Row& row, std::size_t at, std::set<Cell>& out) {
    const auto& field = row.entity->fields[at];
    if (field.rule == Rule::set) {
        if (const auto* set = std::get_if<StringSet>(&row.values[at])) {
            for (const auto& element : *set) out.insert(Cell{field.id, element});
        }
    } else if (field.rule == Rule::map) {
        if (const auto* map = std::get_if<ScalarMap>(&row.values[at])) {
            for (const auto& [key, value] : *map) out.insert(Cell{field.id, key});
        }
    } else {
        out.insert(Cell{row.entity->clock_field(field).id, ""});
    }
}

}  // namespace

Kind kind_of(const core::Entity& entity, const Cell& cell) {
    const auto at = entity.position(cell.field);
    if (at == core::Entity::npos || at >= core::known_fields(entity)) return Kind::none;
    if (entity.fields[at].rule == Rule::set) return Kind::element;
    if (entity.fields[at].rule == Rule::map) return Kind::key;
    return Kind::value;
}

std::vector<std::size_t> members(const core::Entity& entity, const core::Field& clock_field) {
    if (!clock_field.grouped()) return {entity.position(clock_field.id)};
    std::vector<std::size_t> positions;
    for (std::size_t at = 0; at < entity.fields.size(); ++at) {
        if (entity.fields[at].group == clock_field.group) positions.push_back(at);
    }
    return positions;
}

Value to_value(const Scalar& scalar) {
    return std::visit([](const auto& held) { return Value{held}; }, scalar);
}

Stamp stamp_of(const core::Row& row, const Cell& cell) {
    if (kind_of(*row.entity, cell) == Kind::element) return read_element(row, cell).stamp;
    const auto* exception = row.clocks.find(cell);
    return exception != nullptr ? exception->stamp : row.clocks.row;
}

void write_stamp(core::Row& row, const Cell& cell, const Stamp& stamp) {
    if (stamp == row.clocks.row) {
        erase_exception(row.clocks, cell);
    } else {
        row.clocks.set(CellClock{cell, stamp, {}});
    }
}

Register read_register(const core::Row& row, const Cell& cell) {
    Register state{stamp_of(row, cell), {}};
    const auto kind = kind_of(*row.entity, cell);
    if (kind == Kind::value) {
        const auto& field = row.entity->fields[row.entity->position(cell.field)];
        for (const auto at : members(*row.entity, field)) {
            state.values.push_back({row.entity->fields[at].id, row.values[at]});
        }
    } else if (kind == Kind::key) {
        const auto* map = std::get_if<ScalarMap>(&row.values[row.entity->position(cell.field)]);
        const auto found = map == nullptr ? ScalarMap::const_iterator{} : map->find(cell.key);
        const bool held = map != nullptr && found != map->end();
        state.values.push_back({cell.field, held ? to_value(found->second) : Value{}});
    }
    return state;
}

void write_values(core::Row& row, const Cell& cell, const std::vector<FieldValue>& values) {
    const auto kind = kind_of(*row.entity, cell);
    if (kind == Kind::key) {
        FF_CHECK(values.size() == 1);
        core::put_key(row, row.entity->position(cell.field), cell.key, values.front().value);
    } else if (kind == Kind::value) {
        for (const auto& [field, value] : values) row.values[row.entity->position(field)] = value;
    }
}

Element read_element(const core::Row& row, const Cell& cell) {
    if (const auto* exception = row.clocks.find(cell)) return {exception->stamp, exception->removed};
    return holds_element(row, cell) ? Element{row.clocks.row, {}} : Element{};
}

void write_element(core::Row& row, const Cell& cell, const Element& state) {
    auto& field = row.values[row.entity->position(cell.field)];
    if (!std::holds_alternative<StringSet>(field)) field = StringSet{};
    auto& set = std::get<StringSet>(field);
    const auto at = std::lower_bound(set.begin(), set.end(), cell.key);
    const bool held = at != set.end() && *at == cell.key;
    if (state.present() && !held) set.insert(at, cell.key);
    if (!state.present() && held) set.erase(at);
    if (set.empty()) field = Value{};
    const Element unsaid = state.present() ? Element{row.clocks.row, {}} : Element{};
    if (state == unsaid) {
        erase_exception(row.clocks, cell);
    } else {
        row.clocks.set(CellClock{cell, state.stamp, state.removed});
    }
}

void collect(const core::Row& row, std::set<Cell>& out) {
    for (std::size_t at = 0; at < row.entity->fields.size(); ++at) collect_field(row, at, out);
    for (const auto& clock : row.clocks.cells) out.insert(clock.cell);
}

void collect_differences(const core::Row& a, const core::Row& b, std::set<Cell>& out) {
    FF_CHECK(a.clocks.row == b.clocks.row);
    for (std::size_t at = 0; at < a.entity->fields.size(); ++at) {
        if (a.values[at] == b.values[at]) continue;
        collect_field(a, at, out);
        collect_field(b, at, out);
    }
    for (const auto* row : {&a, &b}) {
        const auto& other = row == &a ? b : a;
        for (const auto& clock : row->clocks.cells) {
            const auto* known = other.clocks.find(clock.cell);
            if (known == nullptr || *known != clock) out.insert(clock.cell);
        }
    }
}

}  // namespace fieldfare::sync::cells
