#pragma once

#include <optional>
#include <string>

#include "core/rules/day.h"
#include "core/store/field_values.h"
#include "core/store/store.h"

// Use cases on follow-ups. Each call is one durable save and one journal group; the store's thread.
namespace fieldfare::core::followups {

struct PlanFollowup {
    Uuid customer;
    Day due;
    std::string goal;
    std::optional<Uuid> contact;
    StringSet methods;  // codes of the catalog's `channel`
    FieldValues more;   // further fields
};

// PLAN-03: it belongs to the user unless `more` names another owner. not_found: no such customer.
Result<Uuid> plan(Store& store, const PlanFollowup& wanted);
Status edit(Store& store, const Row& seen, const FieldValues& fields);
// transition_not_allowed: it is done or cancelled already.
Status complete(Store& store, const Uuid& followup);
Status cancel(Store& store, const Uuid& followup);
// Moves the due day; the reason is kept in the follow-up's note. invalid_argument: no reason, or not later than it was.
Status postpone(Store& store, const Uuid& followup, Day to, const std::string& reason);

}  // namespace fieldfare::core::followups
