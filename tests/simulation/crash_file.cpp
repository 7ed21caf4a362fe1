#include "tests/simulation/crash_file.h"

#include <algorithm>
#include <cstring>

namespace fieldfare::simulation {

void CrashDisk::File::write(std::uint64_t at, const std::uint8_t* data, std::size_t length) {
    Undo undo{.at = at, .length = length, .old = {}, .old_size = bytes.size(), .new_size = 0, .cut_tail = {}};
    const auto overlap_end = std::min<std::uint64_t>(at + length, bytes.size());
    if (overlap_end > at)
        undo.old.assign(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                        bytes.begin() + static_cast<std::ptrdiff_t>(overlap_end));
    if (at + length > bytes.size()) bytes.resize(at + length);
    std::memcpy(bytes.data() + at, data, length);
    undo.new_size = bytes.size();
    unsynced.push_back(std::move(undo));
}

void CrashDisk::File::truncate(std::uint64_t size) {
    Undo undo{.at = 0, .length = 0, .old = {}, .old_size = bytes.size(), .new_size = size, .cut_tail = {}};
    if (size < bytes.size()) undo.cut_tail.assign(bytes.begin() + static_cast<std::ptrdiff_t>(size), bytes.end());
    bytes.resize(size);
    unsynced.push_back(std::move(undo));
}

void CrashDisk::File::lose_unsynced(core::Random& chance) {
    if (unsynced.empty()) return;
    // Take everything back, remembering what was written, then let a random part of it have reached the disk.
    std::vector<std::vector<std::uint8_t>> written(unsynced.size());
    for (std::size_t i = unsynced.size(); i-- > 0;) {
        const Undo& undo = unsynced[i];
        const auto at = static_cast<std::ptrdiff_t>(undo.at);
        written[i].assign(bytes.begin() + at, bytes.begin() + at + static_cast<std::ptrdiff_t>(undo.length));
        std::copy(undo.old.begin(), undo.old.end(), bytes.begin() + at);
        bytes.resize(undo.old_size);
        if (!undo.cut_tail.empty()) {
            std::copy(undo.cut_tail.begin(), undo.cut_tail.end(),
                      bytes.begin() + static_cast<std::ptrdiff_t>(undo.new_size));
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
    unsynced.clear();
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
