#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "core/rows/digest.h"
#include "core/rows/newer.h"
#include "core/store/sqlite.h"

// Rows in which a later version of the program filled in something that this one does not know, kept beside the book as
// they came. What is known of them stands in the book, too; rows of unknown entities stand here alone and count in the
// book's digest. A later version of this program finds them here (sync/client/upgrade.h).
namespace fieldfare::core {

class Transaction;

namespace newer {

// `known`: how many fields of the entity the program knew that kept the row; 0: not even the entity, and then `digest`
// is what the row adds to the book's.
inline constexpr std::string_view schema = R"sql(
CREATE TABLE newer(
    entity INTEGER NOT NULL,
    id BLOB NOT NULL,
    known INTEGER NOT NULL,
    digest BLOB,
    bytes BLOB NOT NULL,
    PRIMARY KEY(entity, id)
) WITHOUT ROWID;
)sql";

// True if what this program knows of the row belongs into the book: the entity is known.
bool in_book(const NewerRow& row);
// In the place of what was kept of that row before.
Status keep(Transaction& transaction, const NewerRow& row);
Status forget(Transaction& transaction, EntityId entity, const Uuid& id);
// Of this row, and rows of unknown entities that name it anywhere: which of them belong to it, nobody here can read,
// and a purge must leave nothing. What goes too far with it is missed by the next comparison of digests and comes
// again.
Status forget_all_of(Transaction& transaction, const Uuid& named);

// Rows of which this program knows more than the one that kept them; at most so many.
Result<std::vector<Bytes>> outgrown(sqlite::Connection& database, std::size_t most);

// What those of unknown entities come to.
Status each_digest(sqlite::Connection& database,
                   const std::function<Status(EntityId, const Uuid&, const Digest&)>& take);

}  // namespace newer
}  // namespace fieldfare::core
