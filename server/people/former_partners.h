#pragma once

#include "server/store/canonical_store.h"

namespace fieldfare::server::people {

// Before a customer is erased by law: what came from it into customers that it was merged into for a time, and is not
// any more, goes from their history and conflicts, and the elements that it left there, taken away again, from their
// clocks; devices follow with their next pull, under this seq.
core::Status forget_with_former_partners(WriteScope& scope, const core::Uuid& id, sync::Seq seq);

}  // namespace fieldfare::server::people
