#include "core/rows/json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/rows/json_members.h"
#include "core/rows/limits.h"
#include "core/rows/typing.h"

namespace fieldfare::core {
namespace {

using nlohmann::json;

// The cell that a revive writes has no field; in JSON it has this name.
constexpr std::string_view life_name = "_life";

struct KindName {
    ChangeKind kind;
    std::string_view name;
};

constexpr KindName kind_names[] = {
    {ChangeKind::add, "add"},       {ChangeKind::update, "update"},   {ChangeKind::remove, "remove"},
    {ChangeKind::revive, "revive"}, {ChangeKind::discard, "discard"},
};

std::string_view name_of(ChangeKind kind) {
    for (const auto& known : kind_names) {
        if (known.kind == kind) return known.name;
    }
    FF_CHECK(false);
    return {};
}

Result<ChangeKind> kind_named(std::string_view name) {
    for (const auto& known : kind_names) {
        if (known.name == name) return known.kind;
    }
    return members::malformed("kind");
}

Result<const Entity*> entity_of(const json& object) {
    FF_ASSIGN(const auto name, members::text(object, "entity"));
    const auto* entity = find_entity(name);
    if (entity == nullptr) return ErrorCode::unknown_entity;
    return entity;
}

Error unknown_field(const Entity& entity, std::string_view name) {
    // Echoing a stranger's text into logs is not wanted; its length bounds it.
    constexpr std::size_t shown = 64;
    return {ErrorCode::unknown_field, std::string(entity.name) + "." + std::string(name.substr(0, shown))};
}

Result<const Field*> field_of(const Entity& entity, const json& object) {
    FF_ASSIGN(const auto name, members::text(object, "field"));
    const auto at = entity.position(name);
    if (at == Entity::npos) return unknown_field(entity, name);
    return &entity.fields[at];
}

// Field and key of a cell: exactly the keyed fields have a key.
Result<Cell> cell_of(const Entity& entity, const json& object) {
    FF_ASSIGN(const auto* field, field_of(entity, object));
    Cell cell{field->id, {}};
    if (members::find(object, "key") != nullptr) {
        FF_ASSIGN(cell.key, members::text(object, "key"));
    }
    if (is_keyed(*field) == cell.key.empty()) return members::malformed("key");
    return cell;
}

const Field& field_by_id(const Entity& entity, FieldId id) {
    const auto at = entity.position(id);
    FF_CHECK(at != Entity::npos);
    return entity.fields[at];
}

// A field of a newer catalog, which only the binary form can bring, is shown by its number.
std::string name_of(const Entity& entity, FieldId id) {
    if (id == 0) return std::string(life_name);
    const auto at = entity.position(id);
    return at != Entity::npos ? std::string(entity.fields[at].name) : "#" + std::to_string(id);
}

json cell_to_json(const Entity& entity, const Cell& cell) {
    json object{{"field", name_of(entity, cell.field)}};
    if (!cell.key.empty()) object["key"] = cell.key;
    return object;
}

json cells_to_json(const Entity& entity, const std::vector<CellClock>& cells) {
    json array = json::array();
    for (const auto& clock : cells) {
        auto object = cell_to_json(entity, clock.cell);
        object["stamp"] = clock.stamp.text();
        if (!clock.removed.is_zero()) object["removed"] = clock.removed.text();
        array.push_back(std::move(object));
    }
    return array;
}

Result<std::vector<CellClock>> cells_from_json(const Entity& entity, const json& object) {
    std::vector<CellClock> cells;
    if (members::find(object, "cells") == nullptr) return cells;
    FF_ASSIGN(const auto* array, members::array(object, "cells", limits::held_clock_cells));
    for (const auto& member : *array) {
        CellClock clock;
        const auto* name = members::find(member, "field");
        if (name == nullptr || *name != life_name) {
            FF_ASSIGN(clock.cell, cell_of(entity, member));
        }
        FF_ASSIGN(clock.stamp, members::stamp(member, "stamp"));
        FF_ASSIGN(clock.removed, members::stamp_or_zero(member, "removed"));
        cells.push_back(std::move(clock));
    }
    const auto by_cell = [](const CellClock& left, const CellClock& right) { return left.cell < right.cell; };
    const auto same_cell = [](const CellClock& left, const CellClock& right) { return left.cell == right.cell; };
    std::sort(cells.begin(), cells.end(), by_cell);
    if (std::adjacent_find(cells.begin(), cells.end(), same_cell) != cells.end()) return members::malformed("cells");
    return cells;
}

// The value of a cell follows from its field; an element of a set is there or not, a custom field is any scalar.
Result<Value> cell_value_from_json(const Entity& entity, const Field& field, const json& member) {
    const auto* value = members::find(member, "value");
    if (value == nullptr) return members::malformed("value");
    if (field.rule == Rule::set) {
        if (!value->is_boolean()) return members::malformed("value");
        return Value(std::int64_t{value->get<bool>() ? 1 : 0});
    }
    if (field.rule != Rule::map) return value_from_json(entity, field, *value);
    if (value->is_null()) return Value{};
    FF_ASSIGN(const auto map, value_from_json(entity, field, json{{"key", *value}}));
    return std::visit([](const auto& scalar) { return Value(scalar); }, std::get<ScalarMap>(map).at("key"));
}

// Total: a change that was decoded but not validated can hold any value for any field.
json cell_value_to_json(const Entity& entity, const CellChange& cell) {
    constexpr Field unknown{};
    const auto at = entity.position(cell.field);
    const auto& field = at != Entity::npos ? entity.fields[at] : unknown;
    const auto* present = std::get_if<std::int64_t>(&cell.value);
    if (field.rule == Rule::set && present != nullptr) return *present != 0;
    return value_to_json(field, cell.value);
}

json change_cell_to_json(const Entity& entity, const CellChange& cell) {
    auto object = cell_to_json(entity, {cell.field, cell.key});
    object["value"] = cell_value_to_json(entity, cell);
    if (!cell.base.is_zero()) object["base"] = cell.base.text();
    return object;
}

Result<CellChange> change_cell_from_json(const Entity& entity, const json& member) {
    FF_ASSIGN(auto cell, cell_of(entity, member));
    CellChange change;
    change.field = cell.field;
    change.key = std::move(cell.key);
    FF_ASSIGN(change.value, cell_value_from_json(entity, field_by_id(entity, cell.field), member));
    FF_ASSIGN(change.base, members::stamp_or_zero(member, "base"));
    return change;
}

Result<std::vector<CellChange>> change_cells_from_json(const Entity& entity, const json& object) {
    FF_ASSIGN(const auto* array, members::array(object, "cells", limits::cells_per_change));
    std::vector<CellChange> cells;
    cells.reserve(array->size());
    for (const auto& member : *array) {
        FF_ASSIGN(auto cell, change_cell_from_json(entity, member));
        cells.push_back(std::move(cell));
    }
    const auto cell_key = [](const CellChange& cell) { return std::tie(cell.field, cell.key); };
    std::sort(cells.begin(), cells.end(), [&](const auto& a, const auto& b) { return cell_key(a) < cell_key(b); });
    const auto same = [&](const auto& a, const auto& b) { return cell_key(a) == cell_key(b); };
    if (std::adjacent_find(cells.begin(), cells.end(), same) != cells.end()) return members::malformed("cells");
    return cells;
}

}  // namespace

json fields_to_json(const Row& row, Nulls nulls) {
    json object = json::object();
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        const auto& field = row.entity->fields[i];
        if (row.has(i)) {
            object[std::string(field.name)] = value_to_json(field, row.values[i]);
        } else if (nulls == Nulls::written) {
            object[std::string(field.name)] = nullptr;
        }
    }
    return object;
}

json row_to_json(const Row& row) {
    return {{"entity", row.entity->name},
            {"id", row.id.text()},
            {"fields", fields_to_json(row, Nulls::omitted)},
            {"clocks", clocks_to_json(*row.entity, row.clocks)}};
}

Result<Row> row_from_json(const json& source) {
    FF_ASSIGN(const auto* entity, entity_of(source));
    FF_ASSIGN(const auto id, members::uuid(source, "id"));
    Row row(*entity, id);
    const auto* fields = members::find(source, "fields");
    if (fields == nullptr || !fields->is_object()) return members::malformed("fields");
    for (const auto& [name, value] : fields->items()) {
        const auto at = entity->position(name);
        if (at == Entity::npos) return unknown_field(*entity, name);
        FF_ASSIGN(row.values[at], value_from_json(*entity, entity->fields[at], value));
    }
    const auto* clocks = members::find(source, "clocks");
    if (clocks == nullptr) return members::malformed("clocks");
    FF_ASSIGN(row.clocks, clocks_from_json(*entity, *clocks));
    return row;
}

json clocks_to_json(const Entity& entity, const Clocks& clocks) {
    json object{{"row", clocks.row.text()}};
    if (!clocks.cells.empty()) object["cells"] = cells_to_json(entity, clocks.cells);
    if (clocks.deletion) {
        json seen{{"row", clocks.deletion->seen_row.text()}};
        if (!clocks.deletion->seen_cells.empty()) seen["cells"] = cells_to_json(entity, clocks.deletion->seen_cells);
        object["deletion"] = {{"stamp", clocks.deletion->stamp.text()}, {"seen", std::move(seen)}};
    }
    return object;
}

Result<Clocks> clocks_from_json(const Entity& entity, const json& source) {
    Clocks clocks;
    FF_ASSIGN(clocks.row, members::stamp(source, "row"));
    FF_ASSIGN(clocks.cells, cells_from_json(entity, source));
    const auto* deletion = members::find(source, "deletion");
    if (deletion == nullptr) return clocks;
    const auto* seen = members::find(*deletion, "seen");
    if (seen == nullptr) return members::malformed("seen");
    Deletion read;
    FF_ASSIGN(read.stamp, members::stamp(*deletion, "stamp"));
    FF_ASSIGN(read.seen_row, members::stamp(*seen, "row"));
    FF_ASSIGN(read.seen_cells, cells_from_json(entity, *seen));
    clocks.deletion = std::move(read);
    return clocks;
}

json change_to_json(const Change& change) {
    json cells = json::array();
    for (const auto& cell : change.cells) cells.push_back(change_cell_to_json(*change.entity, cell));
    json object{{"kind", name_of(change.kind)},
                {"entity", change.entity->name},
                {"row", change.row.text()},
                {"stamp", change.stamp.text()},
                {"cells", std::move(cells)}};
    if (change.kind == ChangeKind::remove) object["seen"] = clocks_to_json(*change.entity, change.seen);
    return object;
}

Result<Change> change_from_json(const json& source) {
    Change change;
    FF_ASSIGN(const auto kind, members::text(source, "kind"));
    FF_ASSIGN(change.kind, kind_named(kind));
    FF_ASSIGN(change.entity, entity_of(source));
    FF_ASSIGN(change.row, members::uuid(source, "row"));
    FF_ASSIGN(change.stamp, members::stamp(source, "stamp"));
    FF_ASSIGN(change.cells, change_cells_from_json(*change.entity, source));
    if (change.kind == ChangeKind::remove) {
        const auto* seen = members::find(source, "seen");
        if (seen == nullptr) return members::malformed("seen");
        FF_ASSIGN(change.seen, clocks_from_json(*change.entity, *seen));
    }
    return change;
}

json group_to_json(const Group& group) {
    json changes = json::array();
    for (const auto& change : group.changes) changes.push_back(change_to_json(change));
    return {{"number", group.number}, {"changes", std::move(changes)}};
}

Result<Group> group_from_json(const json& source) {
    const auto* number = members::find(source, "number");
    if (number == nullptr || !number->is_number_unsigned()) return members::malformed("number");
    Group group;
    group.number = number->get<std::uint64_t>();
    FF_ASSIGN(const auto* changes, members::array(source, "changes", limits::changes_per_group));
    group.changes.reserve(changes->size());
    for (const auto& member : *changes) {
        FF_ASSIGN(auto change, change_from_json(member));
        group.changes.push_back(std::move(change));
    }
    return group;
}

}  // namespace fieldfare::core
