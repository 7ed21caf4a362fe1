#pragma once

#include "core/store/store.h"

// Customers that the server merged into others. What a person does for one that his phone knows to be merged, he does
// for the one that goes on; what he saved before stays where he saved it until the server has it.
namespace fieldfare::core::customers {

// The customer that goes on for this one: itself, unless it was merged into one that the phone holds and no unsent edit
// of its own keeps it alive.
Result<Uuid> standing(RowReader& reader, const Uuid& customer);

// Rows that were added here for a customer that is merged, and that the server has not got yet, are shown with the one
// that goes on. Their journal stays as it is: the server leads them to where they belong (docs/merge.md). Before the
// server's word is taken in they are put back, since what it takes as it was sent stands as it was sent, and what was
// merged may be so no more; afterwards what is left is shown again.
Status put_back(Transaction& transaction);
Status show_where_they_go(Transaction& transaction);

}  // namespace fieldfare::core::customers
