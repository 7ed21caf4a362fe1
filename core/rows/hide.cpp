#include "core/rows/hide.h"

namespace fieldfare::core {

void hide(Row& row, Classes classes) {
    for (std::size_t at = 0; at < row.values.size(); ++at) {
        if (classes.hides(row.entity->fields[at])) row.values[at] = Value{};
    }
}

}  // namespace fieldfare::core
