#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/store/field_values.h"
#include "core/store/store.h"

// Use cases on customers. Each call is one durable save and one journal group; the store's thread. Beside the codes
// named, all give the catalog's validation errors, unauthenticated before enrolment, and the store's errors.
namespace fieldfare::core::customers {

struct FileCustomer {
    FieldValues fields;                  // at least the name
    std::optional<FieldValues> contact;  // the first contact, filed in the same group
};

struct Filed {
    Uuid customer;
    std::optional<Uuid> contact;
    std::string provisional_code;  // shown until the server gives the final one; never used twice
    friend bool operator==(const Filed&, const Filed&) = default;
};

// The owner is the user unless `fields` names another; stage, filing day and filer are filled in.
Result<Filed> file(Store& store, const FileCustomer& wanted);

// Writes what differs from `seen`, which is the row as the form showed it. not_found.
Status edit(Store& store, const Row& seen, const FieldValues& fields);

// The customer is set by this; the first contact becomes the main one. not_found: no such customer.
Result<Uuid> add_contact(Store& store, const Uuid& customer, const FieldValues& fields);
Status edit_contact(Store& store, const Row& seen, const FieldValues& fields);
Status remove_contact(Store& store, const Uuid& contact);

// Exactly these users work on the customer beside its owner.
Status share(Store& store, const Uuid& customer, const std::vector<Uuid>& collaborators);

// The customer and with it its contacts and open follow-ups; visits stay as history. `restore` undoes the customer
// alone.
Status remove(Store& store, const Uuid& customer);
Status restore(Store& store, const Uuid& customer);

// "新-7F3A-2-K7QX": the device's number, that of the journal group that files the customer, and four letters of the
// customer's id: a copy of the phone that does not know of the other yet files under the same numbers.
std::string provisional_code(DeviceNumber device, std::uint64_t group, const Uuid& customer);

}  // namespace fieldfare::core::customers
