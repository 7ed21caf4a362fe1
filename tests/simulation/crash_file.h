#pragma once

#include <sqlite3.h>

#include <array>
#include <memory>
#include <vector>

#include "tests/simulation/crash_disk.h"

namespace fieldfare::simulation {

// One file: its bytes as running programs see them, and how to take back what was not synced.
struct CrashDisk::File {
    static constexpr std::size_t sector = 512;  // what a disk writes whole or not at all

    struct Undo {
        std::uint64_t at = 0;
        std::uint64_t length = 0;  // of what was written; 0 for a change of size alone
        std::size_t kept = 0;      // where `old_bytes` holds what stood there: from `at` to `old_end`
        std::uint64_t old_end = 0;
        std::uint64_t old_size = 0;
        std::uint64_t new_size = 0;
    };

    std::vector<std::uint8_t> bytes;
    std::vector<Undo> unsynced;           // oldest first
    std::vector<std::uint8_t> old_bytes;  // what they wrote over or cut off, one after the other
    bool linked = false;                  // the directory entry is on the disk

    // Locks and shared memory of the living process.
    int shared_locks = 0;
    const void* reserved_by = nullptr;
    const void* pending_by = nullptr;
    const void* exclusive_by = nullptr;
    std::vector<std::unique_ptr<std::uint8_t[]>> shared_memory;
    int shared_memory_users = 0;
    std::array<int, SQLITE_SHM_NLOCK> shm_shared{};
    std::array<const void*, SQLITE_SHM_NLOCK> shm_exclusive{};

    void write(std::uint64_t at, const std::uint8_t* data, std::size_t length);
    void truncate(std::uint64_t size);
    void lose_unsynced(core::Random& chance);
    void forget_process();
    void forget_unsynced();  // it has reached the disk

  private:
    void remember(std::uint64_t at, std::uint64_t length, std::uint64_t old_end, std::uint64_t new_size);
};

// An open file. Laid out as SQLite wants it: the methods first.
struct CrashDisk::Handle {
    sqlite3_file base;
    CrashDisk* disk;
    std::shared_ptr<File>* file;
    std::string* name;
    std::uint64_t generation;
    int lock;
    bool delete_on_close;
    bool uses_shared_memory;
    std::uint16_t shm_shared;
    std::uint16_t shm_exclusive;
};

}  // namespace fieldfare::simulation
