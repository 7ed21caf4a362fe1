#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/media/blobs.h"
#include "sync/client/media_queue.h"
#include "tests/simulation/contents_disk.h"

namespace fieldfare::simulation {

// A phone's contents of attachments: the real box and queue over a folder that may lose what was not brought to the
// disk.
class PhoneContents {
  public:
    explicit PhoneContents(const CrashDisk& disk) : disk_(disk) {}

    // With the store, as the app does. False: not yet, for want of room or because the phone died.
    bool open(core::Store& store, core::Random& random);
    void close();
    void rows_changed();
    void wake();

    core::Result<std::optional<sync::HttpRequest>> next(core::Store& store, core::MonotonicMs now);
    core::Status absorb(core::Store& store, const sync::HttpRequest& request,
                        const core::Result<sync::HttpResponse>& answer, core::MonotonicMs now);
    core::MonotonicMs wake_at() const;

    core::media::BlobBox* box() { return box_ ? &*box_ : nullptr; }
    ContentsDisk& disk() { return disk_; }
    // Whether its network is one on which the user lets originals go.
    void send_originals(bool whether) { sends_originals_ = whether; }
    bool keeps_back(const core::media::Blob& blob) const {
        return blob.state == core::media::BlobState::to_send && !blob.small && !sends_originals_;
    }
    std::vector<core::media::Blob> lines(core::Store& store) const;

  private:
    ContentsDisk disk_;
    std::optional<core::media::BlobBox> box_;
    std::optional<sync::MediaQueue> queue_;
    bool sends_originals_ = true;
};

}  // namespace fieldfare::simulation
