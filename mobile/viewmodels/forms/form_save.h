#pragma once

#include <vector>

#include "core/store/store.h"
#include "mobile/viewmodels/forms/form_field.h"

namespace fieldfare::mobile {

// What a form's save button asks for.
struct FormSave {
    core::Row seen;       // as the form showed it; without id: new
    core::Uuid customer;  // of a new row that belongs to one
    std::vector<FormField> form;
};

// Runs the use case that fits the entity and returns the row's id, once it is durable. Store's thread.
core::Result<core::Uuid> save_form(core::Store& store, const FormSave& work);

}  // namespace fieldfare::mobile
