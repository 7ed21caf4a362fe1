#include "core/catalog/validation.h"

#include <algorithm>
#include <bitset>

#include "core/catalog/value_checks.h"
#include "core/rows/limits.h"
#include "core/rows/typing.h"

namespace fieldfare::core {
namespace {

using value_checks::Fault;

std::string path(const Entity& entity, std::string_view field) {
    return std::string(entity.name) + "." + std::string(field);
}

Error at(ErrorCode code, const Entity& entity, const Field& field) {
    return {code, path(entity, field.name)};
}

// Keys are words of users, so the detail holds only those that the catalog or the organisation's administrators chose.
Error at_key(ErrorCode code, const Entity& entity, const Field& field, const CellChange& cell) {
    if (field.rule != Rule::map) return at(code, entity, field);
    return {code, path(entity, field.name) + "[" + cell.key + "]"};
}

// One change under examination.
class Examination {
  public:
    Examination(const Change& change, Author author, const CustomFields& custom_fields)
        : change_(change), entity_(*change.entity), author_(author), custom_fields_(custom_fields) {}

    Status run() {
        FF_TRY(check_frame());
        for (std::size_t i = 0; i < change_.cells.size(); ++i) FF_TRY(check_cell(change_.cells[i]));
        FF_TRY(check_unique());
        if (change_.kind == ChangeKind::add) return check_required();
        return check_groups();
    }

  private:
    bool adds() const { return change_.kind == ChangeKind::add; }

    Status check_frame() const {
        if (change_.row.is_nil()) return Error{ErrorCode::invalid_argument, path(entity_, "id")};
        if (change_.stamp.time.packed == 0) return Error{ErrorCode::invalid_argument, path(entity_, "stamp")};
        if (change_.cells.size() > limits::cells_per_change)
            return Error{ErrorCode::too_large, std::string(entity_.name)};
        const bool removes = change_.kind == ChangeKind::remove;
        const bool empty = change_.cells.empty();
        if (removes ? !empty : change_.seen != Clocks{}) return Error{ErrorCode::malformed, std::string(entity_.name)};
        if (change_.kind == ChangeKind::discard && !empty)
            return Error{ErrorCode::malformed, std::string(entity_.name)};
        if (change_.kind == ChangeKind::update && empty) return Error{ErrorCode::malformed, std::string(entity_.name)};
        return {};
    }

    Status check_cell(const CellChange& cell) {
        const auto position = entity_.position(cell.field);
        if (position == Entity::npos) {
            return Error{ErrorCode::unknown_field, path(entity_, "#" + std::to_string(cell.field))};
        }
        const auto& field = entity_.fields[position];
        FF_TRY(check_right(field));
        if (adds() && !cell.base.is_zero()) return at(ErrorCode::invalid_argument, entity_, field);
        if (is_keyed(field) == cell.key.empty()) return at(ErrorCode::malformed, entity_, field);
        if (const auto fault = fault_of(field, cell)) return at_key(*fault, entity_, field, cell);
        if (!adds() && field.required && !is_keyed(field) && value_checks::is_blank(cell.value)) {
            return at(ErrorCode::missing_field, entity_, field);
        }
        if (fills(field, cell)) filled_.set(position);
        touched_.set(position);
        return {};
    }

    Status check_right(const Field& field) const {
        if (field.rule == Rule::assigned && author_ == Author::device) {
            return at(ErrorCode::assigned_field, entity_, field);
        }
        if (field.rule == Rule::log && !adds() && !moves(field)) return at(ErrorCode::immutable_field, entity_, field);
        return {};
    }

    // The server alone gives a row to another customer: where two of them become one.
    bool moves(const Field& field) const { return author_ == Author::server && field.name == entity_.scope_field; }

    Fault fault_of(const Field& field, const CellChange& cell) const {
        if (field.rule == Rule::set) {
            const auto* present = std::get_if<std::int64_t>(&cell.value);
            if (present == nullptr) return ErrorCode::wrong_type;
            if (*present != 0 && *present != 1) return ErrorCode::out_of_range;
            // What was allowed once may be removed for ever.
            return value_checks::check_element(*present == 0 ? Field{} : field, cell.key);
        }
        if (field.rule == Rule::map) {
            if (const auto fault = value_checks::check_map_key(cell.key)) return fault;
            if (is_null(cell.value)) return {};
            const auto* custom = custom_fields_.find(entity_.name, cell.key);
            return custom != nullptr ? value_checks::check_custom(*custom, cell.value)
                                     : Fault{ErrorCode::unknown_field};
        }
        return value_checks::check_whole(field, cell.value);
    }

    static bool fills(const Field& field, const CellChange& cell) {
        if (field.rule == Rule::set) return cell.value == Value(std::int64_t{1});
        return !value_checks::is_blank(cell.value);
    }

    Status check_unique() const {
        std::vector<const CellChange*> cells;
        cells.reserve(change_.cells.size());
        for (const auto& cell : change_.cells) cells.push_back(&cell);
        const auto key = [](const CellChange* cell) { return std::tie(cell->field, cell->key); };
        std::sort(cells.begin(), cells.end(), [&](const auto* a, const auto* b) { return key(a) < key(b); });
        const auto twice = std::adjacent_find(cells.begin(), cells.end(),
                                              [&](const auto* a, const auto* b) { return key(a) == key(b); });
        if (twice == cells.end()) return {};
        return at(ErrorCode::malformed, entity_, entity_.fields[entity_.position((*twice)->field)]);
    }

    Status check_required() const {
        for (std::size_t i = 0; i < entity_.fields.size(); ++i) {
            const auto& field = entity_.fields[i];
            if (!field.required || filled_.test(i)) continue;
            const bool beyond_author = field.rule == Rule::assigned && author_ == Author::device;
            return at(beyond_author ? ErrorCode::assigned_field : ErrorCode::missing_field, entity_, field);
        }
        return {};
    }

    // A new row has one stamp for all its cells, so only later writes can tear a group.
    Status check_groups() const {
        for (std::size_t i = 1; i < entity_.fields.size(); ++i) {
            const auto& field = entity_.fields[i];
            const bool same_group = field.grouped() && field.group == entity_.fields[i - 1].group;
            if (same_group && touched_.test(i) != touched_.test(i - 1)) {
                return at(ErrorCode::group_incomplete, entity_, field);
            }
        }
        return {};
    }

    static constexpr std::size_t max_fields = 256;

    const Change& change_;
    const Entity& entity_;
    Author author_;
    const CustomFields& custom_fields_;
    std::bitset<max_fields> touched_;
    std::bitset<max_fields> filled_;
};

}  // namespace

Status validate(const Change& change, Author author, const CustomFields& custom_fields) {
    FF_CHECK(change.entity != nullptr);
    return Examination(change, author, custom_fields).run();
}

Status validate(const Group& group, Author author, const CustomFields& custom_fields) {
    if (group.number == 0) return Error{ErrorCode::invalid_argument, "group.number"};
    if (group.changes.empty()) return Error{ErrorCode::malformed, "group.changes"};
    if (group.changes.size() > limits::changes_per_group) return Error{ErrorCode::too_large, "group.changes"};
    for (const auto& change : group.changes) FF_TRY(validate(change, author, custom_fields));
    return {};
}

Status within_limits(const Row& row) {
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        const auto* set = std::get_if<StringSet>(&row.values[i]);
        const auto* map = std::get_if<ScalarMap>(&row.values[i]);
        const bool set_too_large = set != nullptr && set->size() > limits::set_elements;
        const bool map_too_large = map != nullptr && map->size() > limits::map_keys;
        if (set_too_large || map_too_large) return at(ErrorCode::too_large, *row.entity, row.entity->fields[i]);
    }
    if (row.clocks.cells.size() > limits::row_clock_cells) {
        return Error{ErrorCode::too_large, path(*row.entity, "clocks")};
    }
    return {};
}

Status validate_value(const Entity& entity, const Field& field, const Value& value) {
    if (const auto fault = value_checks::check_whole(field, value)) return at(*fault, entity, field);
    return {};
}

}  // namespace fieldfare::core
