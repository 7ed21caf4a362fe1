#pragma once

#include <optional>
#include <vector>

#include "core/base/clock.h"
#include "core/store/sqlite.h"
#include "server/store/row_table.h"

// Who may see which customer. A circle is a person, a team or the whole organisation: customers are shown to circles
// (table `audience`), people stand in circles (table `membership`), each from one seq to another. The authority says
// which; here it is kept, for ever.
namespace fieldfare::server {

// From `seq` on the customer is shown to these circles and no others. Gives those for which that changed.
core::Result<std::vector<core::Uuid>> set_audience(core::sqlite::Connection& database, Org org,
                                                   const core::Uuid& customer, const std::vector<core::Uuid>& circles,
                                                   sync::Seq seq, core::WallMs at);
// To whom it is shown now.
core::Result<std::vector<core::Uuid>> circles_of(core::sqlite::Connection& database, Org org,
                                                 const core::Uuid& customer);

// The same of a person, with what is hidden from him there.
core::Result<std::vector<core::Uuid>> set_membership(core::sqlite::Connection& database, Org org,
                                                     const core::Uuid& user,
                                                     const std::vector<sync::Standing>& standings, sync::Seq seq,
                                                     core::WallMs at);

// In which he stands now.
core::Result<std::vector<sync::Standing>> standings_of(core::sqlite::Connection& database, Org org,
                                                       const core::Uuid& user);

// When the person last ceased to see these classes of the customer's fields, or the customer, if they are none; nothing
// if he sees them, or never did.
core::Result<std::optional<core::WallMs>> left_at(core::sqlite::Connection& database, Org org,
                                                  const core::Uuid& customer, const core::Uuid& user,
                                                  core::Classes shown);

// What is hidden from those who have a role, where they see a customer by nothing else.
core::Result<core::Classes> mask_of(core::sqlite::Connection& database, Org org, std::string_view role);
core::Status set_mask(core::sqlite::Connection& database, Org org, std::string_view role, core::Classes masked);
core::Result<std::vector<core::Uuid>> people_in(core::sqlite::Connection& database, Org org, std::string_view role);

// Customers that the person owns or works on, deleted ones too, in order of id.
core::Result<std::vector<core::Uuid>> customers_of(core::sqlite::Connection& database, Org org, const core::Uuid& user);

}  // namespace fieldfare::server
