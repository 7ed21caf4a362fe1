#include "core/store/added_cells.h"

namespace fieldfare::core {

std::vector<CellChange> added_cells(const Row& row) {
    std::vector<CellChange> cells;
    const auto& fields = row.entity->fields;
    const auto group_filled = [&](const Field& field) {
        for (std::size_t at = 0; at < fields.size(); ++at) {
            if (fields[at].group == field.group && row.has(at)) return true;
        }
        return false;
    };
    for (std::size_t at = 0; at < fields.size(); ++at) {
        const auto& field = fields[at];
        if (field.rule == Rule::set) {
            for (const auto& element : row.set(at)) cells.push_back({field.id, element, std::int64_t{1}, {}});
        } else if (field.rule == Rule::map) {
            for (const auto& [key, scalar] : row.map(at)) {
                cells.push_back({field.id, key, std::visit([](const auto& held) { return Value{held}; }, scalar), {}});
            }
        } else if (row.has(at) || (field.grouped() && group_filled(field))) {
            cells.push_back({field.id, {}, row.values[at], {}});
        }
    }
    return cells;
}

}  // namespace fieldfare::core
