#include "server/store/row_cache.h"

namespace fieldfare::server {

sync::SharedRow RowCache::find(const core::Entity& entity, const core::Uuid& id) {
    const auto found = rows_.find(id);
    if (found == rows_.end() || found->second.row->entity != &entity) return nullptr;
    found->second.asked = true;
    return found->second.row;
}

void RowCache::keep(sync::SharedRow row) {
    if (rows_.size() >= most_rows && !rows_.contains(row->id)) make_room();
    const auto id = row->id;
    rows_.insert_or_assign(id, Held{std::move(row)});
}

const std::vector<core::Uuid>* RowCache::circles(const core::Uuid& customer) const {
    const auto found = circles_.find(customer);
    return found == circles_.end() ? nullptr : &found->second;
}

void RowCache::keep_circles(const core::Uuid& customer, std::vector<core::Uuid> circles) {
    if (circles_.size() >= most_rows) circles_.clear();
    circles_.insert_or_assign(customer, std::move(circles));
}

void RowCache::clear() {
    rows_.clear();
    circles_.clear();
}

void RowCache::make_room() {
    std::erase_if(rows_, [](const auto& entry) { return !entry.second.asked; });
    if (rows_.size() > most_rows / 2) rows_.clear();
    for (auto& [id, held] : rows_) held.asked = false;
}

}  // namespace fieldfare::server
