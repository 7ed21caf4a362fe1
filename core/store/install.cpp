#include "core/store/install.h"

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <fstream>
#include <optional>
#include <string_view>

#include "core/base/files.h"

namespace fieldfare::core {
namespace {

std::optional<Uuid> read(const std::string& path) {
    std::ifstream file(path);
    std::string text;
    if (!std::getline(file, text)) return std::nullopt;
    return Uuid::parse(text);
}

// As far as the file system and the backup program know of it: the nodump flag, and the attribute that desktops use.
// Where neither is heard the number comes back with the data, and the server finds the copy by its chain.
void keep_out_of_backups(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return;
    int flags = 0;
    if (::ioctl(file, FS_IOC_GETFLAGS, &flags) == 0) {
        flags |= FS_NODUMP_FL;
        static_cast<void>(::ioctl(file, FS_IOC_SETFLAGS, &flags));
    }
    constexpr std::string_view no = "false";
    static_cast<void>(::fsetxattr(file, "user.xdg.robots.backup", no.data(), no.size(), 0));
    ::close(file);
}

}  // namespace

Result<Uuid> install_number(const std::string& path, const Clock& clock, Random& random) {
    if (const auto known = read(path)) return *known;
    const auto number = Uuid::v7(clock, random);
    FF_TRY(files::replace(path, number.text() + "\n"));
    keep_out_of_backups(path);
    return number;
}

}  // namespace fieldfare::core
