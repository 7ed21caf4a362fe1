#include "core/store/writer_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <set>
#include <utility>

namespace fieldfare::core {
namespace {

// The databases that this process writes. The lock lives inside: there is no other way to the set.
class Registry {
  public:
    bool insert(const std::string& name) {
        const std::scoped_lock guard(mutex_);
        return names_.insert(name).second;
    }
    void erase(const std::string& name) {
        const std::scoped_lock guard(mutex_);
        names_.erase(name);
    }

  private:
    std::mutex mutex_;
    std::set<std::string> names_;
};

Registry& registry() {
    static Registry held;
    return held;
}

std::string canonical(const std::string& path) {
    std::error_code ignored;
    const auto full = std::filesystem::weakly_canonical(path, ignored);
    return ignored ? path : full.string();
}

}  // namespace

Result<WriterLock> WriterLock::take(const std::string& path, const std::string& vfs) {
    const std::string name = vfs.empty() ? canonical(path) : vfs + ":" + path;
    if (!registry().insert(name)) return {ErrorCode::storage_busy, "open in this program already"};
    WriterLock lock;
    lock.name_ = name;
    if (!vfs.empty()) return lock;
    lock.file_ = ::open((path + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock.file_ < 0) return {ErrorCode::storage_failed, std::string("lock file: ") + std::strerror(errno)};
    if (::flock(lock.file_, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK) return {ErrorCode::storage_busy, "open in another program"};
        return {ErrorCode::storage_failed, std::string("flock: ") + std::strerror(errno)};
    }
    return lock;
}

WriterLock::WriterLock(WriterLock&& other) noexcept
    : name_(std::exchange(other.name_, {})), file_(std::exchange(other.file_, -1)) {}

WriterLock& WriterLock::operator=(WriterLock&& other) noexcept {
    if (this != &other) {
        release();
        name_ = std::exchange(other.name_, {});
        file_ = std::exchange(other.file_, -1);
    }
    return *this;
}

WriterLock::~WriterLock() {
    release();
}

void WriterLock::release() {
    if (file_ >= 0) ::close(std::exchange(file_, -1));
    if (!name_.empty()) registry().erase(std::exchange(name_, {}));
}

}  // namespace fieldfare::core
