#include "tests/simulation/crash_file.h"

#include <algorithm>
#include <cstring>

namespace fieldfare::simulation {

void CrashDisk::File::remember(std::uint64_t at, std::uint64_t length, std::uint64_t old_end, std::uint64_t new_size) {
    unsynced.push_back({at, length, old_bytes.size(), old_end, bytes.size(), new_size});
    if (old_end > at) {
        old_bytes.insert(old_bytes.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at),
                         bytes.begin() + static_cast<std::ptrdiff_t>(old_end));
    }
}

void CrashDisk::File::write(std::uint64_t at, const std::uint8_t* data, std::size_t length) {
    const auto end = at + length;
    remember(at, length, std::min<std::uint64_t>(end, bytes.size()), std::max<std::uint64_t>(end, bytes.size()));
    if (end > bytes.size()) bytes.resize(end);
    std::memcpy(bytes.data() + at, data, length);
}

void CrashDisk::File::truncate(std::uint64_t size) {
    remember(size, 0, bytes.size(), size);
    bytes.resize(size);
}

void CrashDisk::File::forget_unsynced() {
    unsynced.clear();
    old_bytes.clear();
}

void CrashDisk::File::lose_unsynced(core::Random& chance) {
    if (unsynced.empty()) return;
    // Take everything back, remembering what was written, then let a random part of it have reached the disk.
    std::vector<std::vector<std::uint8_t>> written(unsynced.size());
    for (std::size_t i = unsynced.size(); i-- > 0;) {
        const Undo& undo = unsynced[i];
        const auto at = static_cast<std::ptrdiff_t>(undo.at);
        written[i].assign(bytes.begin() + at, bytes.begin() + at + static_cast<std::ptrdiff_t>(undo.length));
        bytes.resize(undo.old_size);
        if (undo.old_end > undo.at) {
            const auto kept = old_bytes.begin() + static_cast<std::ptrdiff_t>(undo.kept);
            std::copy(kept, kept + static_cast<std::ptrdiff_t>(undo.old_end - undo.at), bytes.begin() + at);
        }
    }
    // 0: nothing reached the disk, 1: all did, else each for itself.
    const auto mode = chance.below(4);
    for (std::size_t i = 0; i < unsynced.size() && mode != 0; ++i) {
        const Undo& undo = unsynced[i];
        const auto fate = mode == 1 ? 1 : chance.below(4);
        if (fate == 0) continue;
        if (undo.length == 0) {
            bytes.resize(undo.new_size);
            continue;
        }
        const std::uint64_t end = undo.at + undo.length;
        if (bytes.size() < end) bytes.resize(end);
        if (fate != 2) {
            std::copy(written[i].begin(), written[i].end(), bytes.begin() + static_cast<std::ptrdiff_t>(undo.at));
            continue;
        }
        for (std::uint64_t from = undo.at; from < end;) {
            const std::uint64_t to = std::min<std::uint64_t>(end, (from / sector + 1) * sector);
            if (chance.below(2) == 0) {
                std::copy(written[i].begin() + static_cast<std::ptrdiff_t>(from - undo.at),
                          written[i].begin() + static_cast<std::ptrdiff_t>(to - undo.at),
                          bytes.begin() + static_cast<std::ptrdiff_t>(from));
            }
            from = to;
        }
    }
    forget_unsynced();
}

void CrashDisk::File::forget_process() {
    shared_locks = 0;
    reserved_by = pending_by = exclusive_by = nullptr;
    shared_memory.clear();
    shared_memory_users = 0;
    shm_shared.fill(0);
    shm_exclusive.fill(nullptr);
}

}  // namespace fieldfare::simulation
