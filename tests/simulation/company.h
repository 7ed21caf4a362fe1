#pragma once

#include <map>
#include <string>
#include <vector>

#include "sync/authority/authority.h"
#include "tests/simulation/crash_disk.h"
#include "tests/simulation/phone.h"

namespace fieldfare::simulation {

// The organisation every world begins with, founded once for each process: a team, its people, their enrolled phones.
// Worlds start from copies of these disks, so no world pays for creating a schema.
struct Company {
    CrashDisk::Image server;
    std::vector<CrashDisk::Image> phones;  // as many as holders
    std::vector<Holder> holders;
    std::map<std::string, sync::Principal> tokens;
    std::vector<core::Uuid> teams;  // everybody begins in the first; nobody leads the second
};

inline constexpr int most_phones = 5;

Company found_company();

}  // namespace fieldfare::simulation
