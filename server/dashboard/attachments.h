#pragma once

#include <map>
#include <nlohmann/json.hpp>

#include "server/dashboard/dashboard.h"
#include "server/dashboard/people.h"

namespace fieldfare::server::dashboard {

// What is attached to a customer's visits, by the visit; under the nil id what is attached to the customer alone. Each
// an array of {"id", "kind", "format", "content", "thumbnail", "bytes", "seconds", "file_name", "caption", "at", "who"}
// in the order in which it was taken. `content` and `thumbnail` are names under /api/contents.
using Attachments = std::map<core::Uuid, nlohmann::json>;
core::Result<Attachments> attachments_of(View& view, const core::Uuid& customer, const People& people);

}  // namespace fieldfare::server::dashboard
