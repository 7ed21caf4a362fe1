#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>

#include "core/media/blob_box.h"
#include "core/store/store.h"

namespace fieldfare::core::media {

struct Limits {
    // What is left free for visits and other records: an attachment is refused before a record is.
    std::uint64_t reserve_bytes = 32 << 20;
    // Of all contents on this device.
    std::uint64_t quota_bytes = std::uint64_t{2} << 30;
};

struct Attach {
    Uuid customer;
    std::optional<Uuid> interaction;
    std::string kind;  // codes of the catalog's attachment_kind and media_format
    std::string format;
    std::span<const std::uint8_t> bytes;
    std::span<const std::uint8_t> thumbnail;  // a JPEG of at most most_thumbnail_bytes; empty: none
    std::optional<std::int64_t> width;        // pixels
    std::optional<std::int64_t> height;
    std::optional<std::int64_t> seconds;
    std::string file_name;
    std::string caption;
    std::optional<WallMs> taken_at;  // absent: now
};

// A photo is a JPEG, and every JPEG is kept without EXIF and its like (jpeg.h); other pictures are documents and kept
// as they are. One durable save: the bytes first, then the row that names them. Nothing else depends on it: a visit
// stands whether its photo can be kept or not. Gives the attachment's id. Errors: not_found (customer or visit),
// too_large, content_mismatch (the bytes are not of this format), invalid_argument (a photo that is no JPEG),
// quota_exceeded, storage_full (the reserve), the catalog's validation, unauthenticated, the store's.
Result<Uuid> attach(Store& store, BlobBox& box, const Attach& wanted, const Limits& limits = {});

// How many each visit of the customer has; those at the customer himself under the nil id.
Result<std::map<Uuid, std::int64_t>> count_by_visit(RowReader& reader, const Uuid& customer);

// Removes the row; its content goes with the next tidying.
Status remove_attachment(Store& store, const Uuid& id);

// For its undo, which may come after that tidying: an attachment and what is here of its bytes.
struct Remembered {
    Row row;
    Bytes content;  // empty: not here, or damaged
    Bytes thumbnail;
};
// `box` null: the bytes on this device cannot be had, and records do not depend on them.
Result<Remembered> remember(Store& store, BlobBox* box, const Uuid& id);
Status put_back(Store& store, BlobBox* box, const Remembered& removed);

}  // namespace fieldfare::core::media
