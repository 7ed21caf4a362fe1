#pragma once

#include "core/catalog/classes.h"
#include "core/rows/change.h"
#include "core/rows/row.h"

namespace fieldfare::core {

// Takes the values of these classes out of the row. Its clocks stay: what a row comes to does not depend on who sees
// it.
void hide(Row& row, Classes classes);

// The same for what somebody wrote: the cells stay, and say nothing.
void hide(Change& change, Classes classes);

}  // namespace fieldfare::core
