#include "core/rows/hide.h"

namespace fieldfare::core {

void hide(Row& row, Classes classes) {
    for (std::size_t at = 0; at < row.values.size(); ++at) {
        if (classes.hides(row.entity->fields[at])) row.values[at] = Value{};
    }
}

void hide(Change& change, Classes classes) {
    for (auto& cell : change.cells) {
        const auto at = change.entity->position(cell.field);
        if (at != Entity::npos && classes.hides(change.entity->fields[at])) cell.value = Value{};
    }
}

}  // namespace fieldfare::core
