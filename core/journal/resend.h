#pragma once

#include "core/journal/journal.h"

namespace fieldfare::core::journal {

// A group that the server keeps aside goes again, as a new group under the same stamps. A quarantined one goes with
// what the user has put right since: a new row as it stands now; of an edit what he has not replaced by a later one,
// which goes by itself. A waiting one, which may have taken effect meanwhile, goes as it is. The old group leaves the
// outbox and its content; the server drops it from its list when the new one arrives. Returns the new number.
// not_found: the server keeps no such group aside. needed_by_others: an edit over it is on its way; nothing was
// changed.
Result<std::uint64_t> resend(Transaction& transaction, std::uint64_t number);

}  // namespace fieldfare::core::journal
