#include "core/search/dirty.h"

#include "core/catalog/entities.h"

namespace fieldfare::core::search {
namespace {

Status mark_customer(sqlite::Connection& database, const Uuid& id) {
    FF_ASSIGN(auto write, database.prepare("INSERT OR IGNORE INTO search_dirty(entity, document) SELECT ?1, _row FROM "
                                           "customer WHERE id = ?2"));
    return write.bind(1, int{catalog::customer.id}).bind(2, std::span<const std::uint8_t>(id.bytes)).run();
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
    if (row.entity == &catalog::customer) return mark_customer(database, row.id);
    if (row.entity == &catalog::contact) {
        return mark_customer(database, row.reference(catalog::contact.at("customer")));
    }
    if (row.entity != &catalog::interaction) return {};
    FF_ASSIGN(auto write, database.prepare("INSERT OR IGNORE INTO search_dirty(entity, document) SELECT ?1, _row FROM "
                                           "interaction WHERE id = ?2"));
    return write.bind(1, int{row.entity->id}).bind(2, std::span<const std::uint8_t>(row.id.bytes)).run();
}

Status mark_new(sqlite::Connection& database, const Row& row, std::int64_t table_row) {
    if (row.entity == &catalog::contact) return mark_dirty(database, row);
    if (!is_searched(*row.entity)) return {};
    FF_ASSIGN(auto write, database.prepare("INSERT OR IGNORE INTO search_dirty(entity, document) VALUES(?1, ?2)"));
    return write.bind(1, int{row.entity->id}).bind(2, table_row).run();
}

}  // namespace fieldfare::core::search
