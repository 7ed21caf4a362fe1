#pragma once

#include "sync/authority/ledger.h"

// Inside the authority: a legal erasure always wins. Who has not heard of it may still send what belongs to it.
namespace fieldfare::sync {

// Takes out of the group what is about erased rows, or adds to an erased customer: it is kept nowhere.
core::Status leave_out_erased(Ledger& ledger, core::Group& group);

// The customer that a new row names; nil if it names none.
core::Uuid customer_named(const core::Change& change);

}  // namespace fieldfare::sync
