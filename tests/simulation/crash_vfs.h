#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tests/simulation/crash_disk.h"

struct sqlite3;
struct sqlite3_vfs;

namespace fieldfare::simulation {

using SharedMemory = std::vector<std::unique_ptr<std::uint8_t[]>>;

// The calls that SQLite makes, over the disk of that name which is there at the time. It stays when the disk goes.
sqlite3_vfs& vfs_named(const std::string& name);
// The disk behind a registered VFS; null: not one of ours.
CrashDisk* crash_disk(const char* vfs_name);

// For connections that are kept over the end of a process. The machine under this one has died, and it stands in WAL
// mode:
bool died(sqlite3* db);
SharedMemory take_shared_memory(sqlite3* db);
// The file has a write-ahead log with a sound head. From another one SQLite would take nothing, and then go on with
// what the connection remembers.
bool has_log(const CrashDisk& disk, const std::string& path);
// Its handles become those of a new process on this disk, which has mapped the shared memory and finds it empty.
void revive(sqlite3* db, CrashDisk& disk, SharedMemory shared_memory);

// SQLite draws its own chance (write-ahead log salts) from the process's default VFS. From now on that is a seeded
// source, so that a world is the same every time. Call once for each world.
void seed_sqlite_chance(std::uint64_t seed);

}  // namespace fieldfare::simulation
