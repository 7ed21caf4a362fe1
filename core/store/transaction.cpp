#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>

#include "core/base/check.h"
#include "core/base/planted.h"
#include "core/catalog/entities.h"
#include "core/conflicts/inbox.h"
#include "core/search/dirty.h"
#include "core/store/book_digest.h"
#include "core/store/masks.h"
#include "core/store/newer.h"
#include "core/store/row_columns.h"
#include "core/store/store.h"

namespace fieldfare::core {

Transaction::Transaction(Store& store, sqlite::Transaction scope)
    : RowReader(store.database()), store_(&store), scope_(std::move(scope)) {}

HybridClock& Transaction::clock() {
    return store_->hybrid_clock();
}

void Transaction::touch(const Entity& entity, const Uuid& id) {
    if (std::find(committed_.entities.begin(), committed_.entities.end(), &entity) == committed_.entities.end()) {
        committed_.entities.push_back(&entity);
    }
    const RowKey key{&entity, id};
    if (touched_.insert(key).second) committed_.rows.push_back(key);
    if (&entity == &catalog::custom_field) {
        store_->custom_fields_.reset();
        store_->custom_fields_in_doubt_ = true;
    }
}

Status Transaction::put(const Row& row) {
    FF_ASSIGN(const auto before, find(*row.entity, row.id));
    if (before) return put(row, *before);
    return insert(row);
}

Status Transaction::insert(const Row& row) {
    const auto& texts = row_columns::texts_of(*row.entity, emit::Flavour::sqlite_device);
    FF_ASSIGN(auto write, database().prepare(texts.statements.insert));
    row_columns::bind_row(write, 1, row);
    FF_TRY(write.run());
    touch(*row.entity, row.id);
    digest_change_ += digest_of(row);
    return search::mark_new(database(), row, sqlite3_last_insert_rowid(database().raw()));
}

Status Transaction::put(const Row& row, const Row& before) {
    FF_CHECK(row.entity == before.entity && row.id == before.id);
    const auto& texts = row_columns::texts_of(*row.entity, emit::Flavour::sqlite_device);
    const auto changed = row_columns::difference(before, row, texts);
    if (changed.assignments.empty()) return {};
    FF_ASSIGN(auto write, database().prepare(fmt::format("UPDATE {} SET {} WHERE \"id\" = ?{}", texts.table,
                                                         changed.assignments, changed.next)));
    row_columns::bind_difference(write, row, changed);
    write.bind(changed.next, std::span<const std::uint8_t>(row.id.bytes));
    FF_TRY(write.run());
    FF_CHECK(database().changes() == 1);
    touch(*row.entity, row.id);
    if (changed.clocks) {
        digest_change_ -= digest_of(before);
        digest_change_ += digest_of(row);
    }
    if (!search::is_searched(*row.entity) || !search::text_differs(before, row)) return {};
    // Where something is hidden from the user, what he wrote before may be what goes.
    FF_ASSIGN(const auto hidden, masks::of(*this, before));
    if (!hidden.none()) store_->checkpoint_soon();
    FF_TRY(hidden.none() ? search::mark_dirty(database(), before) : search::mark_left(database(), before));
    return search::mark_dirty(database(), row);
}

Status Transaction::erase(const Entity& entity, const Uuid& id) {
    FF_TRY(newer::forget(*this, entity.id, id));
    FF_ASSIGN(const auto held, find(entity, id));
    if (!held) return {};
    FF_TRY(search::mark_left(database(), *held));
    FF_ASSIGN(auto remove,
              database().prepare(row_columns::texts_of(entity, emit::Flavour::sqlite_device).statements.erase));
    FF_TRY(remove.bind(1, std::span<const std::uint8_t>(id.bytes)).run());
    FF_TRY(inbox::forget(database(), entity, id));
    touch(entity, id);
    erased_ = true;
    if (!planted("erased row counted")) digest_change_ -= digest_of(*held);
    return {};
}

Digest Transaction::digest() const {
    auto digest = store_->digest_;
    digest += digest_change_;
    return digest;
}

Status Transaction::sum_up() {
    FF_ASSIGN(digest_change_, book_digest::sum(database()));
    digest_change_ -= store_->digest_;
    return {};
}

Result<Committed> Transaction::commit() {
    FF_TRY(store_->save_clock(recorded_));
    if (digest_change_ != Digest{}) FF_TRY(book_digest::keep(database(), digest()));
    std::optional<DeviceNumber> device;
    if (committed_.sync_changed) {
        FF_ASSIGN(device, store_->device_in_use());
    }
    FF_TRY(scope_.commit());
    store_->clock_saved();
    store_->digest_ = digest();
    if (erased_) store_->checkpoint_soon();
    if (device) store_->hybrid_clock().set_device(*device);
    store_->announce(committed_);
    return committed_;
}

void Transaction::rollback() {
    scope_.rollback();
}

}  // namespace fieldfare::core
