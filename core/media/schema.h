#pragma once

#include <string_view>

namespace fieldfare::core::media {

// What the device knows of contents, the bytes of attachments and of their thumbnails, which lie in files beside the
// database (blob_box.h). Names are SHA-256 as hex, as in the rows.
// `small`: a thumbnail; those go first. `state`: BlobState. `reason`: why it does not go on by itself.
// `customer`: with whom it was added here, whose rows may leave before it is sent; nil: it came from the server.
// `blob_box`: the files' key (the database that keeps it is itself encrypted), and the server's life in which contents
// count as delivered; 0: none yet.
inline constexpr std::string_view schema = R"sql(
CREATE TABLE blob(
    content TEXT PRIMARY KEY NOT NULL,
    bytes INTEGER NOT NULL,
    small INTEGER NOT NULL,
    state INTEGER NOT NULL,
    reason INTEGER,
    since INTEGER NOT NULL,
    customer BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX blob_queue ON blob(state, small, since);
CREATE TABLE blob_box(
    one INTEGER PRIMARY KEY CHECK(one = 1),
    key BLOB NOT NULL,
    server_epoch INTEGER NOT NULL DEFAULT 0
);
)sql";

}  // namespace fieldfare::core::media
