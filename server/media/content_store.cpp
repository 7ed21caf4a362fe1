#include "server/media/content_store.h"

#include <algorithm>

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

ContentStore::Hold::Hold(ContentStore& store, std::string content) : store_(store), content_(std::move(content)) {
    std::unique_lock lock(store_.mutex_);
    store_.released_.wait(lock, [this] { return !store_.busy_.contains(content_); });
    store_.busy_.insert(content_);
}

ContentStore::Hold::~Hold() {
    {
        const std::lock_guard lock(store_.mutex_);
        store_.busy_.erase(content_);
    }
    store_.released_.notify_all();
}

core::Result<std::uint64_t> ContentStore::size_of(const std::string& name) {
    auto size = folder_.size(name);
    if (!size && size.error().code == core::ErrorCode::not_found) return std::uint64_t{0};
    return size;
}

core::Result<bool> ContentStore::is_true(const std::string& file, const std::string& content) {
    FF_ASSIGN(const auto all, folder_.read(file, 0, core::media::most_content_bytes));
    return core::media::content_name(all) == content;
}

void ContentStore::note(const std::string& content, const core::Uuid& author, std::uint64_t bytes) {
    const std::lock_guard lock(mutex_);
    usage_.note(content, author, bytes);
}

core::Status ContentStore::drop(const std::string& file, const std::string& content) {
    FF_TRY(folder_.remove(file));
    note(content, {}, 0);
    return {};
}

// Room for all of it, so that nobody sends the half of what will be refused: for records first, then his own, then
// everybody's.
core::Status ContentStore::check_room(const std::string& content, const Claim& claim, std::uint64_t here,
                                      std::uint64_t end) {
    const auto size = claim.sizes.lower_bound(end);
    const auto whole = size == claim.sizes.end() ? end : *size;
    FF_ASSIGN(const auto room, folder_.room());
    if (room < limits_.reserve_bytes + (whole - here)) return {core::ErrorCode::storage_full, "reserve"};
    const std::lock_guard lock(mutex_);
    const auto own = usage_.of(claim.author) - usage_.of(claim.author, content);
    if (own + whole > limits_.user_bytes) return {core::ErrorCode::quota_exceeded, "user"};
    if (usage_.total() + (whole - here) > limits_.total_bytes) {
        return {core::ErrorCode::quota_exceeded, "organisation"};
    }
    return {};
}

core::Result<std::uint64_t> ContentStore::held(const std::string& content, const Claim& claim) {
    FF_ASSIGN(const auto whole, size_of(content));
    if (whole > 0) return whole;
    FF_ASSIGN(const auto here, size_of(part_of(content)));
    FF_TRY(check_room(content, claim, here, here + 1));
    return here;
}

core::Result<std::uint64_t> ContentStore::take(const std::string& content, const Claim& claim, std::uint64_t offset,
                                               std::string_view part) {
    if (!core::media::is_content_name(content)) return core::Error{core::ErrorCode::invalid_argument, "content"};
    const Hold hold(*this, content);
    {
        const std::lock_guard lock(mutex_);
        const auto removed = removed_.find(content);
        if (removed != removed_.end() && claim.seq < removed->second)
            return core::Error{core::ErrorCode::not_found, "removed"};
    }
    FF_ASSIGN(const auto whole, size_of(content));
    if (whole > 0) {
        if (claim.sizes.contains(whole)) return whole;  // sent again, its answer was lost
        FF_ASSIGN(const bool sound, is_true(content, content));
        if (sound) return core::Error{core::ErrorCode::content_mismatch, "bytes"};
        FF_TRY(drop(content, content));  // cut by a fault of the disk: none at all
    }
    FF_ASSIGN(auto here, size_of(part_of(content)));
    if (offset == 0 && here > 0) {
        // Begun anew: whatever lies there is not trusted.
        FF_TRY(drop(part_of(content), content));
        here = 0;
    } else if (offset != here) {
        return core::Error{core::ErrorCode::offset_mismatch, std::to_string(here)};
    }
    const auto end = offset + part.size();
    if (part.empty() || end > *claim.sizes.rbegin()) return core::Error{core::ErrorCode::too_large, "content"};
    FF_TRY(check_room(content, claim, here, end));
    FF_TRY(folder_.append(part_of(content), bytes_of(part)));
    note(content, claim.author, end);
    if (claim.sizes.contains(end)) FF_TRY(publish(content));
    return end;
}

core::Status ContentStore::publish(const std::string& content) {
    const auto part = part_of(content);
    FF_ASSIGN(const bool sound, is_true(part, content));
    if (!sound && !core::planted("content not checked")) {
        FF_TRY(drop(part, content));
        return {core::ErrorCode::content_mismatch, "what came"};
    }
    if (core::planted("content acknowledged too early")) {
        FF_ASSIGN(const auto all, folder_.read(part, 0, core::media::most_content_bytes));
        return folder_.append(content, all);
    }
    return folder_.finish(part, content);
}

core::Result<bool> ContentStore::has(const std::string& content) {
    if (!core::media::is_content_name(content)) return false;
    FF_ASSIGN(const auto whole, size_of(content));
    return whole > 0;
}

core::Result<std::string> ContentStore::read(const std::string& content, std::uint64_t offset, std::uint64_t most) {
    FF_ASSIGN(const auto size, folder_.size(content));
    FF_ASSIGN(const auto bytes, folder_.read(content, offset, std::min(most, size - std::min(size, offset))));
    return std::string(bytes.begin(), bytes.end());
}

core::Status ContentStore::remove(const std::string& content, sync::Seq seq) {
    const Hold hold(*this, content);
    {
        const std::lock_guard lock(mutex_);
        removed_[content] = seq;
    }
    FF_TRY(drop(content, content));
    return drop(part_of(content), content);
}

core::Result<std::size_t> ContentStore::sweep(const Owner& owner) {
    FF_ASSIGN(const auto names, folder_.list());
    std::size_t removed = 0;
    for (const auto& name : names) {
        const auto content = name.substr(0, name.find('.'));
        std::optional<core::Uuid> kept_for;
        if (core::media::is_content_name(content)) {
            FF_ASSIGN(const auto at, folder_.written_at(name));
            FF_ASSIGN(kept_for, owner(content, at));
        }
        if (kept_for) {
            FF_ASSIGN(const auto bytes, folder_.size(name));
            note(content, *kept_for, bytes);
        } else {
            FF_TRY(folder_.remove(name));
            ++removed;
        }
    }
    return removed;
}

}  // namespace fieldfare::server
