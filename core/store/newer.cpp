#include "core/store/newer.h"

#include "core/catalog/earlier.h"
#include "core/store/store.h"

namespace fieldfare::core::newer {
namespace {

struct Line {
    EntityId entity = 0;
    Uuid id;
    Bytes digest;
};

Result<std::vector<Line>> lines(sqlite::Statement statement) {
    std::vector<Line> found;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return found;
        const auto digest = statement.bytes(2);
        found.push_back(
            {static_cast<EntityId>(statement.integer(0)), statement.uuid(1), Bytes(digest.begin(), digest.end())});
    }
}

Status remove(Transaction& transaction, const Line& line) {
    if (!line.digest.empty()) {
        const auto digest = Digest::from_bytes(line.digest);
        if (!digest) return {ErrorCode::storage_corrupt, "newer.digest"};
        transaction.take_from_digest(*digest);
    }
    FF_ASSIGN(auto write, transaction.database().prepare("DELETE FROM newer WHERE entity = ?1 AND id = ?2"));
    return write.bind(1, static_cast<std::int64_t>(line.entity)).bind(2, line.id).run();
}

// 0: the entity is unknown.
std::size_t known_of(EntityId id) {
    const auto* entity = find_entity(id);
    return entity == nullptr || !is_known(*entity) ? 0 : known_fields(*entity);
}

}  // namespace

bool in_book(const NewerRow& row) {
    return known_of(row.entity) > 0;
}

Status keep(Transaction& transaction, const NewerRow& row) {
    FF_TRY(forget(transaction, row.entity, row.id));
    FF_ASSIGN(auto write, transaction.database().prepare(
                              "INSERT INTO newer(entity, id, known, digest, bytes) VALUES(?1, ?2, ?3, ?4, ?5)"));
    write.bind(1, static_cast<std::int64_t>(row.entity)).bind(2, row.id);
    write.bind(3, static_cast<std::int64_t>(known_of(row.entity))).bind(5, row.bytes);
    if (in_book(row)) return write.bind_null(4).run();
    const auto digest = digest_of(row.entity, row.id, row.clocks);
    transaction.add_to_digest(digest);
    const auto bytes = digest.bytes();
    return write.bind(4, std::span<const std::uint8_t>(bytes)).run();
}

Status forget(Transaction& transaction, EntityId entity, const Uuid& id) {
    FF_ASSIGN(auto select,
              transaction.database().prepare("SELECT entity, id, digest FROM newer WHERE entity = ?1 AND id = ?2"));
    select.bind(1, static_cast<std::int64_t>(entity)).bind(2, id);
    FF_ASSIGN(const auto found, lines(std::move(select)));
    for (const auto& line : found) FF_TRY(remove(transaction, line));
    return {};
}

Status forget_all_of(Transaction& transaction, const Uuid& named) {
    FF_ASSIGN(
        auto select,
        transaction.database().prepare(
            "SELECT entity, id, digest FROM newer WHERE id = ?1 OR (digest IS NOT NULL AND instr(bytes, ?1) > 0)"));
    select.bind(1, named);
    FF_ASSIGN(const auto found, lines(std::move(select)));
    for (const auto& line : found) FF_TRY(remove(transaction, line));
    return {};
}

Result<std::vector<Bytes>> outgrown(sqlite::Connection& database, std::size_t most) {
    std::vector<Bytes> rows;
    for (const auto* entity : entities()) {
        if (rows.size() >= most) break;
        FF_ASSIGN(auto select, database.prepare("SELECT bytes FROM newer WHERE entity = ?1 AND known < ?2 LIMIT ?3"));
        select.bind(1, static_cast<std::int64_t>(entity->id));
        select.bind(2, static_cast<std::int64_t>(known_of(entity->id)));
        select.bind(3, static_cast<std::int64_t>(most - rows.size()));
        while (true) {
            FF_ASSIGN(const bool more, select.step());
            if (!more) break;
            const auto bytes = select.bytes(0);
            rows.emplace_back(bytes.begin(), bytes.end());
        }
    }
    return rows;
}

Status each_digest(sqlite::Connection& database,
                   const std::function<Status(EntityId, const Uuid&, const Digest&)>& take) {
    FF_ASSIGN(auto select, database.prepare("SELECT entity, id, digest FROM newer WHERE digest IS NOT NULL"));
    while (true) {
        FF_ASSIGN(const bool more, select.step());
        if (!more) return {};
        const auto digest = Digest::from_bytes(select.bytes(2));
        if (!digest) return {ErrorCode::storage_corrupt, "newer.digest"};
        FF_TRY(take(static_cast<EntityId>(select.integer(0)), select.uuid(1), *digest));
    }
}

}  // namespace fieldfare::core::newer
