#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "core/base/clock.h"
#include "core/media/folder.h"
#include "server/media/usage.h"
#include "sync/authority/ledger.h"

namespace fieldfare::server {

struct ContentLimits {
    std::uint64_t reserve_bytes = std::uint64_t{1} << 30;  // of the disk, left free for records
    std::uint64_t user_bytes = std::uint64_t{4} << 30;     // of what one person added
    std::uint64_t total_bytes = std::uint64_t{200} << 30;
    friend bool operator==(const ContentLimits&, const ContentLimits&) = default;
};

// What rows say of a content that somebody wants to send.
struct Claim {
    core::Uuid author;              // for whom it counts
    std::set<std::uint64_t> sizes;  // which is the right one the hash says; never empty
    sync::Seq seq = 0;              // at which the rows were read
};

// The bytes of attachments on the server: one file a content, called by its SHA-256, and one a content that is
// arriving. Rows and rights are not its matter. Any thread; one at a time for one content.
class ContentStore {
  public:
    // `folder` outlives it, and is used by several threads for different names.
    explicit ContentStore(core::media::Folder& folder, const ContentLimits& limits = {})
        : folder_(folder), limits_(limits) {}

    // How much of it is here, from its beginning. quota_exceeded ("user", "organisation"), storage_full (the reserve):
    // the rest would not be taken.
    core::Result<std::uint64_t> held(const std::string& content, const Claim& claim);
    // The next part. When it is the last one, the content is true to its name and on the disk before this returns.
    // Gives what is held then. What is here whole is acknowledged, whatever is sent. offset_mismatch (the detail is the
    // offset at which it goes on), content_mismatch (nothing of it is kept; or it is here and the rows lie about its
    // size), too_large (more than the rows say), not_found (removed since the rows were read), quota_exceeded,
    // storage_full, storage_failed.
    core::Result<std::uint64_t> take(const std::string& content, const Claim& claim, std::uint64_t offset,
                                     std::string_view part);
    // Whether it is here whole.
    core::Result<bool> has(const std::string& content);
    // Of a content that is here whole. not_found.
    core::Result<std::string> read(const std::string& content, std::uint64_t offset, std::uint64_t most);
    // Gone, whole or half, and not taken again from anybody who read his rows before `seq`.
    core::Status remove(const std::string& content, sync::Seq seq);
    // Before anybody else comes: counts what is here, for the one that `owner` names, and removes that for which it
    // gives nothing. Gives how many files went.
    using Owner = std::function<core::Result<std::optional<core::Uuid>>(const std::string& content, core::WallMs at)>;
    core::Result<std::size_t> sweep(const Owner& owner);

  private:
    // Nobody else is about this content meanwhile.
    class Hold {
      public:
        Hold(ContentStore& store, std::string content);
        ~Hold();
        Hold(const Hold&) = delete;
        Hold& operator=(const Hold&) = delete;

      private:
        ContentStore& store_;
        std::string content_;
    };
    core::Result<std::uint64_t> size_of(const std::string& name);
    core::Result<bool> is_true(const std::string& file, const std::string& content);
    core::Status check_room(const std::string& content, const Claim& claim, std::uint64_t here, std::uint64_t end);
    core::Status publish(const std::string& content);
    core::Status drop(const std::string& file, const std::string& content);
    void note(const std::string& content, const core::Uuid& author, std::uint64_t bytes);

    core::media::Folder& folder_;
    ContentLimits limits_;
    std::mutex mutex_;  // of all below
    std::condition_variable released_;
    std::set<std::string> busy_;
    std::map<std::string, sync::Seq> removed_;
    Usage usage_;
};

}  // namespace fieldfare::server
