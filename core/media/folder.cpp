#include "core/media/folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "core/base/files.h"

namespace fieldfare::core::media {
namespace {

Error folder_failed(const std::string& path) {
    if (errno == ENOENT) return {ErrorCode::not_found, path};
    const bool full = errno == ENOSPC || errno == EDQUOT;
    return {full ? ErrorCode::storage_full : ErrorCode::storage_failed, path + ": " + std::strerror(errno)};
}

std::string_view as_text(std::span<const std::uint8_t> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// Closes on every way out.
class OpenFile {
  public:
    OpenFile(const std::string& path, int flags)
        : number_(::open(path.c_str(), flags | O_CLOEXEC, S_IRUSR | S_IWUSR)) {}
    ~OpenFile() {
        if (number_ >= 0) ::close(number_);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    int number() const { return number_; }

  private:
    int number_;
};

}  // namespace

Status DiskFolder::make() const {
    if (::mkdir(path_.c_str(), S_IRWXU) != 0 && errno != EEXIST) return folder_failed(path_);
    return {};
}

Status DiskFolder::publish(const std::string& name, std::span<const std::uint8_t> bytes) {
    FF_TRY(make());
    return files::replace(path_of(name), as_text(bytes));
}

Status DiskFolder::append(const std::string& name, std::span<const std::uint8_t> bytes) {
    FF_TRY(make());
    const auto path = path_of(name);
    const OpenFile file(path, O_WRONLY | O_CREAT | O_APPEND);
    if (file.number() < 0) return folder_failed(path);
    auto rest = as_text(bytes);
    while (!rest.empty()) {
        const auto written = ::write(file.number(), rest.data(), rest.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return folder_failed(path);
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

Status DiskFolder::finish(const std::string& part, const std::string& name) {
    FF_TRY(files::sync(path_of(part)));
    return files::publish(path_of(part), path_of(name));
}

Result<Bytes> DiskFolder::read(const std::string& name, std::uint64_t offset, std::uint64_t most) {
    const auto path = path_of(name);
    const OpenFile file(path, O_RDONLY);
    if (file.number() < 0) return folder_failed(path);
    Bytes bytes(most);
    std::size_t got = 0;
    while (got < bytes.size()) {
        const auto count = ::pread(file.number(), bytes.data() + got, bytes.size() - got,
                                   static_cast<off_t>(offset) + static_cast<off_t>(got));
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return folder_failed(path);
        if (count == 0) break;
        got += static_cast<std::size_t>(count);
    }
    bytes.resize(got);
    return bytes;
}

Result<std::uint64_t> DiskFolder::size(const std::string& name) {
    struct stat found {};
    if (::stat(path_of(name).c_str(), &found) != 0) return folder_failed(path_of(name));
    return static_cast<std::uint64_t>(found.st_size);
}

Result<WallMs> DiskFolder::written_at(const std::string& name) {
    struct stat found {};
    if (::stat(path_of(name).c_str(), &found) != 0) return folder_failed(path_of(name));
    return WallMs{found.st_mtime} * 1000;
}

Status DiskFolder::remove(const std::string& name) {
    if (::unlink(path_of(name).c_str()) != 0) {
        if (errno == ENOENT) return {};
        return folder_failed(path_of(name));
    }
    const OpenFile folder(path_, O_RDONLY | O_DIRECTORY);
    if (folder.number() < 0 || ::fsync(folder.number()) != 0) return folder_failed(path_);
    return {};
}

Result<std::vector<std::string>> DiskFolder::list() {
    std::vector<std::string> names;
    std::error_code error;
    if (!std::filesystem::exists(path_, error)) return names;
    for (std::filesystem::directory_iterator at(path_, error), end; !error && at != end; at.increment(error)) {
        if (at->is_regular_file(error)) names.push_back(at->path().filename().string());
    }
    if (error) return {ErrorCode::storage_failed, path_ + ": " + error.message()};
    return names;
}

Result<std::uint64_t> DiskFolder::room() {
    FF_TRY(make());
    struct statvfs found {};
    if (::statvfs(path_.c_str(), &found) != 0) return folder_failed(path_);
    return static_cast<std::uint64_t>(found.f_bavail) * found.f_frsize;
}

}  // namespace fieldfare::core::media
