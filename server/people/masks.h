#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/classes.h"
#include "server/store/canonical_store.h"

// What the organisation hides from a role, where a customer is not its holder's own or shared with him. A rep sees no
// others: nothing is hidden from him.
namespace fieldfare::server::people {

struct Mask {
    std::string_view role;
    core::Classes hidden;
};
// Of every role that sees customers of others, in the catalog's order.
core::Result<std::vector<Mask>> masks(core::sqlite::Connection& database, Org org);

// An array of names of classes. missing_field, unknown_enum_value.
core::Result<core::Classes> classes_from(const nlohmann::json& body, const char* name);

// These classes and no others are hidden from the role from now on; `seen`: only if these are hidden so far. `by` wrote
// it, as the log says. unknown_enum_value: no such role; invalid_argument: a rep; changed_meanwhile.
core::Status set_mask(WriteScope& scope, const core::Uuid& organisation, std::string_view role, core::Classes hidden,
                      std::optional<core::Classes> seen, std::string_view by);

}  // namespace fieldfare::server::people
