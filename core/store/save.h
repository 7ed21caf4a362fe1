#pragma once

#include <type_traits>
#include <utility>

#include "core/store/edit.h"

namespace fieldfare::core {

// One durable save: begins a transaction, lets `work(transaction, edit)` fill the edit, saves and commits it. `work`
// gives a Result of anything, which is returned; on any error nothing is kept.
template <typename Work>
auto save(Store& store, Work&& work) -> std::invoke_result_t<Work, Transaction&, Edit&> {
    FF_ASSIGN(auto transaction, store.begin());
    Edit edit(transaction);
    auto result = std::forward<Work>(work)(transaction, edit);
    if (!result) return result;
    FF_TRY(edit.save());
    if (auto committed = transaction.commit(); !committed) return committed.error();
    return result;
}

}  // namespace fieldfare::core
