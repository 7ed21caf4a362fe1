#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/media/blobs.h"
#include "core/store/store.h"
#include "sync/client/http.h"
#include "sync/protocol/blobs.h"

namespace fieldfare::sync {

struct MediaOptions {
    std::size_t chunk_bytes = blobs::chunk_bytes;  // whole pieces of the box
    core::WallMs rest_first_ms = 5'000;            // after something went wrong with one content, doubled each time
    core::WallMs rest_most_ms = 600'000;
    int most_refusals = 5;  // of one content, for its bytes or for want of room; then the user decides
    // Whether originals may be sent now; thumbnails always may. Asked on the store's thread.
    std::function<bool()> originals = [] { return true; };
};

// The bytes of attachments, beside the engine and after it: while a record is unsent, nothing of a photo is. A machine
// without input or output like the engine, and nothing that goes wrong here is ever the engine's matter. What it holds
// in memory (how far the server is, what rests until when) may be lost at any moment: the server is asked again. The
// store's thread.
//
//     auto request = engine.next(store, now);
//     if (!*request) request = media.next(store, box, now);
class MediaQueue {
  public:
    explicit MediaQueue(core::Random& random, MediaOptions options = {})
        : random_(random), options_(std::move(options)) {}

    static bool is_its(const HttpRequest& request) { return request.path.starts_with(blobs::root); }

    // What is due at `now` (monotonic), or nothing. Errors are the store's.
    core::Result<std::optional<HttpRequest>> next(core::Store& store, core::media::BlobBox& box, core::MonotonicMs now);
    // Any answer may be lost or come twice. Errors: none that matter to anything but this content; they say why it
    // rests.
    core::Status absorb(core::Store& store, core::media::BlobBox& box, const HttpRequest& request,
                        const core::Result<HttpResponse>& answer, core::MonotonicMs now);
    // When `next` may have something again, if nothing else happens.
    core::MonotonicMs wake_at() const { return wake_at_; }
    // The network changed, or the user asked: nothing rests any more. How often it was refused is not forgotten.
    void wake();
    // Rows of attachments may have changed: what is new is wanted, and what no row names goes, at the next `next`.
    void rows_changed() {
        untidy_ = true;
        wake_at_ = 0;
    }

    // How many bytes of what is going out the server has, by name, as far as it said; for showing.
    const std::map<std::string, std::uint64_t>& sent() const { return sent_; }

  private:
    struct Rest {
        core::MonotonicMs until = 0;
        core::WallMs wait = 0;
        int refusals = 0;
    };
    core::Status note_life(core::Store& store);
    core::Result<std::optional<HttpRequest>> send(core::Store& store, core::media::BlobBox& box,
                                                  const core::media::Blob& blob);
    core::Result<std::optional<HttpRequest>> fetch(core::Store& store, core::media::BlobBox& box,
                                                   const core::media::Blob& blob);
    core::Status took(core::Store& store, const core::media::Blob& blob, const HttpRequest& request,
                      const HttpResponse& response);
    core::Status came(core::Store& store, core::media::BlobBox& box, const core::media::Blob& blob,
                      const HttpRequest& request, const HttpResponse& response);
    core::Status give_way(core::Store& store, core::media::BlobBox& box, const core::media::Blob& blob,
                          const core::Error& error, core::MonotonicMs now);
    void rest(const std::string& content, core::MonotonicMs now);
    void go_on(const std::string& content);
    bool rests(const std::string& content, core::MonotonicMs now);

    core::Random& random_;
    MediaOptions options_;
    std::map<std::string, std::uint64_t> sent_;
    std::map<std::string, Rest> resting_;
    std::string token_;
    bool untidy_ = true;
    bool swept_ = false;
    core::MonotonicMs quiet_until_ = 0;  // the server cannot be reached
    core::WallMs quiet_ms_ = 0;
    core::MonotonicMs wake_at_ = 0;
};

}  // namespace fieldfare::sync
