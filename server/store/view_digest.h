#pragma once

#include <vector>

#include "core/rows/digest.h"
#include "core/store/sqlite.h"
#include "server/store/row_table.h"

// The digest of what somebody may see (core/rows/digest.h), kept so that a pull reads a few lines and no rows. All rows
// that are shown to the same circles are summed up in one line: there are about as many as people. Rows of organisation
// scope are shown to no circle and seen by everybody; a customer that has no circle yet is in no line.
namespace fieldfare::server {

// The circles as a key: sorted and joined.
core::Bytes view_key(std::vector<core::Uuid> circles);

// Of all that the person sees now.
core::Result<core::Digest> view_digest(core::sqlite::Connection& database, Org org, const core::Uuid& user);

// The rows that are shown to these circles came to more by `change`.
core::Status add_to_view(core::sqlite::Connection& database, Org org, const core::Bytes& key,
                         const core::Digest& change);
// Of a customer and all that belongs to it. Reads their clocks.
core::Result<core::Digest> digest_of_customer(core::sqlite::Connection& database, Org org, const core::Uuid& customer);

// How many lines there are, and how many say something else than the rows come to. Reads the clocks of all rows.
struct ViewCheck {
    std::size_t views = 0;
    std::size_t wrong = 0;
};
core::Result<ViewCheck> check_views(core::sqlite::Connection& database, Org org);
// All lines anew from the rows.
core::Status sum_up_anew(core::sqlite::Connection& database, Org org);

}  // namespace fieldfare::server
