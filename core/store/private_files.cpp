#include "core/store/private_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fieldfare::core::sqlite {
namespace {

constexpr mode_t owner_alone = S_IRUSR | S_IWUSR;

}  // namespace

void create_private(const std::string& path) {
    // Never one that is there: to close a database's file takes away the locks that the process has on it.
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, owner_alone);
    if (file >= 0) ::close(file);
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
