#pragma once

#include <string>
#include <vector>

#include "core/store/row_reader.h"
#include "server/store/canonical_store.h"

// A legal erasure: a customer with all that belongs to it, or one contact, is gone for good. Values vanish from rows,
// history, conflicts, verdicts and kept groups; the ids stay and are never used again. Every phone hears of it at its
// next contact and does the same. It cannot be undone. Backups made before hold the data until they are deleted.
namespace fieldfare::server::people {

struct Erasure {
    const core::Entity* entity = nullptr;  // customer or contact
    core::Uuid id;
    std::string name;
    std::vector<core::RowKey> rows;  // it and what belongs to it, deleted ones too
    std::int64_t history = 0;        // lines
    std::int64_t conflicts = 0;
    std::int64_t groups = 0;  // that are kept because they were not taken, and say something of it
};

// By id, or a customer by its code; what was merged into it goes with it. not_found: nothing of that kind.
// needed_by_others: it was merged into another. Changes nothing.
core::Result<Erasure> what_to_erase(core::sqlite::Connection& database, Org org, const std::string& which);

// Does it, under one seq of its own, which it returns.
core::Result<sync::Seq> erase(WriteScope& scope, const Erasure& erasure);

}  // namespace fieldfare::server::people
