#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>

#include "core/base/random.h"
#include "core/media/folder.h"
#include "core/store/store.h"

namespace fieldfare::core::media {

// A phone's contents at rest: each a file of pieces that are sealed one by one (XChaCha20-Poly1305 under a key that the
// database keeps; name and place of the piece are the additional data). So any part can be read and sent, and a content
// that is arriving can be gone on with after a restart, without the rest; nothing stands unencrypted on the disk. The
// store's thread.
class BlobBox {
  public:
    static constexpr std::size_t usual_piece_bytes = 64 * 1024;

    // Makes the key at the first time. `folder` and `random` outlive the box.
    static Result<BlobBox> open(Store& store, Folder& folder, std::size_t piece_bytes = usual_piece_bytes);

    // Whole and durable when it returns.
    Status put(const std::string& content, std::span<const std::uint8_t> bytes);
    // All of it, true to its name. not_found; content_mismatch: damaged.
    Result<Bytes> get(const std::string& content);
    // From `offset` on, which stands at the beginning of a piece; at least one piece, at most `most` bytes.
    Result<Bytes> part(const std::string& content, std::uint64_t offset, std::uint64_t most);

    // Of a content that is arriving: how much of it is here.
    Result<std::uint64_t> arrived(const std::string& content);
    // The next bytes of it, whole pieces unless they are the last ones.
    Status arrive(const std::string& content, std::uint64_t offset, std::span<const std::uint8_t> bytes);
    // All has come. content_mismatch: it is not what its name says, and nothing of it is kept.
    Status complete(const std::string& content);

    Status remove(const std::string& content);
    // Removes every file but those of these contents, and what a crash left half written.
    Status keep_only(const std::set<std::string>& contents);
    Result<std::uint64_t> room() { return folder_->room(); }
    std::size_t piece_bytes() const { return piece_bytes_; }

  private:
    BlobBox(Folder& folder, Random& random, Bytes key, std::size_t piece_bytes)
        : folder_(&folder), random_(&random), key_(std::move(key)), piece_bytes_(piece_bytes) {}
    Bytes seal(const std::string& content, std::uint64_t offset, std::span<const std::uint8_t> bytes);
    Result<Bytes> unseal(const std::string& file, const std::string& content, std::uint64_t offset, std::uint64_t most);

    Folder* folder_;
    Random* random_;
    Bytes key_;
    std::size_t piece_bytes_;
};

}  // namespace fieldfare::core::media
