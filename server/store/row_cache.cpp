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

void RowCache::make_room() {
    std::erase_if(rows_, [](const auto& entry) { return !entry.second.asked; });
    if (rows_.size() > most_rows / 2) rows_.clear();
    for (auto& [id, held] : rows_) held.asked = false;
}

}  // namespace fieldfare::server
