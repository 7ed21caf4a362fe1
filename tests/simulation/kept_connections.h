#pragma once

#include <cstdint>

namespace fieldfare::simulation {

// Opening a connection makes SQLite read the schema and prepare every statement anew, which costs more than all that a
// phone does between two crashes. So the program's calls of SQLite pass by here (the linker wraps them): the connection
// of a machine that died is kept, and the next machine that opens the same file on a disk of the same name gets it,
// with the statements it prepared. What it remembered of the file is void: its shared memory is wiped, so SQLite
// recovers the log and drops its pages as after any crash. `--twice` compares with worlds that open everything freshly.
void keep_connections(bool keep);

// How often a kept connection was given out.
std::uint64_t connections_reused();

}  // namespace fieldfare::simulation
