#include "tests/simulation/crash_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <map>
#include <utility>

#include "core/base/check.h"
#include "tests/simulation/crash_file.h"

namespace fieldfare::simulation {
namespace {

// SQLite's own size for the pages of its log's index.
constexpr int shared_page_bytes = 32 * 1024;

}  // namespace

// Every function SQLite calls. A dead machine answers each with an I/O error.
struct VfsCalls {
    using File = CrashDisk::File;
    using Handle = CrashDisk::Handle;

    static CrashDisk& disk_of(sqlite3_vfs* vfs) { return *static_cast<CrashDisk*>(vfs->pAppData); }
    static Handle& handle_of(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }
    static bool alive(const Handle& handle) {
        return handle.generation == handle.disk->generation_ && !handle.disk->dead_;
    }

    // Runs a change under the disk's faults.
    template <typename Change>
    static int change(CrashDisk& disk, int io_error, Change apply) {
        switch (disk.before_change()) {
            case CrashDisk::Act::fail_io:
                return io_error;
            case CrashDisk::Act::fail_full:
                return SQLITE_FULL;
            case CrashDisk::Act::do_then_fail:
                apply();
                return io_error;
            case CrashDisk::Act::go_on:
                apply();
                return SQLITE_OK;
        }
        return SQLITE_INTERNAL;
    }

    static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* out, int flags, int* out_flags) {
        CrashDisk& disk = disk_of(vfs);
        out->pMethods = nullptr;
        if (disk.dead_) return SQLITE_IOERR;
        std::shared_ptr<File> file;
        if (name != nullptr) {
            const auto found = disk.files_.find(name);
            if (found != disk.files_.end()) file = found->second;
        }
        if (!file) {
            if ((flags & SQLITE_OPEN_CREATE) == 0) return SQLITE_CANTOPEN;
            file = std::make_shared<File>();
            if (name != nullptr) {
                const int status = change(disk, SQLITE_IOERR, [&] { disk.files_[name] = file; });
                if (status != SQLITE_OK) return status;
            }
        }
        Handle& handle = *reinterpret_cast<Handle*>(out);
        std::memset(static_cast<void*>(&handle), 0, sizeof handle);
        handle.disk = &disk;
        handle.file = new std::shared_ptr<File>(std::move(file));
        handle.name = new std::string(name != nullptr ? name : "");
        handle.generation = disk.generation_;
        handle.delete_on_close = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
        handle.base.pMethods = &methods;
        if (out_flags != nullptr) *out_flags = flags;
        return SQLITE_OK;
    }

    static int close(sqlite3_file* base) {
        Handle& handle = handle_of(base);
        if (handle.generation == handle.disk->generation_) {
            shm_unmap(base, 0);
            unlock(base, SQLITE_LOCK_NONE);
            if (handle.delete_on_close && !handle.disk->dead_) handle.disk->files_.erase(*handle.name);
        }
        delete handle.file;
        delete handle.name;
        base->pMethods = nullptr;
        return SQLITE_OK;
    }

    static int read(sqlite3_file* base, void* out, int amount, sqlite3_int64 at) {
        const Handle& handle = handle_of(base);
        if (!alive(handle)) return SQLITE_IOERR_READ;
        const auto& bytes = (*handle.file)->bytes;
        const auto from = static_cast<std::size_t>(at);
        const auto wanted = static_cast<std::size_t>(amount);
        const std::size_t there = from < bytes.size() ? std::min(wanted, bytes.size() - from) : 0;
        if (there > 0) std::memcpy(out, bytes.data() + from, there);
        if (there == wanted) return SQLITE_OK;
        std::memset(static_cast<char*>(out) + there, 0, wanted - there);
        return SQLITE_IOERR_SHORT_READ;
    }

    static int write(sqlite3_file* base, const void* data, int amount, sqlite3_int64 at) {
        Handle& handle = handle_of(base);
        if (!alive(handle)) return SQLITE_IOERR_WRITE;
        return change(*handle.disk, SQLITE_IOERR_WRITE, [&] {
            (*handle.file)
                ->write(static_cast<std::uint64_t>(at), static_cast<const std::uint8_t*>(data),
                        static_cast<std::size_t>(amount));
        });
    }

    static int truncate(sqlite3_file* base, sqlite3_int64 size) {
        Handle& handle = handle_of(base);
        if (!alive(handle)) return SQLITE_IOERR_TRUNCATE;
        return change(*handle.disk, SQLITE_IOERR_TRUNCATE,
                      [&] { (*handle.file)->truncate(static_cast<std::uint64_t>(size)); });
    }

    static int sync(sqlite3_file* base, int) {
        Handle& handle = handle_of(base);
        if (!alive(handle)) return SQLITE_IOERR_FSYNC;
        return change(*handle.disk, SQLITE_IOERR_FSYNC, [&] {
            if (!handle.disk->faults_.ignore_sync) handle.disk->sync(**handle.file);
        });
    }

    static int file_size(sqlite3_file* base, sqlite3_int64* out) {
        const Handle& handle = handle_of(base);
        if (!alive(handle)) return SQLITE_IOERR_FSTAT;
        *out = static_cast<sqlite3_int64>((*handle.file)->bytes.size());
        return SQLITE_OK;
    }

    static int lock(sqlite3_file* base, int level) {
        Handle& handle = handle_of(base);
        if (!alive(handle)) return SQLITE_IOERR_LOCK;
        if (level <= handle.lock) return SQLITE_OK;
        File& file = **handle.file;
        const auto others = [&](const void* owner) { return owner != nullptr && owner != base; };
        if (level == SQLITE_LOCK_SHARED) {
            if (others(file.pending_by) || others(file.exclusive_by)) return SQLITE_BUSY;
            ++file.shared_locks;
        } else if (level == SQLITE_LOCK_RESERVED) {
            if (others(file.reserved_by) || others(file.pending_by) || others(file.exclusive_by)) return SQLITE_BUSY;
            file.reserved_by = base;
        } else if (level == SQLITE_LOCK_EXCLUSIVE) {
            if (others(file.reserved_by) || others(file.pending_by) || others(file.exclusive_by)) return SQLITE_BUSY;
            file.pending_by = base;
            handle.lock = SQLITE_LOCK_PENDING;
            if (file.shared_locks > 1) return SQLITE_BUSY;
            file.exclusive_by = base;
        }
        handle.lock = level;
        return SQLITE_OK;
    }

    static int unlock(sqlite3_file* base, int level) {
        Handle& handle = handle_of(base);
        if (handle.generation != handle.disk->generation_ || handle.lock <= level) return SQLITE_OK;
        File& file = **handle.file;
        if (file.reserved_by == base) file.reserved_by = nullptr;
        if (file.pending_by == base) file.pending_by = nullptr;
        if (file.exclusive_by == base) file.exclusive_by = nullptr;
        if (level == SQLITE_LOCK_NONE && handle.lock >= SQLITE_LOCK_SHARED) --file.shared_locks;
        handle.lock = level;
        return SQLITE_OK;
    }

    static int check_reserved_lock(sqlite3_file* base, int* out) {
        const Handle& handle = handle_of(base);
        const File& file = **handle.file;
        *out = file.reserved_by != nullptr || file.pending_by != nullptr || file.exclusive_by != nullptr;
        return SQLITE_OK;
    }

    static int file_control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
    static int sector_size(sqlite3_file*) { return static_cast<int>(File::sector); }
    // As SQLite's own VFS claims: a write that is torn harms no byte outside it.
    static int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

    static int shm_map(sqlite3_file* base, int page, int page_size, int extend, void volatile** out) {
        Handle& handle = handle_of(base);
        *out = nullptr;
        if (!alive(handle)) return SQLITE_IOERR_SHMMAP;
        File& file = **handle.file;
        if (!handle.uses_shared_memory) {
            handle.uses_shared_memory = true;
            ++file.shared_memory_users;
        }
        const auto index = static_cast<std::size_t>(page);
        while (file.shared_memory.size() <= index) {
            if (extend == 0) return SQLITE_OK;
            FF_CHECK(page_size == shared_page_bytes);
            file.shared_memory.push_back(std::make_unique<std::uint8_t[]>(static_cast<std::size_t>(page_size)));
        }
        *out = file.shared_memory[index].get();
        return SQLITE_OK;
    }

    static int shm_lock(sqlite3_file* base, int offset, int count, int flags) {
        Handle& handle = handle_of(base);
        if (!alive(handle)) return SQLITE_IOERR_SHMLOCK;
        File& file = **handle.file;
        const auto each = [&](auto action) {
            for (int i = offset; i < offset + count; ++i) action(static_cast<std::size_t>(i));
        };
        if ((flags & SQLITE_SHM_UNLOCK) != 0) {
            each([&](std::size_t i) { release_slot(handle, file, i); });
            return SQLITE_OK;
        }
        bool free = true;
        if ((flags & SQLITE_SHM_SHARED) != 0) {
            each([&](std::size_t i) { free &= file.shm_exclusive[i] == nullptr || file.shm_exclusive[i] == base; });
            if (!free) return SQLITE_BUSY;
            each([&](std::size_t i) {
                const auto bit = static_cast<std::uint16_t>(1U << i);
                if ((handle.shm_shared & bit) == 0) ++file.shm_shared[i];
                handle.shm_shared = static_cast<std::uint16_t>(handle.shm_shared | bit);
            });
            return SQLITE_OK;
        }
        each([&](std::size_t i) {
            const bool mine = (handle.shm_shared & (1U << i)) != 0;
            free &= file.shm_shared[i] == (mine ? 1 : 0);
            free &= file.shm_exclusive[i] == nullptr || file.shm_exclusive[i] == base;
        });
        if (!free) return SQLITE_BUSY;
        each([&](std::size_t i) {
            file.shm_exclusive[i] = base;
            handle.shm_exclusive = static_cast<std::uint16_t>(handle.shm_exclusive | (1U << i));
        });
        return SQLITE_OK;
    }

    static void release_slot(Handle& handle, File& file, std::size_t i) {
        const auto bit = static_cast<std::uint16_t>(1U << i);
        if ((handle.shm_shared & bit) != 0) --file.shm_shared[i];
        if ((handle.shm_exclusive & bit) != 0) file.shm_exclusive[i] = nullptr;
        handle.shm_shared = static_cast<std::uint16_t>(handle.shm_shared & ~bit);
        handle.shm_exclusive = static_cast<std::uint16_t>(handle.shm_exclusive & ~bit);
    }

    static void shm_barrier(sqlite3_file*) {}

    // The handle becomes one of a new process, on another disk if need be.
    static void rebind(Handle& handle, CrashDisk& disk) {
        handle.disk = &disk;
        *handle.file = disk.files_.at(*handle.name);
        handle.generation = disk.generation_;
        handle.lock = SQLITE_LOCK_NONE;
        handle.uses_shared_memory = false;
        handle.shm_shared = 0;
        handle.shm_exclusive = 0;
    }

    static int shm_unmap(sqlite3_file* base, int) {
        Handle& handle = handle_of(base);
        if (!handle.uses_shared_memory || handle.generation != handle.disk->generation_) return SQLITE_OK;
        File& file = **handle.file;
        for (std::size_t i = 0; i < SQLITE_SHM_NLOCK; ++i) release_slot(handle, file, i);
        handle.uses_shared_memory = false;
        if (--file.shared_memory_users == 0) file.shared_memory.clear();
        return SQLITE_OK;
    }

    static int remove(sqlite3_vfs* vfs, const char* name, int sync_directory) {
        CrashDisk& disk = disk_of(vfs);
        if (disk.dead_) return SQLITE_IOERR_DELETE;
        const auto found = disk.files_.find(name);
        if (found == disk.files_.end()) return SQLITE_IOERR_DELETE_NOENT;
        return change(disk, SQLITE_IOERR_DELETE, [&] {
            if (sync_directory == 0 && found->second->linked) disk.unlinked_[name] = found->second;
            disk.files_.erase(name);
        });
    }

    static int access(sqlite3_vfs* vfs, const char* name, int, int* out) {
        const CrashDisk& disk = disk_of(vfs);
        if (disk.dead_) return SQLITE_IOERR_ACCESS;
        *out = disk.files_.contains(name) ? 1 : 0;
        return SQLITE_OK;
    }

    static int full_path(sqlite3_vfs*, const char* name, int room, char* out) {
        sqlite3_snprintf(room, out, "%s", name);
        return SQLITE_OK;
    }

    static int randomness(sqlite3_vfs*, int count, char* out) {
        std::memset(out, 0x5a, static_cast<std::size_t>(count));
        return count;
    }
    static int sleep(sqlite3_vfs*, int microseconds) { return microseconds; }
    static int current_time(sqlite3_vfs*, double* out) {
        *out = 2460000.5;
        return SQLITE_OK;
    }
    static int last_error(sqlite3_vfs*, int, char*) { return 0; }

    static const sqlite3_io_methods methods;
};

const sqlite3_io_methods VfsCalls::methods = {
    2,
    VfsCalls::close,
    VfsCalls::read,
    VfsCalls::write,
    VfsCalls::truncate,
    VfsCalls::sync,
    VfsCalls::file_size,
    VfsCalls::lock,
    VfsCalls::unlock,
    VfsCalls::check_reserved_lock,
    VfsCalls::file_control,
    VfsCalls::sector_size,
    VfsCalls::characteristics,
    VfsCalls::shm_map,
    VfsCalls::shm_lock,
    VfsCalls::shm_barrier,
    VfsCalls::shm_unmap,
    nullptr,
    nullptr,
};

namespace {

CrashDisk::Handle* handle(sqlite3* db, int which) {
    sqlite3_file* file = nullptr;
    FF_CHECK(sqlite3_file_control(db, "main", which, &file) == SQLITE_OK && file != nullptr);
    return reinterpret_cast<CrashDisk::Handle*>(file);
}

std::uint64_t default_chance = 0;

int seeded_randomness(sqlite3_vfs*, int count, char* out) {
    core::SeededRandom chance(default_chance);
    chance.fill({reinterpret_cast<std::uint8_t*>(out), static_cast<std::size_t>(count)});
    return count;
}

}  // namespace

sqlite3_vfs& vfs_named(const std::string& name) {
    static std::map<std::string, sqlite3_vfs> all;
    const auto [place, fresh] = all.try_emplace(name);
    auto* vfs = &place->second;
    if (!fresh) return *vfs;
    vfs->iVersion = 1;
    vfs->szOsFile = sizeof(CrashDisk::Handle);
    vfs->mxPathname = 512;
    vfs->zName = place->first.c_str();
    vfs->xOpen = VfsCalls::open;
    vfs->xDelete = VfsCalls::remove;
    vfs->xAccess = VfsCalls::access;
    vfs->xFullPathname = VfsCalls::full_path;
    vfs->xRandomness = VfsCalls::randomness;
    vfs->xSleep = VfsCalls::sleep;
    vfs->xCurrentTime = VfsCalls::current_time;
    vfs->xGetLastError = VfsCalls::last_error;
    return *vfs;
}

CrashDisk* crash_disk(const char* vfs_name) {
    const auto* vfs = sqlite3_vfs_find(vfs_name);
    return vfs != nullptr && vfs->xOpen == VfsCalls::open ? static_cast<CrashDisk*>(vfs->pAppData) : nullptr;
}

bool died(sqlite3* db) {
    const auto* log = handle(db, SQLITE_FCNTL_JOURNAL_POINTER);
    return log->base.pMethods != nullptr && log->name->ends_with("-wal") && log->disk->dead();
}

SharedMemory take_shared_memory(sqlite3* db) {
    return std::exchange((*handle(db, SQLITE_FCNTL_FILE_POINTER)->file)->shared_memory, {});
}

bool has_log(const CrashDisk& disk, const std::string& path) {
    constexpr std::size_t head_bytes = 32;
    constexpr std::size_t summed_bytes = 24;
    const auto* bytes = disk.find(path + "-wal");
    if (disk.find(path) == nullptr || bytes == nullptr || bytes->size() < head_bytes) return false;
    // SQLite's checksum of the head, on words of this machine's order.
    std::array<std::uint32_t, summed_bytes / 4> words{};
    std::memcpy(words.data(), bytes->data(), summed_bytes);
    std::array<std::uint32_t, 2> sum{};
    for (std::size_t i = 0; i < words.size(); i += 2) {
        sum[0] += words[i] + sum[1];
        sum[1] += words[i + 1] + sum[0];
    }
    const auto number = [&](std::size_t at) {
        const auto* from = bytes->data() + at;
        return std::uint32_t{from[0]} << 24 | std::uint32_t{from[1]} << 16 | std::uint32_t{from[2]} << 8 | from[3];
    };
    constexpr std::uint32_t magic = 0x377f0682;  // with checksums over little-endian words
    static_assert(std::endian::native == std::endian::little);
    return number(0) == magic && number(summed_bytes) == sum[0] && number(summed_bytes + 4) == sum[1];
}

void revive(sqlite3* db, CrashDisk& disk, SharedMemory shared_memory) {
    for (const int which : {SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER}) {
        VfsCalls::rebind(*handle(db, which), disk);
    }
    for (auto& page : shared_memory) std::memset(page.get(), 0, static_cast<std::size_t>(shared_page_bytes));
    auto& main = *handle(db, SQLITE_FCNTL_FILE_POINTER);
    auto& file = **main.file;
    // In WAL mode SQLite holds this lock as long as the file is open.
    main.lock = SQLITE_LOCK_SHARED;
    file.shared_locks = 1;
    file.shared_memory = std::move(shared_memory);
    file.shared_memory_users = 1;
    main.uses_shared_memory = true;
}

void seed_sqlite_chance(std::uint64_t seed) {
    static sqlite3_vfs wrapped = [] {
        sqlite3_vfs copy = *sqlite3_vfs_find(nullptr);
        copy.zName = "seeded-default";
        copy.xRandomness = seeded_randomness;
        copy.pNext = nullptr;
        return copy;
    }();
    static const bool registered = sqlite3_vfs_register(&wrapped, 1) == SQLITE_OK;
    FF_CHECK(registered);
    default_chance = seed;
    sqlite3_randomness(0, nullptr);
}

}  // namespace fieldfare::simulation
