#include "tests/simulation/phone_contents.h"

#include <limits>

namespace fieldfare::simulation {
namespace {

// Small, so that contents have borders worth crossing.
constexpr std::size_t piece_bytes = 64;
constexpr std::size_t chunk_bytes = 4 * piece_bytes;

}  // namespace

bool PhoneContents::open(core::Store& store, core::Random& random) {
    auto opened = core::media::BlobBox::open(store, disk_, piece_bytes);
    if (!opened) return false;
    box_.emplace(*std::move(opened));
    sync::MediaOptions options;
    options.chunk_bytes = chunk_bytes;
    options.originals = [this] { return sends_originals_; };
    queue_.emplace(random, options);
    return true;
}

void PhoneContents::close() {
    queue_.reset();
    box_.reset();
}

void PhoneContents::rows_changed() {
    if (queue_) queue_->rows_changed();
}

void PhoneContents::wake() {
    if (queue_) queue_->wake();
}

core::Result<std::optional<sync::HttpRequest>> PhoneContents::next(core::Store& store, core::MonotonicMs now) {
    if (!queue_) return std::optional<sync::HttpRequest>{};
    return queue_->next(store, *box_, now);
}

core::Status PhoneContents::absorb(core::Store& store, const sync::HttpRequest& request,
                                   const core::Result<sync::HttpResponse>& answer, core::MonotonicMs now) {
    return queue_ ? queue_->absorb(store, *box_, request, answer, now) : core::Status{};
}

core::MonotonicMs PhoneContents::wake_at() const {
    return queue_ ? queue_->wake_at() : std::numeric_limits<core::MonotonicMs>::max();
}

std::vector<core::media::Blob> PhoneContents::lines(core::Store& store) const {
    std::vector<core::media::Blob> all;
    auto select = store.database().prepare("SELECT content FROM blob ORDER BY content");
    while (select && select->step().value()) {
        all.push_back(core::media::find(store.read(), std::string(select->text(0))).value().value());
    }
    return all;
}

}  // namespace fieldfare::simulation
