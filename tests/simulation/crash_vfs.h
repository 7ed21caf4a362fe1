#pragma once

#include <memory>

#include "tests/simulation/crash_disk.h"

struct sqlite3_vfs;

namespace fieldfare::simulation {

// The calls that SQLite makes, over a disk in memory. The result points into the disk's name.
std::unique_ptr<sqlite3_vfs> make_vfs(CrashDisk& disk);

// SQLite draws its own chance (write-ahead log salts) from the process's default VFS. From now on that is a seeded
// source, so that a world is the same every time. Call once for each world.
void seed_sqlite_chance(std::uint64_t seed);

}  // namespace fieldfare::simulation
