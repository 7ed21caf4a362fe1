#include "sync/client/checkpoint.h"

#include <set>

#include "core/base/planted.h"
#include "core/journal/journal.h"
#include "sync/merge/merge.h"
#include "sync/protocol/codec.h"

namespace fieldfare::sync {
namespace {

core::Status find_gone(core::Transaction& transaction, const core::Entity& entity, const core::Uuid& customer,
                       std::set<core::RowKey>& gone) {
    if (entity.scope_field.empty()) {
        gone.insert({&entity, customer});
        return {};
    }
    core::Select rows;
    rows.entity = &entity;
    rows.where.push_back({entity.position(entity.scope_field), core::Compare::equal, customer});
    rows.with_deleted = true;
    FF_ASSIGN(const auto found, transaction.select(rows));
    for (const auto& row : found) gone.insert({&entity, row.id});
    return {};
}

// The customer and all that belongs to it, from the book and from the journal's acknowledged groups.
core::Status purge(core::Transaction& transaction, const core::Uuid& customer) {
    std::set<core::RowKey> gone;
    for (const auto* entity : core::entities()) {
        if (entity->scope == core::Scope::customer) FF_TRY(find_gone(transaction, *entity, customer, gone));
    }
    for (const auto& row : gone) FF_TRY(transaction.erase(*row.entity, row.id));
    return core::journal::forget(transaction, gone);
}

core::Status merge_in(core::Transaction& transaction, const core::Row& incoming) {
    transaction.clock().observe(incoming.clocks.newest().time);
    FF_ASSIGN(const auto held, transaction.find(*incoming.entity, incoming.id));
    if (!held) return transaction.put(incoming);
    auto merged = *held;
    if (!merge_rows(merged, incoming)) return {};
    return transaction.put(merged, *held);
}

}  // namespace

core::Result<PullPage> read_page(std::string_view body) {
    return decode<PullPage>(body, body.starts_with("FF") ? Encoding::binary : Encoding::json);
}

core::Status apply_page(core::Transaction& transaction, const PullPage& page) {
    for (const auto& customer : page.exits) {
        if (!core::planted("loss forgotten")) FF_TRY(purge(transaction, customer));
    }
    for (const auto& row : page.rows) FF_TRY(merge_in(transaction, row));
    return {};
}

}  // namespace fieldfare::sync
