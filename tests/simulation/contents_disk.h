#pragma once

#include <map>
#include <string>

#include "core/base/random.h"
#include "core/media/folder.h"
#include "tests/simulation/crash_disk.h"

namespace fieldfare::simulation {

// A machine's folder of contents, in memory, on the same disk as its database: what dies there dies here. Files that
// were not brought to the disk are lost, or cut short, when the power goes.
class ContentsDisk final : public core::media::Folder {
  public:
    explicit ContentsDisk(const CrashDisk& disk) : disk_(disk) {}

    core::Status publish(const std::string& name, std::span<const std::uint8_t> bytes) override;
    core::Status append(const std::string& name, std::span<const std::uint8_t> bytes) override;
    core::Status finish(const std::string& part, const std::string& name) override;
    core::Result<core::Bytes> read(const std::string& name, std::uint64_t offset, std::uint64_t most) override;
    core::Result<std::uint64_t> size(const std::string& name) override;
    // Of today: no world lasts until a file is old.
    core::Result<core::WallMs> written_at(const std::string& name) override;
    core::Status remove(const std::string& name) override;
    core::Result<std::vector<std::string>> list() override;
    core::Result<std::uint64_t> room() override { return room_; }

    void cut_power(core::Random& chance);
    // The next write finds no room, one time.
    void fill_once() { full_once_ = true; }
    // A file, if there is one, gets a wrong byte; false: there is none.
    bool damage(core::Random& chance);
    // A backup that did not hold them all: some are gone.
    void lose_some(core::Random& chance);
    const core::Bytes* find(const std::string& name) const;
    std::vector<std::string> names() const;

  private:
    struct File {
        core::Bytes bytes;
        std::size_t on_disk = 0;  // so much of it stays, whatever happens
    };
    core::Status before_change();

    const CrashDisk& disk_;
    std::map<std::string, File> files_;
    std::uint64_t room_ = std::uint64_t{1} << 40;
    bool full_once_ = false;
};

}  // namespace fieldfare::simulation
