#include "core/customers/merged.h"

#include <algorithm>

#include "core/catalog/entities.h"
#include "core/journal/journal.h"

namespace fieldfare::core::customers {
namespace {

using catalog::customer;

// A server never makes a circle; a damaged database might.
constexpr int longest_line = 1000;

// For whom the row was saved; nothing if it was not added here.
std::optional<Uuid> saved_for(const RowKey& key, const std::vector<Change>& changes) {
    if (key.entity->scope != Scope::customer || key.entity->scope_field.empty()) return std::nullopt;
    const auto field = key.entity->fields[key.entity->position(key.entity->scope_field)].id;
    for (const auto& change : changes) {
        if (change.kind != ChangeKind::add) continue;
        const auto part = std::ranges::find(change.cells, field, &CellChange::field);
        if (part != change.cells.end()) return std::get<Uuid>(part->value);
    }
    return std::nullopt;
}

bool led_by_server(const Row& row) {
    const auto& field = row.entity->fields[row.entity->position(row.entity->scope_field)];
    return row.clocks.of({field.id, {}}).device == 0;
}

// Rows that were added here and that the server has not got.
template <typename Place>
Status place_unsent(Transaction& transaction, const Place& place) {
    FF_ASSIGN(const auto merged,
              transaction.database().integer("SELECT EXISTS(SELECT 1 FROM customer WHERE merged_into IS NOT NULL)"));
    if (merged == 0) return {};
    FF_ASSIGN(const auto pending, journal::pending_rows(transaction));
    for (const auto& [key, changes] : pending) {
        const auto home = saved_for(key, changes);
        if (!home) continue;
        FF_ASSIGN(const auto row, transaction.find(*key.entity, key.id));
        if (!row || led_by_server(*row)) continue;  // the server has it, only its verdict is on the way
        FF_ASSIGN(const auto to, place(*home));
        const auto at = key.entity->position(key.entity->scope_field);
        if (row->reference(at) == to) continue;
        auto moved = *row;
        moved.values[at] = to;
        FF_TRY(transaction.put(moved, *row));
    }
    return {};
}

}  // namespace

Result<Uuid> standing(RowReader& reader, const Uuid& id) {
    auto at = id;
    for (int i = 0; i < longest_line; ++i) {
        FF_ASSIGN(const auto row, reader.find(customer, at));
        constexpr auto into = customer.at("merged_into");
        if (!row || !row->deleted() || !row->has(into)) return at;
        FF_ASSIGN(const auto next, reader.find(customer, row->reference(into)));
        if (!next) return at;
        at = next->id;
    }
    return Error{ErrorCode::storage_corrupt, "customer.merged_into"};
}

Status put_back(Transaction& transaction) {
    return place_unsent(transaction, [](const Uuid& home) -> Result<Uuid> { return home; });
}

Status show_where_they_go(Transaction& transaction) {
    return place_unsent(transaction, [&](const Uuid& home) { return standing(transaction, home); });
}

}  // namespace fieldfare::core::customers
