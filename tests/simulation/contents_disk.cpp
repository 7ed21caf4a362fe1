#include "tests/simulation/contents_disk.h"

#include <algorithm>
#include <limits>

namespace fieldfare::simulation {

using core::Error;
using core::ErrorCode;

core::Status ContentsDisk::before_change() {
    if (disk_.dead()) return Error{ErrorCode::storage_failed, "the machine is off"};
    if (!std::exchange(full_once_, false)) return {};
    return Error{ErrorCode::storage_full, "contents"};
}

core::Status ContentsDisk::publish(const std::string& name, std::span<const std::uint8_t> bytes) {
    FF_TRY(before_change());
    files_[name] = {{bytes.begin(), bytes.end()}, bytes.size()};
    return {};
}

core::Status ContentsDisk::append(const std::string& name, std::span<const std::uint8_t> bytes) {
    FF_TRY(before_change());
    auto& file = files_[name].bytes;
    file.insert(file.end(), bytes.begin(), bytes.end());
    return {};
}

core::Status ContentsDisk::finish(const std::string& part, const std::string& name) {
    FF_TRY(before_change());
    const auto found = files_.find(part);
    if (found == files_.end()) return Error{ErrorCode::not_found, part};
    auto file = std::move(found->second);
    files_.erase(found);
    file.on_disk = file.bytes.size();
    files_[name] = std::move(file);
    return {};
}

core::Result<core::Bytes> ContentsDisk::read(const std::string& name, std::uint64_t offset, std::uint64_t most) {
    if (disk_.dead()) return Error{ErrorCode::storage_failed, "the machine is off"};
    const auto* bytes = find(name);
    if (bytes == nullptr) return Error{ErrorCode::not_found, name};
    const auto from = std::min<std::uint64_t>(offset, bytes->size());
    const auto to = std::min<std::uint64_t>(from + most, bytes->size());
    return core::Bytes(bytes->begin() + static_cast<std::ptrdiff_t>(from),
                       bytes->begin() + static_cast<std::ptrdiff_t>(to));
}

core::Result<std::uint64_t> ContentsDisk::size(const std::string& name) {
    const auto* bytes = find(name);
    if (bytes == nullptr) return Error{ErrorCode::not_found, name};
    return std::uint64_t{bytes->size()};
}

core::Result<core::WallMs> ContentsDisk::written_at(const std::string& name) {
    if (find(name) == nullptr) return Error{ErrorCode::not_found, name};
    return std::numeric_limits<core::WallMs>::max();
}

core::Status ContentsDisk::remove(const std::string& name) {
    if (disk_.dead()) return Error{ErrorCode::storage_failed, "the machine is off"};
    files_.erase(name);
    return {};
}

core::Result<std::vector<std::string>> ContentsDisk::list() {
    return names();
}

std::vector<std::string> ContentsDisk::names() const {
    std::vector<std::string> all;
    for (const auto& [name, file] : files_) all.push_back(name);
    return all;
}

const core::Bytes* ContentsDisk::find(const std::string& name) const {
    const auto found = files_.find(name);
    return found == files_.end() ? nullptr : &found->second.bytes;
}

void ContentsDisk::cut_power(core::Random& chance) {
    for (auto at = files_.begin(); at != files_.end();) {
        auto& [bytes, on_disk] = at->second;
        bytes.resize(on_disk + chance.below(bytes.size() - on_disk + 1));
        on_disk = bytes.size();
        at = bytes.empty() ? files_.erase(at) : std::next(at);
    }
}

bool ContentsDisk::damage(core::Random& chance) {
    if (files_.empty()) return false;
    auto& bytes = std::next(files_.begin(), static_cast<std::ptrdiff_t>(chance.below(files_.size())))->second.bytes;
    if (bytes.empty()) return false;
    bytes[chance.below(bytes.size())] ^= 1;
    return true;
}

void ContentsDisk::lose_some(core::Random& chance) {
    std::erase_if(files_, [&](const auto&) { return chance.below(2) == 0; });
}

}  // namespace fieldfare::simulation
