#include "mobile/viewmodels/common/undo.h"

#include "core/store/edit.h"

namespace fieldfare::mobile {

namespace {

bool can_be_set(const core::Field& field) {
    return field.rule != core::Rule::assigned && field.rule != core::Rule::log && field.rule != core::Rule::map;
}

core::Status restore_fields(core::Edit& edit, core::Row& now, const core::Row& before) {
    for (std::size_t i = 0; i < now.values.size(); ++i) {
        const auto& field = now.entity->fields[i];
        if (!can_be_set(field) || now.values[i] == before.values[i]) continue;
        if (field.rule == core::Rule::set) {
            FF_TRY(edit.set_elements(now, i, before.set(i)));
        } else {
            FF_TRY(edit.set(now, i, before.values[i]));
        }
    }
    return {};
}

}  // namespace

core::Result<std::vector<core::Row>> remember(core::Store& store, const std::vector<core::RowKey>& keys) {
    std::vector<core::Row> rows;
    for (const auto& key : keys) {
        FF_ASSIGN(auto row, store.read().find(*key.entity, key.id));
        if (row) rows.push_back(*std::move(row));
    }
    return rows;
}

core::Status take_back(core::Store& store, const Undo& undo) {
    FF_ASSIGN(auto transaction, store.begin());
    core::Edit edit(transaction);
    for (const auto& key : undo.added) {
        FF_ASSIGN(auto row, transaction.get(*key.entity, key.id));
        FF_TRY(edit.remove(row));
    }
    for (const auto& before : undo.before) {
        FF_ASSIGN(auto now, transaction.find(*before.entity, before.id));
        if (!now) continue;
        if (now->deleted() && !before.deleted()) FF_TRY(edit.revive(*now));
        FF_TRY(restore_fields(edit, *now, before));
    }
    FF_TRY(edit.save());
    FF_ASSIGN(const auto committed, transaction.commit());
    static_cast<void>(committed);
    return {};
}

}  // namespace fieldfare::mobile
