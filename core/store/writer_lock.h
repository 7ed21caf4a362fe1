#pragma once

#include <string>

#include "core/base/result.h"

namespace fieldfare::core {

// Only one program, and in it one store, may write and checkpoint a database. Held by flock on "<path>.lock" and by a
// registry inside the process; a database on a VFS of its own has no file to lock and is guarded by the registry alone.
// Released by the destructor, and by the kernel when the process dies.
class WriterLock {
  public:
    WriterLock() = default;
    WriterLock(WriterLock&& other) noexcept;
    WriterLock& operator=(WriterLock&& other) noexcept;
    ~WriterLock();

    // storage_busy when somebody holds it, storage_failed when the lock file cannot be made.
    static Result<WriterLock> take(const std::string& path, const std::string& vfs);
    void release();

  private:
    std::string name_;
    int file_ = -1;
};

}  // namespace fieldfare::core
