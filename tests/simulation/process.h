#pragma once

namespace fieldfare::simulation {

// Worker processes run one thread and thousands of worlds: SQLite without locks and statistics, and memory that is
// kept rather than given back. Call once, before the first use of SQLite.
void settle_process();

}  // namespace fieldfare::simulation
