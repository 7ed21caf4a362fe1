#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/random.h"

struct sqlite3_vfs;

namespace fieldfare::simulation {

// One machine's disk, in memory, as SQLite sees it through a VFS that is registered while the object lives. It models
// the page cache: what was written since the last sync may be lost, torn or kept in any subset when the power is cut,
// while the death of a process alone keeps it. One thread only; connections must be closed before the disk goes.
class CrashDisk {
  public:
    struct Faults {
        bool ignore_sync = false;  // a lying disk: sync says done and does nothing
    };

    // What survives: names and bytes. Taken from one disk, given to others, so a prepared database is made once.
    using Image = std::map<std::string, std::vector<std::uint8_t>>;

    explicit CrashDisk(std::string vfs_name);
    ~CrashDisk();
    CrashDisk(const CrashDisk&) = delete;
    CrashDisk& operator=(const CrashDisk&) = delete;

    const std::string& vfs_name() const { return name_; }

    // Operations that change the disk, since it was made.
    std::uint64_t operations() const { return operations_; }
    // After `operations` more of them every access fails, as on a machine that has just died. The last one may have
    // reached the disk or not.
    void die_after(std::uint64_t operations);
    void never_die() { dies_at_ = full_at_ = 0; }
    // One operation after `operations` more fails with "disk full" and changes nothing; the machine lives on.
    void fail_once_after(std::uint64_t operations);
    void die_now() { dead_ = true; }
    bool dead() const { return dead_; }

    // The process is gone, the machine is not: all that was written stays. Handles that are open stay dead.
    void kill_process();
    // The power goes: each un-synced write is kept, dropped or torn at a sector, by chance. Handles stay dead.
    void cut_power(core::Random& chance);

    Image image() const;            // with what is not synced yet
    void load(const Image& image);  // replaces everything; all of it counts as synced
    void set_faults(Faults faults) { faults_ = faults; }

    const std::vector<std::uint8_t>* find(const std::string& name) const;  // a file's bytes; null: no such file

    struct File;
    struct Handle;

  private:
    friend struct VfsCalls;
    enum class Act { go_on, fail_io, fail_full, do_then_fail };
    Act before_change();
    void end_process();
    void sync(File& file);

    std::string name_;
    sqlite3_vfs& vfs_;
    std::map<std::string, std::shared_ptr<File>> files_;     // as the running system sees them
    std::map<std::string, std::shared_ptr<File>> unlinked_;  // deleted, and the directory not synced since
    std::uint64_t generation_ = 1;                           // rises when the process ends; older handles are dead
    std::uint64_t operations_ = 0;
    std::uint64_t dies_at_ = 0;
    std::uint64_t full_at_ = 0;
    bool dead_ = false;
    Faults faults_;
};

}  // namespace fieldfare::simulation
