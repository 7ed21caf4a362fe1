#include "server/auth/guard.h"

#include <algorithm>

namespace fieldfare::server {
namespace {

constexpr std::size_t max_names = 10'000;

}  // namespace

void AttemptGuard::make_room() {
    if (entries_.size() < max_names) return;
    const auto oldest = std::min_element(entries_.begin(), entries_.end(),
                                         [](const auto& a, const auto& b) { return a.second.since < b.second.since; });
    entries_.erase(oldest);
}

bool AttemptGuard::admit(std::string_view name, core::MonotonicMs now) {
    const std::lock_guard lock(mutex_);
    auto found = entries_.find(name);
    if (found == entries_.end()) {
        make_room();
        found = entries_.emplace(std::string(name), Entry{now, 0}).first;
    }
    auto& entry = found->second;
    if (now - entry.since >= window_ms_) entry = {now, 0};
    if (entry.count >= allowed_) return false;
    ++entry.count;
    return true;
}

void AttemptGuard::forgive(std::string_view name) {
    const std::lock_guard lock(mutex_);
    if (const auto found = entries_.find(name); found != entries_.end()) entries_.erase(found);
}

}  // namespace fieldfare::server
