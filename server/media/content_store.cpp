#include "server/media/content_store.h"

#include <set>

#include "core/base/planted.h"
#include "core/media/content.h"

namespace fieldfare::server {
namespace {

constexpr std::string_view arriving = ".part";

std::string part_of(const std::string& content) {
    return content + std::string(arriving);
}

std::span<const std::uint8_t> bytes_of(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace

core::Result<std::uint64_t> ContentStore::size_of(const std::string& name) {
    auto size = folder_.size(name);
    if (!size && size.error().code == core::ErrorCode::not_found) return std::uint64_t{0};
    return size;
}

core::Result<std::uint64_t> ContentStore::held(const std::string& content) {
    const std::lock_guard lock(mutex_);
    FF_ASSIGN(const auto whole, size_of(content));
    if (whole > 0) return whole;
    return size_of(part_of(content));
}

core::Result<std::uint64_t> ContentStore::take(const std::string& content, std::uint64_t bytes, std::uint64_t offset,
                                               std::string_view part) {
    if (!core::media::is_content_name(content)) return core::Error{core::ErrorCode::invalid_argument, "content"};
    const std::lock_guard lock(mutex_);
    FF_ASSIGN(const auto whole, size_of(content));
    if (whole == bytes) return whole;                // sent again, its answer was lost
    if (whole > 0) FF_TRY(folder_.remove(content));  // cut by a fault of the disk: none at all
    FF_ASSIGN(const auto here, size_of(part_of(content)));
    if (offset == 0 && here > 0) {
        // Begun anew: whatever lies there is not trusted.
        FF_TRY(folder_.remove(part_of(content)));
    } else if (offset != here) {
        return core::Error{core::ErrorCode::offset_mismatch, std::to_string(here)};
    }
    if (part.empty() || offset + part.size() > bytes) return core::Error{core::ErrorCode::too_large, "content"};
    FF_TRY(folder_.append(part_of(content), bytes_of(part)));
    if (offset + part.size() < bytes) return offset + part.size();
    FF_TRY(publish(content, bytes));
    return bytes;
}

core::Status ContentStore::publish(const std::string& content, std::uint64_t bytes) {
    const auto part = part_of(content);
    FF_ASSIGN(const auto all, folder_.read(part, 0, bytes));
    if (core::media::content_name(all) != content && !core::planted("content not checked")) {
        FF_TRY(folder_.remove(part));
        return {core::ErrorCode::content_mismatch, "what came"};
    }
    if (core::planted("content acknowledged too early")) return folder_.append(content, all);
    return folder_.finish(part, content);
}

core::Result<std::string> ContentStore::read(const std::string& content, std::uint64_t offset, std::uint64_t most) {
    FF_ASSIGN(const auto bytes, folder_.read(content, offset, most));
    return std::string(bytes.begin(), bytes.end());
}

core::Result<std::size_t> ContentStore::sweep(
    const std::function<core::Result<bool>(const std::string& content)>& keep) {
    const std::lock_guard lock(mutex_);
    FF_ASSIGN(const auto names, folder_.list());
    std::size_t removed = 0;
    for (const auto& name : names) {
        FF_ASSIGN(const bool kept, keep(name.substr(0, name.find('.'))));
        if (kept) continue;
        FF_TRY(folder_.remove(name));
        ++removed;
    }
    return removed;
}

}  // namespace fieldfare::server
