#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

#include "core/media/folder.h"

namespace fieldfare::server {

// The bytes of attachments on the server: one file a content, called by its SHA-256, and one a content that is
// arriving. Rows and rights are not its matter. Any thread.
class ContentStore {
  public:
    // `folder` outlives it.
    explicit ContentStore(core::media::Folder& folder) : folder_(folder) {}

    // How much of it is here, from its beginning; all of it is `bytes`.
    core::Result<std::uint64_t> held(const std::string& content);
    // The next part. When it is the last one, the content is true to its name and on the disk before this returns.
    // Gives what is held then. offset_mismatch (the detail is the offset at which it goes on), content_mismatch
    // (nothing of it is kept), too_large (more than `bytes`), storage_full, storage_failed.
    core::Result<std::uint64_t> take(const std::string& content, std::uint64_t bytes, std::uint64_t offset,
                                     std::string_view part);
    // Of a content that is here whole. not_found.
    core::Result<std::string> read(const std::string& content, std::uint64_t offset, std::uint64_t most);
    // Removes what `keep` does not want kept, whole or half. Gives how many files.
    core::Result<std::size_t> sweep(const std::function<core::Result<bool>(const std::string& content)>& keep);

  private:
    core::Result<std::uint64_t> size_of(const std::string& name);
    core::Status publish(const std::string& content, std::uint64_t bytes);

    std::mutex mutex_;
    core::media::Folder& folder_;
};

}  // namespace fieldfare::server
