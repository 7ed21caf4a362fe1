#include "sync/authority/erasure.h"

#include <algorithm>
#include <set>

#include "core/base/planted.h"

namespace fieldfare::sync {
core::Uuid customer_named(const core::Change& change) {
    const auto& entity = *change.entity;
    if (change.kind != core::ChangeKind::add || entity.scope != core::Scope::customer || entity.scope_field.empty()) {
        return {};
    }
    const auto id = entity.fields[entity.position(entity.scope_field)].id;
    for (const auto& cell : change.cells) {
        if (cell.field == id && std::holds_alternative<core::Uuid>(cell.value)) return std::get<core::Uuid>(cell.value);
    }
    return {};
}

core::Status leave_out_erased(Ledger& ledger, core::Group& group) {
    std::set<core::Uuid> gone;
    for (const auto& change : group.changes) {
        FF_ASSIGN(bool erased, ledger.erased(change.row));
        if (const auto customer = customer_named(change); !erased && !customer.is_nil()) {
            FF_ASSIGN(erased, ledger.erased(customer));
            // Later edits of this row will not say whose it was.
            if (erased) FF_TRY(ledger.mark_erased(change.row, 0, false));
        }
        if (erased && !core::planted("erased comes back")) gone.insert(change.row);
    }
    std::erase_if(group.changes, [&](const core::Change& change) { return gone.contains(change.row); });
    return {};
}

}  // namespace fieldfare::sync
