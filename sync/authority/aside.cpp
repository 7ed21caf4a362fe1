#include "sync/authority/aside.h"

namespace fieldfare::sync {
namespace {

bool is_element(const core::Entity& entity, core::FieldId field) {
    const auto at = entity.position(field);
    return at == core::Entity::npos || entity.fields[at].rule == core::Rule::set;
}

}  // namespace

void Aside::add(const core::Group& group) {
    for (const auto& change : group.changes) {
        if (change.kind != core::ChangeKind::update) continue;
        for (const auto& cell : change.cells) {
            if (is_element(*change.entity, cell.field)) continue;
            base_of_[{change.entity->id, change.row, cell.field, cell.key, change.stamp}] = cell.base;
        }
    }
}

core::Status Aside::load() {
    if (loaded_) return {};
    FF_ASSIGN(const auto groups, ledger_.quarantined(device_));
    for (const auto& group : groups) add(group);
    loaded_ = true;
    return {};
}

core::Status Aside::follow(core::Group& group) {
    for (auto& change : group.changes) {
        if (change.kind != core::ChangeKind::update) continue;
        for (auto& cell : change.cells) {
            if (cell.base.device != device_ || is_element(*change.entity, cell.field)) continue;
            FF_TRY(load());
            Edit edit{change.entity->id, change.row, cell.field, cell.key, cell.base};
            // Each step leads to an older stamp, or it is no edit of ours.
            for (auto found = base_of_.find(edit); found != base_of_.end() && found->second < edit.stamp;
                 found = base_of_.find(edit)) {
                edit.stamp = found->second;
            }
            cell.base = edit.stamp;
        }
    }
    return {};
}

}  // namespace fieldfare::sync
