#include "core/store/book_digest.h"

#include <fmt/format.h>

#include "core/catalog/emit/sql.h"
#include "core/catalog/entities.h"
#include "core/store/newer.h"
#include "core/store/row_columns.h"
#include "core/store/store.h"

namespace fieldfare::core::book_digest {

Result<Record> record(RowReader& reader) {
    FF_ASSIGN(auto row, reader.database().prepare(
                            "SELECT compared_at, repaired, repaired_at, unknown FROM book_digest WHERE one = 1"));
    FF_ASSIGN(const bool found, row.step());
    if (!found) return {ErrorCode::storage_corrupt, "book_digest"};
    return Record{row.integer(0), row.integer(1), row.integer(2), row.integer(3)};
}

Status set_record(Transaction& transaction, const Record& record) {
    FF_ASSIGN(auto write, transaction.database().prepare("UPDATE book_digest SET compared_at = ?1, repaired = ?2, "
                                                         "repaired_at = ?3, unknown = ?4 WHERE one = 1"));
    write.bind(1, record.compared_at).bind(2, record.repaired).bind(3, record.repaired_at).bind(4, record.unknown);
    FF_TRY(write.run());
    transaction.notes().sync_changed = true;
    return {};
}

Status each_digest(sqlite::Connection& database,
                   const std::function<Status(EntityId, const Uuid&, const Digest&)>& take) {
    for (const auto* entity : entities()) {
        FF_ASSIGN(auto rows, database.prepare(fmt::format("SELECT \"id\", \"_stamp\", \"_device\", \"_clocks\" FROM {}",
                                                          emit::quoted_name(entity->name))));
        while (true) {
            FF_ASSIGN(const bool more, rows.step());
            if (!more) break;
            FF_ASSIGN(const auto clocks, row_columns::read_clocks(rows, 1, *entity));
            FF_TRY(take(entity->id, rows.uuid(0), digest_of(*entity, rows.uuid(0), clocks)));
        }
    }
    return newer::each_digest(database, take);
}

Result<Digest> sum(sqlite::Connection& database) {
    Digest sum;
    FF_TRY(each_digest(database, [&](EntityId, const Uuid&, const Digest& digest) -> Status {
        sum += digest;
        return {};
    }));
    return sum;
}

Result<std::optional<Digest>> kept(sqlite::Connection& database) {
    FF_ASSIGN(auto row, database.prepare("SELECT sum FROM book_digest WHERE one = 1"));
    FF_ASSIGN(const bool found, row.step());
    if (!found) return {ErrorCode::storage_corrupt, "book_digest"};
    if (row.null(0)) return std::optional<Digest>{};
    const auto digest = Digest::from_bytes(row.bytes(0));
    if (!digest) return {ErrorCode::storage_corrupt, "book_digest.sum"};
    return digest;
}

Status keep(sqlite::Connection& database, const Digest& digest) {
    const auto bytes = digest.bytes();
    FF_ASSIGN(auto write, database.prepare("UPDATE book_digest SET sum = ?1 WHERE one = 1"));
    return write.bind(1, std::span<const std::uint8_t>(bytes)).run();
}

}  // namespace fieldfare::core::book_digest
