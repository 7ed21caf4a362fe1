#pragma once

#include <optional>
#include <string>

#include "core/rules/day.h"
#include "core/store/field_values.h"
#include "core/store/store.h"

// Use cases on visits. Each call is one durable save and one journal group; the store's thread.
namespace fieldfare::core::visits {

// The 20-second form. Customer and channels must be given; the rest may be completed later.
struct LogVisit {
    Uuid customer;
    std::optional<Uuid> contact;
    StringSet channels;  // codes of the catalog's `channel`
    std::string note;
    std::string feedback;
    std::string next_step;
    std::optional<Day> next_due;             // plans a follow-up for that day
    std::optional<std::string> stage_after;  // code; changes the customer's stage
    std::optional<WallMs> started_at;        // absent: now
    std::optional<WallMs> ended_at;
    std::optional<Uuid> followup;  // the planned follow-up it fulfils; absent: see below
    bool fulfils_due = true;       // without `followup`: the earliest one of mine that is due by today
    FieldValues more;              // further fields of the interaction
};

struct Logged {
    Uuid interaction;
    std::optional<Uuid> completed_followup;
    std::optional<Uuid> next_followup;
    friend bool operator==(const Logged&, const Logged&) = default;
};

// One atomic group: the interaction, what it changes at the customer, the follow-up it completes and the next one.
// Errors: not_found (customer), the catalog's validation, unauthenticated, the store's.
Result<Logged> log(Store& store, const LogVisit& visit);

// REC-04: what the quick form left out. Facts (who, when, how) never change: immutable_field.
Status complete_later(Store& store, const Row& seen, const FieldValues& fields);

}  // namespace fieldfare::core::visits
