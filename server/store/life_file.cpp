#include "server/store/life_file.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "core/base/files.h"

namespace fieldfare::server {
namespace {

constexpr std::string_view first_line = "fieldfare-life 1";

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
    return core::files::replace(path, text);
}

}  // namespace fieldfare::server
