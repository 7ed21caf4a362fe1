#pragma once

#include <QString>

#include "core/base/result.h"
#include "core/store/row_reader.h"

namespace fieldfare::mobile {

// How a customer is reached: whom to call, and what to ask a map for. Empty where the file does not say.
struct Reach {
    QString person;
    QString phone;
    bool phone_hidden = false;  // there are people, and the organisation hides their numbers
    QString place;              // as it is read
    QString map;                // geo: URI
};

// `contact` is asked first where it is given; then the main contact, then whoever has a phone and has not left.
core::Result<Reach> reach_of(core::RowReader& reader, const core::Row& customer, const core::Uuid& contact = {});

}  // namespace fieldfare::mobile
