#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/rows/value.h"

namespace fieldfare::core::media {

// Where contents lie, as files with flat names. Disk is handed in, so that a simulation owns it. One thread at a time
// for one name. Errors: storage_full, storage_failed; not_found where it is said.
class Folder {
  public:
    virtual ~Folder() = default;

    // A whole file that survives the loss of power when it returns; takes the place of one that is there.
    virtual Status publish(const std::string& name, std::span<const std::uint8_t> bytes) = 0;
    // Writes at the end of a file that is begun where there is none. What was not published may be lost or torn.
    virtual Status append(const std::string& name, std::span<const std::uint8_t> bytes) = 0;
    // What was appended to `part` is on the disk and has the name `name` when it returns.
    virtual Status finish(const std::string& part, const std::string& name) = 0;
    // `most` bytes from `offset` on, fewer at the end. not_found.
    virtual Result<Bytes> read(const std::string& name, std::uint64_t offset, std::uint64_t most) = 0;
    virtual Result<std::uint64_t> size(const std::string& name) = 0;  // not_found
    // When it was written to for the last time. not_found.
    virtual Result<WallMs> written_at(const std::string& name) = 0;
    // Gone when it returns, also after the loss of power. What is not there is no error.
    virtual Status remove(const std::string& name) = 0;
    virtual Result<std::vector<std::string>> list() = 0;
    // What the file system has left.
    virtual Result<std::uint64_t> room() = 0;
};

// The folder beside a store's database.
inline std::string contents_path(const std::string& store_path) {
    return store_path + ".contents";
}

// A real folder, made at the first write; the owner's alone.
class DiskFolder final : public Folder {
  public:
    explicit DiskFolder(std::string path) : path_(std::move(path)) {}
    Status publish(const std::string& name, std::span<const std::uint8_t> bytes) override;
    Status append(const std::string& name, std::span<const std::uint8_t> bytes) override;
    Status finish(const std::string& part, const std::string& name) override;
    Result<Bytes> read(const std::string& name, std::uint64_t offset, std::uint64_t most) override;
    Result<std::uint64_t> size(const std::string& name) override;
    Result<WallMs> written_at(const std::string& name) override;
    Status remove(const std::string& name) override;
    Result<std::vector<std::string>> list() override;
    Result<std::uint64_t> room() override;

  private:
    Status make() const;
    std::string path_of(const std::string& name) const { return path_ + "/" + name; }
    std::string path_;
};

}  // namespace fieldfare::core::media
