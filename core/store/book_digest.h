#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/rows/digest.h"
#include "core/store/row_reader.h"

// The digest of all rows that the device holds, kept beside them: every transaction that changes a row changes it, too
// (Transaction::put, erase). And what came of comparing it with the server's.
namespace fieldfare::core {

class Transaction;

namespace book_digest {

// `sum` is empty in a book that was never summed up; Store::open does that.
inline constexpr std::string_view schema = R"sql(
CREATE TABLE book_digest(
    one INTEGER PRIMARY KEY CHECK(one = 1),
    sum BLOB,
    compared_at INTEGER NOT NULL DEFAULT 0,
    repaired INTEGER NOT NULL DEFAULT 0,
    repaired_at INTEGER NOT NULL DEFAULT 0,
    unknown INTEGER NOT NULL DEFAULT 0
);
INSERT INTO book_digest(one) VALUES(1);
)sql";

// What became of the comparisons with the server.
struct Record {
    WallMs compared_at = 0;     // when both were last found equal; 0: never
    std::int64_t repaired = 0;  // rows that were put right, ever
    WallMs repaired_at = 0;     // the last of them
    std::int64_t unknown = 0;  // rows that the server, when last asked, did not know or not as they are here; they stay
    friend bool operator==(const Record&, const Record&) = default;
};
Result<Record> record(RowReader& reader);
Status set_record(Transaction& transaction, const Record& record);

// What every row comes to, deleted ones and those of entities that only a later version knows (core/store/newer.h),
// too. Reads the book.
Status each_digest(sqlite::Connection& database,
                   const std::function<Status(EntityId, const Uuid&, const Digest&)>& take);
// The sum anew, from the rows as they stand.
Result<Digest> sum(sqlite::Connection& database);

// For the store: as it is kept; nothing if it never was.
Result<std::optional<Digest>> kept(sqlite::Connection& database);
Status keep(sqlite::Connection& database, const Digest& digest);

}  // namespace book_digest
}  // namespace fieldfare::core
