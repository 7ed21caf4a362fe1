#include "core/journal/fork.h"

#include <algorithm>

#include "core/base/planted.h"
#include "core/base/token.h"
#include "core/journal/enrolling.h"
#include "core/journal/stored_group.h"

namespace fieldfare::core::journal {

Status begin_fork(Transaction& transaction) {
    FF_ASSIGN(auto state, sync_state(transaction));
    if (!state) return {};
    auto& random = transaction.store().random();
    const auto number = first_unassigned_number + static_cast<DeviceNumber>(random.below(first_unassigned_number));
    state->fork = SyncState::Fork{new_token(random), number};
    FF_TRY(set_sync_state(transaction, *state));
    FF_TRY(forget_proposed_token(transaction));
    // What stands unsent may stand on the twin, too, and go out from there: it is not joined with later edits.
    return transaction.database().execute("UPDATE journal_groups SET solo = NULL WHERE solo IS NOT NULL");
}

Status recognise(Store& store, const Uuid& install) {
    FF_ASSIGN(const auto state, sync_state(store.read()));
    if (!state || state->install == install) return {};
    const bool copied = !state->install.is_nil() && !planted("nonce ignored");
    FF_ASSIGN(auto transaction, store.begin());
    auto belonging = *state;
    belonging.install = install;
    FF_TRY(set_sync_state(transaction, belonging));
    if (copied) FF_TRY(begin_fork(transaction));
    FF_ASSIGN([[maybe_unused]] const auto committed, transaction.commit());
    return {};
}

Result<std::uint64_t> last_sent(RowReader& reader) {
    FF_ASSIGN(const auto known, acknowledged(reader));
    FF_ASSIGN(
        const auto sealed,
        reader.database().integer("SELECT number FROM journal_groups WHERE frozen > 0 ORDER BY number DESC LIMIT 1"));
    return std::max(known, static_cast<std::uint64_t>(sealed));
}

}  // namespace fieldfare::core::journal
