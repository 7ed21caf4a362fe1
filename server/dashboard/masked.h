#pragma once

#include <nlohmann/json_fwd.hpp>

#include "core/rows/row.h"
#include "server/dashboard/dashboard.h"
#include "server/store/ledger.h"
#include "sync/authority/veil.h"

namespace fieldfare::server::dashboard {

// What is hidden from the viewer, for one request.
class Masked {
  public:
    explicit Masked(View& view) : reader_(view.database, view.org), veil_(reader_, view.viewer.user) {}

    core::Result<core::Classes> over(const core::Uuid& customer) { return veil_.over(customer); }
    // Puts a row's "fields" into the answer, and beside them in "masked" the names of those that are hidden and absent.
    core::Status put(const core::Row& row, nlohmann::json& answer);

  private:
    SqliteLedgerReader reader_;
    sync::Veil veil_;
};

}  // namespace fieldfare::server::dashboard
