#include "tests/simulation/crash_disk.h"

#include <sqlite3.h>

#include <algorithm>

#include "core/base/check.h"
#include "tests/simulation/crash_file.h"
#include "tests/simulation/crash_vfs.h"

namespace fieldfare::simulation {

CrashDisk::CrashDisk(std::string vfs_name) : name_(std::move(vfs_name)), vfs_(vfs_named(name_)) {
    FF_CHECK(vfs_.pAppData == nullptr);
    vfs_.pAppData = this;
    FF_CHECK(sqlite3_vfs_register(&vfs_, 0) == SQLITE_OK);
}

CrashDisk::~CrashDisk() {
    sqlite3_vfs_unregister(&vfs_);
    vfs_.pAppData = nullptr;
}

void CrashDisk::die_after(std::uint64_t operations) {
    dies_at_ = operations_ + operations;
}

void CrashDisk::fail_once_after(std::uint64_t operations) {
    full_at_ = operations_ + operations;
}

CrashDisk::Act CrashDisk::before_change() {
    if (dead_) return Act::fail_io;
    ++operations_;
    if (dies_at_ != 0 && operations_ >= dies_at_) {
        dead_ = true;
        return Act::do_then_fail;
    }
    if (full_at_ != 0 && operations_ >= full_at_) {
        full_at_ = 0;
        return Act::fail_full;
    }
    return Act::go_on;
}

void CrashDisk::sync(File& file) {
    file.forget_unsynced();
    if (file.linked) return;
    // As SQLite's own VFS does: the first sync of a new file syncs its directory, which makes every creation and
    // deletion in it last.
    unlinked_.clear();
    for (auto& [name, other] : files_) other->linked = true;
    file.linked = true;
}

void CrashDisk::end_process() {
    ++generation_;
    dead_ = false;
    dies_at_ = 0;
    full_at_ = 0;
    for (auto& [name, file] : files_) file->forget_process();
    for (auto& [name, file] : unlinked_) file->forget_process();
}

void CrashDisk::kill_process() {
    end_process();
}

void CrashDisk::cut_power(core::Random& chance) {
    end_process();
    // A deletion whose directory entry was never synced may not have happened.
    for (auto& [name, file] : unlinked_) {
        if (!files_.contains(name) && chance.below(2) == 0) files_[name] = file;
    }
    unlinked_.clear();
    for (auto at = files_.begin(); at != files_.end();) {
        const bool never_linked = !at->second->linked && chance.below(2) == 0;
        if (never_linked) {
            at = files_.erase(at);
            continue;
        }
        at->second->lose_unsynced(chance);
        at->second->linked = true;
        ++at;
    }
}

const std::vector<std::uint8_t>* CrashDisk::find(const std::string& name) const {
    const auto found = files_.find(name);
    return found == files_.end() ? nullptr : &found->second->bytes;
}

CrashDisk::Image CrashDisk::image() const {
    Image image;
    for (const auto& [name, file] : files_) image[name] = file->bytes;
    return image;
}

void CrashDisk::load(const Image& image) {
    end_process();
    files_.clear();
    unlinked_.clear();
    for (const auto& [name, bytes] : image) {
        auto file = std::make_shared<File>();
        file->bytes = bytes;
        file->linked = true;
        files_[name] = std::move(file);
    }
}

}  // namespace fieldfare::simulation
