#pragma once

#include <optional>
#include <string>

#include "core/base/uuid.h"
#include "core/store/sqlite.h"
#include "server/media/content_store.h"
#include "server/store/row_table.h"
#include "sync/authority/ledger.h"

// What rows say of contents, and who may therefore send and fetch them.
namespace fieldfare::server::media {

struct Quota {
    std::uint64_t user_bytes = std::uint64_t{4} << 30;     // of the attachments that one person added
    std::uint64_t total_bytes = std::uint64_t{200} << 30;  // of all
    friend bool operator==(const Quota&, const Quota&) = default;
};

struct Named {
    std::uint64_t bytes = 0;
    std::string format;
    std::string file_name;
    core::Uuid author;
};

// The row by which this audience knows the content, as the content or the thumbnail of an attachment. not_found: none
// that is not deleted and that it may see.
core::Result<Named> named(core::sqlite::Connection& database, Org org, const sync::Audience& audience,
                          const std::string& content);

// The exchange with a device: rights, room, bytes. Errors: not_found (no row it may see names it; or it is not here),
// quota_exceeded, ContentStore's.
core::Result<std::uint64_t> held(core::sqlite::Connection& database, Org org, const sync::Audience& audience,
                                 ContentStore& store, const std::string& content);
core::Result<std::uint64_t> take(core::sqlite::Connection& database, Org org, const sync::Audience& audience,
                                 ContentStore& store, const Quota& quota, const std::string& content,
                                 std::uint64_t offset, std::string_view part);
core::Result<std::string> give(core::sqlite::Connection& database, Org org, const sync::Audience& audience,
                               ContentStore& store, const std::string& content, std::uint64_t offset,
                               std::uint64_t most);

// Removes contents that no row names, deleted or not: what was erased by law goes at once with it. Half ones, too.
core::Result<std::size_t> sweep(core::sqlite::Connection& database, Org org, ContentStore& store);

}  // namespace fieldfare::server::media
