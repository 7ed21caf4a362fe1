#pragma once

#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/rows/change.h"
#include "core/store/row_reader.h"
#include "core/store/sqlite.h"
#include "server/media/content_store.h"
#include "server/store/row_table.h"
#include "sync/authority/ledger.h"

// What rows say of contents, and who may therefore send and fetch them.
namespace fieldfare::server::media {

struct Named {
    std::string format;
    std::string file_name;
};

// The oldest row by which this audience knows the content, as the content or the thumbnail of an attachment. not_found:
// none that is not deleted and that it may see.
core::Result<Named> named(core::sqlite::Connection& database, Org org, const sync::Audience& audience,
                          const std::string& content);

// The exchange with a device: rights, room, bytes. What he who sends added himself is what counts; only where he added
// nothing of this name, what others did. Errors: not_found (no row it may see names it; or it is not here),
// ContentStore's.
core::Result<std::uint64_t> held(core::sqlite::Connection& database, Org org, const sync::Audience& audience,
                                 ContentStore& store, const std::string& content);
core::Result<std::uint64_t> take(core::sqlite::Connection& database, Org org, const sync::Audience& audience,
                                 ContentStore& store, const std::string& content, std::uint64_t offset,
                                 std::string_view part);
core::Result<std::string> give(core::sqlite::Connection& database, Org org, const sync::Audience& audience,
                               ContentStore& store, const std::string& content, std::uint64_t offset,
                               std::uint64_t most);

// Writes down what the attachments among these rows name, with their erasure by law: it must go, whatever happens
// between the commit and that.
core::Status note_erased(core::sqlite::Connection& database, Org org, const std::vector<core::RowKey>& rows);
// Removes what was written down, but what another row names. Inside a write, since no row must come meanwhile; so at
// most so many at once. Gives how many there were.
core::Result<std::size_t> remove_erased(core::sqlite::Connection& database, Org org, ContentStore& store,
                                        std::size_t most);

// At the start: counts what is here, and removes what no row names (or only rows that were deleted) for longer than
// phones keep what they sent: the database may be one of yesterday, whose rows are still to come back.
core::Result<std::size_t> sweep(core::sqlite::Connection& database, Org org, ContentStore& store, core::WallMs now);

}  // namespace fieldfare::server::media
