#include "server/live/hub.h"

#include <algorithm>
#include <vector>

namespace fieldfare::server {

class Subscription final : public EventSource, public std::enable_shared_from_this<Subscription> {
  public:
    Subscription(LiveHub& hub, LiveHub::Owner owner, sync::Audience audience, sync::Seq head, LiveHub::Format format)
        : hub_(hub), owner_(std::move(owner)), audience_(std::move(audience)), format_(format), news_(head) {}

    void attach(std::function<void()> wake) override {
        const std::lock_guard lock(mutex_);
        wake_ = std::move(wake);
    }

    std::string take() override {
        const std::lock_guard lock(mutex_);
        if (greeted_ && news_ <= told_) return {};
        greeted_ = true;
        told_ = news_;
        return format_(told_);
    }

    bool ended() const override {
        const std::lock_guard lock(mutex_);
        return ended_;
    }

    void detach() override {
        const auto keep = shared_from_this();
        {
            const std::lock_guard lock(mutex_);
            wake_ = nullptr;
        }
        hub_.leave(*this);
    }

    void tell(sync::Seq seq) {
        const std::lock_guard lock(mutex_);
        if (seq <= news_) return;
        news_ = seq;
        if (wake_) wake_();
    }

    void finish() {
        const std::lock_guard lock(mutex_);
        ended_ = true;
        if (wake_) wake_();
    }

    const LiveHub::Owner& owner() const { return owner_; }
    const sync::Audience& audience() const { return audience_; }

  private:
    LiveHub& hub_;
    const LiveHub::Owner owner_;
    const sync::Audience audience_;
    const LiveHub::Format format_;
    mutable std::mutex mutex_;
    std::function<void()> wake_;
    sync::Seq news_;
    sync::Seq told_ = 0;
    bool greeted_ = false;
    bool ended_ = false;
};

LiveHub::Moment LiveHub::moment() const {
    const std::lock_guard lock(mutex_);
    return moment_;
}

core::Result<std::shared_ptr<EventSource>> LiveHub::subscribe(const Owner& owner, const sync::Audience& audience,
                                                              sync::Seq head, Moment asked, Format format,
                                                              std::size_t limit) {
    const std::lock_guard lock(mutex_);
    // A commit between the caller's snapshot and this moment was announced to others only; a superfluous word does no
    // harm.
    auto subscription = std::make_shared<Subscription>(*this, owner, audience, std::max(head, last_), format);
    const auto mine =
        std::count_if(all_.begin(), all_.end(), [&](const auto& other) { return other->owner().key == owner.key; });
    if (static_cast<std::size_t>(mine) >= limit) return {core::ErrorCode::too_many_attempts, "live streams"};
    all_.insert(subscription);
    if (audience.everything) everything_.insert(subscription.get());
    for (const auto& circle : audience.circles) by_circle_[circle].insert(subscription.get());
    if (asked != moment_) subscription->finish();
    return std::shared_ptr<EventSource>(subscription);
}

void LiveHub::announce(const News& news) {
    const std::lock_guard lock(mutex_);
    last_ = std::max(last_, news.seq);
    if (!news.moved.empty()) ++moment_;
    for (const auto& subscription : all_) {
        // He comes back with the circles in which he stands now.
        if (news.moved.contains(subscription->owner().user)) subscription->finish();
    }
    if (news.everyone) {
        for (const auto& subscription : all_) subscription->tell(news.seq);
        return;
    }
    for (auto* subscription : everything_) subscription->tell(news.seq);
    for (const auto& circle : news.circles) {
        const auto found = by_circle_.find(circle);
        if (found == by_circle_.end()) continue;
        for (auto* subscription : found->second) subscription->tell(news.seq);
    }
}

void LiveHub::leave(Subscription& subscription) {
    const std::lock_guard lock(mutex_);
    everything_.erase(&subscription);
    for (const auto& circle : subscription.audience().circles) {
        const auto found = by_circle_.find(circle);
        if (found == by_circle_.end()) continue;
        found->second.erase(&subscription);
        if (found->second.empty()) by_circle_.erase(found);
    }
    all_.erase(subscription.shared_from_this());
}

void LiveHub::end_where(const std::function<bool(const Subscription&)>& which) {
    const std::lock_guard lock(mutex_);
    ++moment_;
    for (const auto& subscription : all_) {
        if (which(*subscription)) subscription->finish();
    }
}

void LiveHub::end(const std::string& key) {
    end_where([&](const Subscription& subscription) { return subscription.owner().key == key; });
}

void LiveHub::end_user(const core::Uuid& user) {
    end_where([&](const Subscription& subscription) { return subscription.owner().user == user; });
}

void LiveHub::end_all() {
    end_where([](const Subscription&) { return true; });
}

std::size_t LiveHub::size() const {
    const std::lock_guard lock(mutex_);
    return all_.size();
}

}  // namespace fieldfare::server
