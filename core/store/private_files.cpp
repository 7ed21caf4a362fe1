#include "core/store/private_files.h"

#include <sys/stat.h>

#include "core/base/files.h"

namespace fieldfare::core::sqlite {
namespace {

constexpr mode_t owner_alone = S_IRUSR | S_IWUSR;

}  // namespace

void create_private(const std::string& path) {
    // Never one that is there: to close a database's file takes away the locks that the process has on it.
    static_cast<void>(files::create(path));
}

void make_private(const std::string& path) {
    for (const auto* beside : {"", "-wal", "-shm", "-journal"}) {
        const auto name = path + beside;
        struct stat found {};
        const bool open_to_others = ::stat(name.c_str(), &found) == 0 && (found.st_mode & (S_IRWXG | S_IRWXO)) != 0;
        if (open_to_others) static_cast<void>(::chmod(name.c_str(), owner_alone));
    }
}

}  // namespace fieldfare::core::sqlite
