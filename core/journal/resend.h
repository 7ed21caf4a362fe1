#pragma once

#include "core/journal/journal.h"

namespace fieldfare::core::journal {

// A quarantined group goes again, as a new group under the same stamps and with what the user has put right since: a
// new row as it stands now, a changed field with the value he gave it later. The old group leaves the outbox. Returns
// the new number. not_found: no such group in quarantine.
Result<std::uint64_t> resend(Transaction& transaction, std::uint64_t number);

}  // namespace fieldfare::core::journal
