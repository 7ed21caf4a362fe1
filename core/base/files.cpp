#include "core/base/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

namespace fieldfare::core::files {
namespace {

constexpr mode_t owner_alone = S_IRUSR | S_IWUSR;

Error failed(const std::string& path) {
    const auto code = errno == ENOSPC || errno == EDQUOT ? ErrorCode::storage_full : ErrorCode::storage_failed;
    return {code, fmt::format("{}: {}", path, std::strerror(errno))};
}

class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    operator int() const { return number_; }

  private:
    int number_;
};

Result<Descriptor> make(const std::string& path) {
    Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, owner_alone));
    if (file >= 0) return file;
    if (errno == EEXIST) return {ErrorCode::already_exists, path};
    return failed(path);
}

Status write_all(const Descriptor& file, const std::string& path, std::string_view content) {
    while (!content.empty()) {
        const auto written = ::write(file, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return failed(path);
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

Status sync_folder_of(const std::string& path) {
    const auto folder = std::filesystem::path(path).parent_path();
    const auto name = folder.empty() ? std::string(".") : folder.string();
    const Descriptor directory(::open(name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory < 0 || ::fsync(directory) != 0) return failed(name);
    return {};
}

// With a content that the disk has taken; nothing is left of it when that fails.
Status fill(const Descriptor& file, const std::string& path, std::string_view content) {
    auto written = write_all(file, path, content);
    if (written && ::fsync(file) != 0) written = failed(path);
    if (!written) ::unlink(path.c_str());
    return written;
}

// As the file whose place it takes.
Status dress(const Descriptor& file, const std::string& path) {
    struct stat old {};
    if (::stat(path.c_str(), &old) != 0) return {};
    struct stat fresh {};
    if (::fstat(file, &fresh) != 0) return failed(path);
    const bool same_owner = old.st_uid == fresh.st_uid && old.st_gid == fresh.st_gid;
    if (!same_owner && ::fchown(file, old.st_uid, old.st_gid) != 0) return failed(path);
    if (::fchmod(file, old.st_mode & 07777) != 0) return failed(path);
    return {};
}

}  // namespace

Status create(const std::string& path) {
    FF_TRY(make(path));
    return {};
}

Status write_new(const std::string& path, std::string_view content) {
    FF_ASSIGN(const auto file, make(path));
    FF_TRY(fill(file, path, content));
    return sync_folder_of(path);
}

Status replace(const std::string& path, std::string_view content) {
    std::error_code error;
    const auto found = std::filesystem::weakly_canonical(path, error);
    const auto target = error ? path : found.string();
    const auto unnamed = target + ".new";
    ::unlink(unnamed.c_str());  // of an earlier one that was cut
    FF_ASSIGN(const auto file, make(unnamed));
    if (auto dressed = dress(file, target); !dressed) {
        ::unlink(unnamed.c_str());
        return dressed;
    }
    FF_TRY(fill(file, unnamed, content));
    return publish(unnamed, target);
}

Status publish(const std::string& unnamed, const std::string& path) {
    if (std::rename(unnamed.c_str(), path.c_str()) != 0) {
        const auto error = failed(path);
        ::unlink(unnamed.c_str());
        return error;
    }
    return sync_folder_of(path);
}

Status sync(const std::string& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file < 0 || ::fsync(file) != 0) return failed(path);
    return {};
}

}  // namespace fieldfare::core::files
