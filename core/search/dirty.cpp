#include "core/search/dirty.h"

#include <fmt/format.h>

#include "core/catalog/entities.h"

namespace fieldfare::core::search {
namespace {

// What has left stays so until the document was written anew.
Status mark(sqlite::Connection& database, const Entity& entity, const Uuid& id, bool left) {
    FF_ASSIGN(auto write,
              database.prepare(fmt::format("INSERT INTO search_dirty(entity, document, has_left) SELECT ?1, _row, ?3 "
                                           "FROM {} WHERE id = ?2 ON CONFLICT DO UPDATE SET has_left = "
                                           "max(has_left, excluded.has_left)",
                                           entity.name)));
    return write.bind(1, int{entity.id}).bind(2, std::span<const std::uint8_t>(id.bytes)).bind(3, int{left}).run();
}

// A contact's words are in its customer's document.
Status mark_document(sqlite::Connection& database, const Row& row, bool left) {
    if (row.entity == &catalog::contact) {
        return mark(database, catalog::customer, row.reference(catalog::contact.at("customer")), left);
    }
    return is_searched(*row.entity) ? mark(database, *row.entity, row.id, left) : Status{};
}

}  // namespace

bool is_searched(const Entity& entity) {
    return &entity == &catalog::customer || &entity == &catalog::contact || &entity == &catalog::interaction;
}

bool text_differs(const Row& before, const Row& after) {
    if (before.deleted() != after.deleted()) return true;
    for (std::size_t at = 0; at < after.values.size(); ++at) {
        if (after.entity->fields[at].searched && before.values[at] != after.values[at]) return true;
    }
    return false;
}

Status mark_dirty(sqlite::Connection& database, const Row& row) {
    return mark_document(database, row, false);
}

Status mark_left(sqlite::Connection& database, const Row& row) {
    return mark_document(database, row, true);
}

Status mark_new(sqlite::Connection& database, const Row& row, std::int64_t table_row) {
    if (row.entity == &catalog::contact) return mark_dirty(database, row);
    if (!is_searched(*row.entity)) return {};
    FF_ASSIGN(auto write, database.prepare("INSERT OR IGNORE INTO search_dirty(entity, document) VALUES(?1, ?2)"));
    return write.bind(1, int{row.entity->id}).bind(2, table_row).run();
}

}  // namespace fieldfare::core::search
