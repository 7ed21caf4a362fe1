#include "sync/client/checkpoint.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "core/base/planted.h"
#include "core/catalog/entities.h"
#include "core/customers/merged.h"
#include "core/journal/journal.h"
#include "core/media/blobs.h"
#include "core/store/masks.h"
#include "core/store/newer.h"
#include "sync/merge/merge.h"
#include "sync/protocol/codec.h"

namespace fieldfare::sync {
namespace {

core::Status find_of_customer(core::RowReader& reader, const core::Entity& entity, const core::Uuid& customer,
                              std::set<core::RowKey>& found) {
    if (entity.scope_field.empty()) {
        found.insert({&entity, customer});
        return {};
    }
    core::Select rows;
    rows.entity = &entity;
    rows.where.push_back({entity.position(entity.scope_field), core::Compare::equal, customer});
    rows.with_deleted = true;
    FF_ASSIGN(const auto selected, reader.select(rows));
    for (const auto& row : selected) found.insert({&entity, row.id});
    return {};
}

// The customers and all that belongs to them; of another row's id that row.
core::Result<std::set<core::RowKey>> rows_of_customers(core::RowReader& reader,
                                                       const std::vector<core::Uuid>& customers) {
    std::set<core::RowKey> found;
    for (const auto* entity : core::entities()) {
        if (entity->scope != core::Scope::customer) continue;
        for (const auto& id : customers) {
            FF_TRY(find_of_customer(reader, *entity, id, found));
            if (entity->scope_field.empty()) continue;
            FF_ASSIGN(const auto single, reader.find(*entity, id));
            if (single) found.insert({entity, id});
        }
    }
    return found;
}

// From the book, and from the journal's acknowledged groups.
core::Status purge(core::Transaction& transaction, const std::vector<core::Uuid>& customers) {
    FF_ASSIGN(const auto gone, rows_of_customers(transaction, customers));
    for (const auto& row : gone) FF_TRY(transaction.erase(*row.entity, row.id));
    for (const auto& customer : customers) {
        if (!core::planted("newer rows stay")) FF_TRY(core::newer::forget_all_of(transaction, customer));
    }
    for (const auto& customer : customers) FF_TRY(core::masks::set(transaction, customer, {}));
    if (core::planted("lost stays in the journal")) return {};
    return core::journal::forget(transaction, gone);
}

// By law: a customer or a contact, with all that belongs to it, from everywhere.
core::Result<std::set<core::RowKey>> rows_erased(core::RowReader& reader, const std::vector<core::Uuid>& ids) {
    FF_ASSIGN(auto found, rows_of_customers(reader, ids));
    for (const auto* entity : core::entities()) {
        if (entity->scope != core::Scope::customer) continue;
        for (const auto& id : ids) found.insert({entity, id});
    }
    return found;
}

core::Status erase(core::Transaction& transaction, const std::vector<core::Uuid>& ids) {
    FF_ASSIGN(const auto gone, rows_erased(transaction, ids));
    FF_ASSIGN(const auto contents, core::media::contents_of(transaction, gone));
    for (const auto& row : gone) FF_TRY(transaction.erase(*row.entity, row.id));
    if (!core::planted("erasure leaves photos")) FF_TRY(core::media::release(transaction, gone, contents));
    for (const auto& id : ids) FF_TRY(core::newer::forget_all_of(transaction, id));
    for (const auto& id : ids) FF_TRY(core::masks::set(transaction, id, {}));
    if (core::planted("erased stays in the journal")) return {};
    return core::journal::erase(transaction, gone);
}

core::Status apply_page(core::Transaction& transaction, const PullPage& page) {
    if (!page.exits.empty() && !core::planted("loss forgotten")) FF_TRY(purge(transaction, page.exits));
    FF_TRY(take_rows(transaction, page.rows, page.newer));
    FF_TRY(note_masks(transaction, page.rows, page.masked));
    if (!page.erased.empty()) FF_TRY(erase(transaction, page.erased));
    return {};
}

// The staged pages and the one that completes them, in order; one decoded at a time.
core::Status each_page(core::RowReader& reader, const PullPage& last,
                       const std::function<core::Status(const PullPage&)>& take) {
    FF_ASSIGN(const auto staged, core::journal::staged(reader));
    for (const auto& bytes : staged) {
        FF_ASSIGN(const auto page, read_page({reinterpret_cast<const char*>(bytes.data()), bytes.size()}));
        FF_TRY(take(page));
    }
    return take(last);
}

}  // namespace

core::Status note_masks(core::Transaction& transaction, const std::vector<core::Row>& rows,
                        const std::vector<MaskedCustomer>& masked) {
    std::map<core::Uuid, core::Classes> classes;
    for (const auto& each : masked) classes[each.customer] = each.classes;
    for (const auto& row : rows) {
        if (row.entity != &core::catalog::customer) continue;
        const auto known = classes.find(row.id);
        FF_TRY(core::masks::set(transaction, row.id, known == classes.end() ? core::Classes{} : known->second));
    }
    return {};
}

core::Status take_rows(core::Transaction& transaction, const std::vector<core::Row>& rows,
                       const std::vector<core::NewerRow>& newer) {
    for (const auto& row : rows) FF_TRY(merge_in(transaction, row));
    for (const auto& row : newer) {
        if (!core::planted("newer fields dropped")) FF_TRY(core::newer::keep(transaction, row));
    }
    return {};
}

core::Result<PullPage> read_page(std::string_view body) {
    return decode<PullPage>(body, body.starts_with("FF") ? Encoding::binary : Encoding::json);
}

core::Status merge_in(core::Transaction& transaction, const core::Row& incoming) {
    transaction.clock().observe(incoming.clocks.newest().time);
    FF_ASSIGN(const auto held, transaction.find(*incoming.entity, incoming.id));
    if (!held) return transaction.put(incoming);
    auto merged = *held;
    if (!merge_rows(merged, incoming, Tie::incoming)) return {};
    return transaction.put(merged, *held);
}

core::Result<bool> takes_unsent(core::RowReader& reader, const PullPage& last) {
    FF_ASSIGN(const auto pending, core::journal::pending_count(reader));
    if (pending == 0) return false;
    std::set<core::RowKey> gone;
    FF_TRY(each_page(reader, last, [&](const PullPage& page) -> core::Status {
        FF_ASSIGN(auto rows, rows_of_customers(reader, page.exits));
        gone.merge(rows);
        FF_ASSIGN(auto erased, rows_erased(reader, page.erased));
        gone.merge(erased);
        return {};
    }));
    if (gone.empty()) return false;
    FF_ASSIGN(const auto unsent, core::journal::pending_rows(reader));
    return std::any_of(unsent.begin(), unsent.end(), [&](const auto& entry) { return gone.contains(entry.first); });
}

core::Result<bool> apply_checkpoint(core::Transaction& transaction, const PullPage& last) {
    bool took_away = false;
    FF_TRY(core::customers::put_back(transaction));
    FF_TRY(each_page(transaction, last, [&](const PullPage& page) {
        took_away = took_away || !page.exits.empty() || !page.erased.empty();
        return apply_page(transaction, page);
    }));
    FF_TRY(core::customers::show_where_they_go(transaction));
    FF_TRY(core::journal::clear_staged(transaction));
    return took_away;
}

}  // namespace fieldfare::sync
