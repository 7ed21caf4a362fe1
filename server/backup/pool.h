#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/media/folder.h"
#include "server/backup/contents.h"

// The bytes of attachments beside the backups: in the folder `contents` of theirs, each content once, however many
// backups name it. A backup's receipt lists those it relies on, as `sha256sum -c` reads it.
namespace fieldfare::server::backup {

struct Pooled {
    std::uint64_t relied_on = 0;  // named by the backup, and in the pool
    std::uint64_t copied = 0;     // of these new
    std::uint64_t copied_bytes = 0;
    std::uint64_t absent = 0;   // named and not at the server: phones have them still, or nobody has
    std::uint64_t damaged = 0;  // at the server, but not what they are called; not copied
};

// In the folder of backups.
std::string pool_of(const std::string& folder);
std::string receipt_path(const std::string& database);
// The names of contents. not_found: the backup has no receipt; storage_corrupt: it is not as it was written;
// storage_failed.
core::Result<std::vector<std::string>> read_receipt(const std::string& database);

// Copies what rows of the backup `database` name from the server's contents to the pool, where it is not, and writes
// the backup's receipt: the pool has all of that, on the disk, before the receipt is there. `pooled` says how far it
// came. storage_full: `room_to_stay` would not remain; overloaded: stopped; storage_*. What was copied until then stays
// for the next.
core::Status add_to_pool(const std::string& database, core::media::Folder& contents, const Stopped& stopped,
                         Pooled& pooled);
// Whether all that the receipt lists is in the pool and what it is called; gives how many. storage_corrupt; what
// read_receipt gives.
core::Result<std::size_t> check_pool(const std::string& database);
struct BroughtBack {
    std::size_t copied = 0;
    std::size_t lost = 0;  // neither there nor in the pool as what they are called
};
// Copies what the receipt lists to a server's contents, where it is not, or not what it is called. Nothing to do
// without a receipt. storage_corrupt: the receipt; storage_*.
core::Result<BroughtBack> bring_back(const std::string& database, core::media::Folder& contents);
// Removes contents that no receipt in the folder lists any more, and no other file. Nothing, when one cannot be read.
// Gives how many went.
core::Result<std::size_t> sweep_pool(const std::string& folder);

}  // namespace fieldfare::server::backup
