#include "server/store/life_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace fieldfare::server {
namespace {

constexpr std::string_view first_line = "fieldfare-life 1";

core::Error failed(const std::string& path) {
    const auto code = errno == ENOSPC ? core::ErrorCode::storage_full : core::ErrorCode::storage_failed;
    return {code, fmt::format("{}: {}", path, std::strerror(errno))};
}

class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    operator int() const { return number_; }

  private:
    int number_;
};

}  // namespace

core::Result<std::optional<Life>> read_life(const std::string& path) {
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
        if (error) return {core::ErrorCode::storage_failed, path + ": " + error.message()};
        return std::optional<Life>{};
    }
    std::ifstream in(path);
    std::string heading;
    std::string organisation;
    Life life;
    std::getline(in, heading);
    in >> organisation >> life.epoch >> life.head >> life.next_device;
    const auto id = core::Uuid::parse(organisation);
    if (!in || heading != first_line || !id) return {core::ErrorCode::storage_corrupt, path};
    life.organisation = *id;
    return std::optional(life);
}

core::Status write_life(const std::string& path, const Life& life) {
    const auto text =
        fmt::format("{}\n{} {} {} {}\n", first_line, life.organisation.text(), life.epoch, life.head, life.next_device);
    const auto fresh = path + ".new";
    {
        const Descriptor file(open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
        if (file < 0 || write(file, text.data(), text.size()) != static_cast<ssize_t>(text.size()) ||
            fsync(file) != 0) {
            return failed(fresh);
        }
    }
    if (std::rename(fresh.c_str(), path.c_str()) != 0) return failed(path);
    const auto folder = std::filesystem::path(path).parent_path();
    const Descriptor directory(open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory < 0 || fsync(directory) != 0) return failed(path);
    return {};
}

}  // namespace fieldfare::server
